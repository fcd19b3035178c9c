"""The periods of one workbook: sheets that are a book each, or balances of several dates side by side in one table."""

import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from fnmatch import fnmatchcase

from keyclient.errors import InputError
from keyclient.ingest.base.request import Request
from keyclient.ingest.base.table_refusals import SheetNotFound
from keyclient.ingest.columns.periods.named_period import named_period
from keyclient.ingest.columns.periods.period_columns import PeriodColumn, period_columns
from keyclient.ingest.laid_out import located_table
from keyclient.ingest.source.opening import Cells, open_book
from keyclient.model.label import Label
from keyclient.model.place import quoted_names

_SEPARATORS = str.maketrans(",，、;；", ",,,,,")


@dataclass(frozen=True)
class BookPart:
    """One period of a book, as it is to be read."""

    cells: Cells
    request: Request
    name: str | None = None
    """Its sheet or heading; None: the book itself."""
    called: Label | None = None
    """What the balances of all periods are called, where they are columns of no field; else None."""
    only_filled: bool = False
    """Whether a customer with a blank value is not in it: several periods share the rows."""


def undated(request: Request) -> Request:
    """The request without a data date, which would be that of every period."""
    return replace(request, as_of=None, policy=request.policy.model_copy(update={"as_of": None}))


def sheets_meant(cells: Cells, typed: Sequence[str]) -> list[str]:
    """The sheets that were typed: by name, by a pattern such as `20*`, or several with commas, in the order of the book.

    A pattern means visible sheets. Raises `SheetNotFound`.
    """
    meant: set[str] = set()
    for text in typed:
        for one in [text] if text in cells.names else text.translate(_SEPARATORS).split(","):
            found = [name for name in cells.names if _is_meant(name, one.strip(), cells.hidden)]
            if not found:
                raise SheetNotFound(path=cells.path, sheet=one.strip(), sheets=quoted_names(cells.names))
            meant.update(found)
    return [name for name in cells.names if name in meant]


def _is_meant(name: str, typed: str, hidden: Sequence[str]) -> bool:
    plain, pattern = (unicodedata.normalize("NFKC", text).casefold().strip() for text in (name, typed))
    return name == typed or plain == pattern or (name not in hidden and fnmatchcase(plain, pattern))


def parts_by_sheet(cells: Cells, names: Sequence[str], request: Request) -> Iterator[BookPart]:
    """Each of some sheets as a book of its own, dated by its name if that is a period."""
    several = len(names) > 1
    for name in names:
        own = _with_sheet(cells, name, request)
        yield BookPart(own, replace(request, sheet=name, dated_by_sheet=True), name if several else None)


def _with_sheet(cells: Cells, name: str, request: Request) -> Cells:
    """The cells of one sheet alone; a hidden one has to be read by its name."""
    grids = tuple(grid for grid in cells.grids if grid.sheet == name)
    if not grids:
        return open_book(cells.path, sheet=name, limits=request.policy.read, jobs=request.jobs).cells()
    return replace(cells, grids=grids, records=None)


def period_sheets(cells: Cells, request: Request) -> tuple[list[str], bool]:
    """The sheets of a workbook whose names are periods, and whether they are meant beyond doubt.

    They are where the rest of their names is the same, the periods differ, and their headings are equal.
    """
    periods = {
        grid.sheet: named_period(grid.sheet) for grid in cells.grids if grid.sheet is not None and grid.height
    }
    named = {name: period for name, period in periods.items() if period is not None}
    if len(named) < 2:
        return [], False
    is_plain = len({period.stem for period in named.values()}) == 1
    differ = len({period.order for period in named.values()}) == len(named)
    headings = {_headings(cells, name, request) for name in named}
    return list(named), is_plain and differ and len(headings) == 1 and None not in headings


def _headings(cells: Cells, sheet: str, request: Request) -> frozenset[str] | None:
    """The headings of a sheet; None where it has no table."""
    try:
        located = located_table(_with_sheet(cells, sheet, request), replace(request, sheet=sheet))
    except InputError:
        return None
    return frozenset(heading.key for heading in located.understanding.headings if not heading.is_unnamed)


def parts_by_column(cells: Cells, request: Request) -> list[BookPart]:
    """Balances of several dates side by side, each as a book of its own, oldest first; empty where there are none.

    A customer whose cell is blank is not in the book of that date. Raises `SeveralSeries`.
    """
    try:
        located = located_table(cells, replace(request, measure=None))
    except InputError:
        return []
    series = period_columns(located, request.wanted_measure, cells.path)
    if series is None:
        return []
    return [
        BookPart(
            cells,
            _of_column(request, series.field, column),
            column.heading.text,
            called=series.called,
            only_filled=True,
        )
        for column in series.columns
    ]


def _of_column(request: Request, field: str | None, column: PeriodColumn) -> Request:
    """The request for one column; it is read as the field that all of them are."""
    heading = column.heading.text
    mapping = request.mapping if field is None else {**request.mapping, field: heading}
    return replace(request, mapping=mapping, measure=field or heading, as_of=column.period.day)
