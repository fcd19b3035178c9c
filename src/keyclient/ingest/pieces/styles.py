"""Which styles make a date of a number: what the native reader takes the number formats of an .xlsx for.

It goes by the letters of the format, up to the first semicolon, so that some formats of dates stay numbers (`aaaa`,
the built-in ones of East Asia) and every day's letters count but those in quotes, in brackets and behind `\\`, `_`, `*`.
"""

import re
from collections.abc import Callable
from itertools import takewhile
from typing import NamedTuple

from keyclient.ingest.pieces.odd import Odd

NAME = "styles.xml"
"""Of the part, beside that of the workbook: the library looks for it by this name alone."""
BUILT_IN = frozenset(map(str, [*range(14, 23), 45, 46, 47]))
"""Numbers of formats that hold a date or a time without a code of their own. Source: ECMA-376 part 1, 18.8.30."""
_BLOCK = 1 << 16
"""Bytes that are parsed at a time."""
_ELAPSED = frozenset("mhsMHS")
_MOMENT = frozenset("dmhysDMHYS")
_HALF_DAY = frozenset("pm/PM")
_SIGNS = re.compile(r'[_\\*](?:.|\Z)|"(?:[_\\*].|[^"_\\*])*(?:"|[_\\*]?\Z)|.', re.S)
"""Signs, of which those that are shown as they are, or not at all, are taken together. Even in quotes the sign behind `\\`,
`_` and `*` is passed over."""
_LITERAL = tuple('_\\*"')
"""What these begin with."""


class Look(NamedTuple):
    """What a book says of its numbers."""

    styles: tuple[bool, ...] = ()
    """For every cell format whether its numbers are dates, times or spans of time."""
    is_1904: bool = False


def look_of(styles: bytes | None, *, is_1904: bool, tick: Callable[[], object] = bool) -> Look:
    """The look of a book with this `xl/styles.xml`; None if it has none. `tick` is called again and again.

    Raises `Odd` where that is no well-formed XML or declares entities.
    """
    if styles is None:
        return Look(is_1904=is_1904)
    from pyexpat import ExpatError

    walk = _Styles()
    try:
        walk.read(styles, tick)
    except (ExpatError, ValueError):
        raise Odd from None
    return Look(tuple(walk.dated), is_1904)


class _Styles:
    """A walk along the tags of the part of the styles, by their names without prefix."""

    def __init__(self) -> None:
        self.dated: list[bool] = []
        self._codes: dict[str, str] = {}
        self._inside = ""

    def read(self, styles: bytes, tick: Callable[[], object]) -> None:
        """Raises what expat raises, and `Odd` for a document type."""
        from pyexpat import ParserCreate

        parser = ParserCreate()
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.StartDoctypeDeclHandler = _refuse
        for at in range(0, len(styles), _BLOCK):
            tick()
            parser.Parse(styles[at : at + _BLOCK])
        parser.Parse(b"", True)  # noqa: FBT003 - expat knows no keywords

    def _start(self, tag: str, said: dict[str, str]) -> None:
        name = tag.rpartition(":")[2]
        if self._inside == "numFmts":
            if name == "numFmt" and "numFmtId" in said and "formatCode" in said:
                self._codes[said["numFmtId"]] = said["formatCode"]
        elif self._inside == "cellXfs":
            if name == "xf":
                self.dated.append(self._is_dated(said.get("numFmtId")))
        elif name in ("numFmts", "cellXfs"):
            self._inside = name

    def _end(self, tag: str) -> None:
        if self._inside == tag.rpartition(":")[2]:
            self._inside = ""

    def _is_dated(self, number: str | None) -> bool:
        if number is None:
            return False
        if (code := self._codes.get(number)) is not None:
            return shows_time(code)
        return number in BUILT_IN


def _refuse(*_: object) -> None:
    raise Odd


def shows_time(code: str) -> bool:
    """Whether the native reader takes a format for one of dates, times or spans of time."""
    elapsed = half_day = False
    brackets, before = 0, " "
    for sign in takewhile(";".__ne__, _SIGNS.findall(code)):
        if sign == "[":
            brackets += 1
        elif sign == "]":
            if elapsed and brackets == 1:
                return True
            brackets = max(brackets - 1, 0)
        elif brackets == 0 and sign in "aA" and not half_day:
            half_day = True
        elif brackets == 0 and sign in (_HALF_DAY if half_day else _MOMENT):
            return True
        elif not (sign.startswith(_LITERAL) or (elapsed and sign.lower() == before.lower())):
            elapsed = before == "[" and sign in _ELAPSED
        before = sign[-1]
    return False
