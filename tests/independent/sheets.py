"""What an independent reader hands over: sheets of typed cells by place."""

import re
from dataclasses import dataclass, field
from enum import StrEnum
from typing import NamedTuple

ERRORS = frozenset(
    "#N/A #REF! #DIV/0! #VALUE! #NAME? #NUM! #NULL! #SPILL! #CALC! #FIELD! #BLOCKED! #CONNECT! #BUSY! #GETTING_DATA"
    " #UNKNOWN!".split()
)
_NUMBER = re.compile(r"[-+(]?\s*[￥¥$€£]?\s*(\d{1,3}(,\d{3})+|\d+)?(\.\d+)?([eE][-+]?\d{1,3})?\s*%?\s*[)-]?")
_DIGIT = re.compile(r"\d")


class Kind(StrEnum):
    """What a cell holds."""

    TEXT = "text"
    NUMBER = "number"
    DATE = "date"
    TRUTH = "truth"
    ERROR = "error"
    FORMULA = "formula"
    """One whose value was never calculated."""


class Cell(NamedTuple):
    """One cell that is not blank."""

    kind: Kind
    text: str


class Place(NamedTuple):
    """Row and column, both from 1 as Excel counts them."""

    row: int
    column: int

    def __str__(self) -> str:
        name, number = "", self.column
        while number:
            number, digit = divmod(number - 1, 26)
            name = chr(65 + digit) + name
        return f"{name}{self.row}"


@dataclass(frozen=True)
class Sheet:
    """One sheet; a text file is a sheet without a name."""

    name: str | None
    cells: dict[Place, Cell] = field(default_factory=dict)
    hidden: bool = False

    @property
    def last_row(self) -> int:
        """The last row with anything in it; 0 where there is none."""
        return max((place.row for place in self.cells), default=0)


class Unreadable(Exception):
    """The independent reader makes nothing of the file."""


def typed(text: str) -> Cell | None:
    """A cell of a file that has nothing but text in it."""
    bare = text.strip(" \t\r\n\f\v\xa0\u3000\ufeff\x00")
    if not bare:
        return None
    if bare in ERRORS:
        return Cell(Kind.ERROR, bare)
    is_number = _DIGIT.search(bare) is not None and _NUMBER.fullmatch(bare) is not None
    return Cell(Kind.NUMBER if is_number else Kind.TEXT, text)
