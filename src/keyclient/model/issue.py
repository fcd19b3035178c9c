"""A defect of the book as a value: what is wrong, in which cell, and what to do about it."""

import dataclasses
import re
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from keyclient.model.label import Lang
from keyclient.model.rules import RULES, Severity

_ROW = re.compile(r"\d+$", re.ASCII)
"""What every address ends with, that of a cell and that of a row."""

NOTHING: Mapping[str, object] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Issue:
    """One defect. Its words, severity and remedy stand in `RULES` under its code."""

    code: str
    cell: str | None = None
    """Excel address such as `客户!F17`; None where the whole book is meant."""
    field: str | None = None
    """Name of the field, or the heading of a column that is no field."""
    value: str | None = None
    """The cell as typed. Personal data may stand in it: shown by `check`, never logged."""
    sets_aside: bool = False
    """Whether the row was set aside because of it: then the defect is an error whatever its rule says."""
    values: Mapping[str, object] = dataclasses.field(default_factory=lambda: NOTHING)
    """What fills the places of the sentence."""

    @property
    def row(self) -> int | None:
        """Row of the cell as Excel numbers it; None where the whole book is meant."""
        number = _ROW.search(self.cell or "")
        return int(number[0]) if number is not None else None

    @property
    def severity(self) -> Severity:
        """How bad it is."""
        return Severity.ERROR if self.sets_aside else RULES[self.code].severity

    def message(self, lang: Lang) -> str:
        """What is wrong, in words."""
        return RULES[self.code].message.say(lang, self.values)

    def remedy(self, lang: Lang) -> str:
        """What to do about it."""
        return RULES[self.code].remedy.text(lang)
