"""Names the sheets of a workbook."""

import re

from keyclient.model.label import Label
from keyclient.render.answer import PartAnswer
from keyclient.render.text import Voice

SUMMARY, DETAILS, NOTES = Label("Summary", "概要"), Label("Details", "明细"), Label("Notes", "说明")
CHARTS = Label("Charts", "图表")
_OF = Label("{part} {sheet}", "{part}{sheet}")
"""The name of a sheet of one of several answers."""
_ILLEGAL = re.compile(r"[\[\]:*?/\\\x00-\x1f]")
_LONGEST_NAME = 31
_RESERVED = "history"
"""A sheet name reserved by Excel."""


class SheetNames:
    """The sheet names used so far; those of every workbook are reserved from the start."""

    def __init__(self, voice: Voice) -> None:
        self.voice = voice
        own = (SUMMARY, CHARTS, DETAILS, NOTES)
        self._taken = {*(voice.label(name).casefold() for name in own), _RESERVED}

    def kept(self, name: str) -> str:
        """One of the program's own names, unchanged."""
        self._taken.add(name.casefold())
        return name

    def own(self, label: Label, part: PartAnswer | None) -> str:
        """The name of a sheet that every answer has, made unique by the title of the answer."""
        if part is None:
            return self.voice.label(label)
        return self.free(self.voice.label(_OF.filled(part=part.title, sheet=label)))

    def free(self, title: str) -> str:
        """The title as a valid sheet name: short, without characters special in references, not in use."""
        plain = short_name(title)
        name, number = plain, 2
        while name.casefold() in self._taken:
            tail = f" {number}"
            name, number = plain[: _LONGEST_NAME - len(tail)] + tail, number + 1
        return self.kept(name)


def short_name(title: str) -> str:
    """A title as a valid sheet name."""
    return _ILLEGAL.sub(" ", title).strip().strip("'")[:_LONGEST_NAME].strip() or "-"
