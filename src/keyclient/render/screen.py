"""What an output stream can show: size, characters, colours."""

import os
from collections.abc import Mapping
from typing import NamedTuple, TextIO

from keyclient.model.record import dataclass

_DOUBLE_BYTE = frozenset({"cp936", "gbk", "gb2312", "gb18030", "cp932", "cp949", "cp950", "big5"})
"""Console encodings whose fonts draw characters of ambiguous width, such as lines and blocks, two cells wide."""

_WITHOUT_COLOUR = frozenset({"dumb", "unknown"})
"""Values of `TERM` without support for escape sequences."""

_NARROWEST = 20
"""Layouts are never narrower; the terminal breaks longer lines."""


class DrawingMarks(NamedTuple):
    """The characters used for drawing."""

    rule: str
    heavy: str
    accent: str
    full: str
    half: str
    ellipsis: str
    bullet: str
    shades: str
    """From lightest to darkest."""


BLOCK_MARKS = DrawingMarks(
    rule="─", heavy="━", accent="▌", full="█", half="▌", ellipsis="…", bullet="·", shades="▁▃▅▇█"
)
ASCII_MARKS = DrawingMarks(
    rule="-", heavy="=", accent="|", full="#", half="", ellipsis="..", bullet="-", shades=".-=#"
)


@dataclass(frozen=True, slots=True)
class Screen:
    """The target of text output. For a pipe or file only the encoding matters."""

    terminal: bool = False
    width: int = 80
    height: int = 24
    encoding: str = "utf-8"
    colour: bool = False
    wide_marks: bool = False
    """Whether characters of ambiguous width take two cells, so that they cannot be used for drawing."""

    @property
    def marks(self) -> DrawingMarks:
        """The drawing characters this screen shows at their proper width."""
        return BLOCK_MARKS if self.shows("".join(BLOCK_MARKS)) and not self.wide_marks else ASCII_MARKS

    def shows(self, text: str) -> bool:
        """Whether the screen can show every character of a text."""
        try:
            text.encode(self.encoding)
        except UnicodeEncodeError:
            return False
        return True


def screen_of(stream: TextIO | None, environment: Mapping[str, str], *, no_color: bool = False) -> Screen:
    """What a standard stream can show; None for a closed stream.

    `COLUMNS` and `LINES` take precedence over the size of the terminal. `no_color`, `NO_COLOR` (no-color.org),
    `TERM=dumb` and a Windows console without escape sequences each turn colour off.
    """
    encoding = (stream and stream.encoding) or "utf-8"
    if stream is None or not stream.isatty():
        return Screen(encoding=encoding)
    columns, lines = _size(stream)
    plain = no_color or bool(environment.get("NO_COLOR")) or environment.get("TERM") in _WITHOUT_COLOUR
    return Screen(
        terminal=True,
        width=max(_NARROWEST, _positive(environment.get("COLUMNS")) or columns),
        height=_positive(environment.get("LINES")) or lines,
        encoding=encoding,
        colour=not plain and not detect_legacy_windows(),
        wide_marks=(os.device_encoding(stream.fileno()) or "").lower() in _DOUBLE_BYTE,
    )


def detect_legacy_windows() -> bool:
    """Whether the terminal is a console of Windows without escape sequences."""
    from rich.console import detect_legacy_windows as is_legacy

    return is_legacy()


def _positive(text: str | None) -> int:
    return int(text) if text and text.isdecimal() else 0


def _size(stream: TextIO) -> tuple[int, int]:
    """Columns and lines; 80 x 24 if the terminal does not report them.

    A Windows console breaks the line after its last column, which is therefore not used.
    """
    try:
        columns, lines = os.get_terminal_size(stream.fileno())
    except OSError:
        columns, lines = 0, 0
    columns = columns or 80
    return columns - 1 if detect_legacy_windows() else columns, lines or 24
