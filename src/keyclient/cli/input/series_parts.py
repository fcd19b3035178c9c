"""The periods that one file holds: the sheets that were named, its data dates, balances side by side; or one period."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TYPE_CHECKING

from keyclient.errors import UsageError
from keyclient.ingest.book_parts import (
    BookPart,
    parts_by_column,
    parts_by_sheet,
    period_sheets,
    sheets_meant,
    undated,
)
from keyclient.model.label import Label
from keyclient.model.place import quoted_names

if TYPE_CHECKING:
    from keyclient.ingest.base.request import Request
    from keyclient.ingest.source.opening import Cells


class PeriodSheetsError(UsageError):
    """One workbook has several sheets that may be periods, and nothing says which of them are meant."""

    sentence = Label(
        "{book} is the only book, so there is nothing to compare. Its sheets {sheets} may be periods: keyclient compare "
        '{name} --sheet "{first},{second}".',
        '只有 {book} 一个文件，无从对比。其工作表 {sheets} 可能各为一期，可用：keyclient compare {name} --sheet "{first},{second}"。',
    )


class HeldBy(StrEnum):
    """What the periods of one file are."""

    FILE = "file"
    SHEETS = "sheets"
    DATES = "dates"
    COLUMNS = "columns"


HELD_BY = {
    HeldBy.SHEETS: Label("one a sheet", "每张工作表一期"),
    HeldBy.DATES: Label("one a data date", "每个数据日期一期"),
    HeldBy.COLUMNS: Label("one a column", "每列一期"),
}


@dataclass(frozen=True)
class Parts:
    """The periods of a file."""

    held_by: HeldBy
    parts: tuple[BookPart, ...]


def parts_of(cells: "Cells", request: "Request", sheets: Sequence[str], *, is_alone: bool) -> Parts:
    """What is to be read of a file. `is_alone`: no other file is compared with it.

    Raises `SheetNotFound`, `SeveralSeries`, `PeriodSheetsError`.
    """
    if sheets and cells.names:
        return _by_sheet(cells, sheets_meant(cells, sheets), request)
    if is_alone and request.wanted_sheet is None:
        names, is_clear = period_sheets(cells, request)
        if is_clear:
            return _by_sheet(cells, names, request)
        if columns := parts_by_column(cells, undated(request)):
            return Parts(HeldBy.COLUMNS, tuple(columns))
        if names:
            raise _unclear(cells, names)
    return Parts(HeldBy.FILE, (BookPart(cells, request),))


def _by_sheet(cells: "Cells", names: Sequence[str], request: "Request") -> Parts:
    asked = request if len(names) < 2 else undated(request)
    held_by = HeldBy.FILE if len(names) < 2 else HeldBy.SHEETS
    return Parts(held_by, tuple(parts_by_sheet(cells, names, asked)))


def _unclear(cells: "Cells", names: Sequence[str]) -> PeriodSheetsError:
    return PeriodSheetsError(
        book=cells.path,
        name=cells.path.name,
        sheets=quoted_names(names),
        first=names[0],
        second=names[1],
    )


def within(part: BookPart, periods: Sequence[str]) -> Iterator[BookPart]:
    """Each data date of a book as a book of its own, oldest first."""
    for period in periods:
        yield replace(part, request=replace(undated(part.request), period=period), name=period)
