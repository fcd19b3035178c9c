"""What stands in a cell of a book that a test writes."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeAlias


@dataclass(frozen=True)
class Error:
    """An Excel error."""

    code: str


@dataclass(frozen=True)
class Formula:
    """A formula, and its value where it was ever calculated."""

    text: str
    value: float | str | None = None


@dataclass(frozen=True)
class Day:
    """A date as a number of days that is shown as a date."""

    serial: float


Value: TypeAlias = str | float | bool | Error | Formula | Day | None
Row: TypeAlias = Sequence[Value]
Rows: TypeAlias = Sequence[Row]
CUSTOMERS: Rows = (
    ("客户号", "客户名称", "AUM"),
    ("001", "张三", 5),
    ("002", "李四", 6.5),
    ("003", "王五", 7),
)
"""A table like any other: three customers."""
