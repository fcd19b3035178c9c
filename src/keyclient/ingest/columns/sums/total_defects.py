"""What is wrong with the total rows of the book."""

from collections.abc import Iterator, Sequence
from decimal import Decimal

from keyclient.ingest.base.grid import Spot
from keyclient.ingest.cells.plain import is_blank
from keyclient.ingest.columns.choose import ChosenMeasure, all_columns, measure_columns
from keyclient.ingest.columns.field_columns import Columns
from keyclient.ingest.columns.money_columns import money_columns
from keyclient.ingest.columns.sums.totals import FEN, total_fen
from keyclient.ingest.layout.total_rows import TotalKind, TotalRow, total_label
from keyclient.ingest.rows.row_kinds import RowKinds
from keyclient.model.amount_words import amount_of, amount_words
from keyclient.model.fields import NAMED_BY, fields
from keyclient.model.issue import Issue
from keyclient.model.label import Label, listed
from keyclient.model.measure import MeasureKind
from keyclient.model.rules.cells import ErrorValue
from keyclient.model.rules.figures import DetailRows, FigureRows, GroupDoesNotTie
from keyclient.model.rules.totals import GroupRows, TotalByItsSums, TotalEmpty, TotalUnreadable

_ZERO = amount_words(Decimal(0))
_NOTHING = Label("-", "-")


def total_row_issues(columns: Columns, kinds: RowKinds, chosen: ChosenMeasure | None) -> Iterator[Issue]:
    """Unreadable totals, total rows without a total, and other error cells of total rows."""
    told: set[Spot] = set()
    for total in kinds.totals:
        if total.kind not in (TotalKind.AVERAGE, TotalKind.FIGURE):
            for spot, issue in _unreadable(columns, total):
                told.add(spot)
                yield issue
    yield from _empty(columns, kinds)
    yield from _sums(columns, chosen)
    rows = {total.row for total in kinds.totals}
    grid = columns.body.located.grid
    for (row, column), error in grid.marks.errors.items():
        if row in rows and (row, column) not in told and column in grid.positions:
            yield ErrorValue(grid.address(row, grid.positions[column]), value=error, error=error)


def _unreadable(columns: Columns, total: TotalRow) -> Iterator[tuple[Spot, Issue]]:
    """Cells without a readable amount, so that the column cannot be checked against its total."""
    grid = columns.body.located.grid
    for name, heading in columns.headings.items():
        if not fields()[name].is_money:
            continue
        spot, typed = grid.spot(total.row, heading.position), total.cells[heading.position]
        error = grid.marks.errors.get(spot) or ("=" if spot in grid.marks.uncalculated else None)
        factor = columns.body.factor(heading)
        if error is not None or (not is_blank(typed) and total_fen(total, heading, factor) is None):
            place, label = grid.address(total.row, heading.position), fields()[name].column.label
            yield spot, TotalUnreadable(place, name, typed or error, field_name=label, found=error or "?")


def _sums(columns: Columns, chosen: ChosenMeasure | None) -> Iterator[Issue]:
    """Rows left out for what they add up to, and their amounts."""
    grid, total = columns.body.located.grid, columns.unlabelled
    if total is not None and _names_something(columns, total):
        yield TotalByItsSums(
            grid.address(total.row, None), amounts=amounts_of_rows(columns, chosen, [total]) or _ZERO
        )
    for rule, rows in (
        (GroupRows, columns.groups),
        (GroupDoesNotTie, columns.untied),
        (FigureRows, columns.figures),
        (DetailRows, columns.details),
    ):
        if rows:
            place = grid.address(rows[0].row, None)
            yield rule(place, count=len(rows), amounts=amounts_of_rows(columns, chosen, rows) or _NOTHING)


def _names_something(columns: Columns, total: TotalRow) -> bool:
    """Whether an id or a name stands in a total row that has no label."""
    named = [columns.headings[name] for name in NAMED_BY if name in columns.headings]
    is_labelled = any(map(total_label, total.cells))
    return not is_labelled and any(not is_blank(total.cells[heading.position]) for heading in named)


def amounts_of_rows(
    columns: Columns, chosen: ChosenMeasure | None, totals: Sequence[TotalRow]
) -> Label | None:
    """The sums of some rows that are no customers, by heading; None if they hold nothing, or nothing but zeros."""
    money = money_columns(columns, chosen)
    headings = {
        heading.position: (name, heading)
        for name, (heading, reading) in all_columns(columns, chosen).items()
        if reading.decimals == 2 or name in measure_columns(chosen)
    }
    found = []
    for name, heading in headings.values():
        factor = columns.body.factor(heading)
        amounts = [total_fen(total, heading, factor) for total in totals]
        if any(amounts):
            amount = sum((fen for fen in amounts if fen is not None), Decimal(0)) / FEN
            kind = MeasureKind.MONEY if name in money else MeasureKind.NUMBER
            found.append(amount_of(heading.without_unit, amount_words(amount, kind)))
    return listed(found) if found else None


def _empty(columns: Columns, kinds: RowKinds) -> Iterator[Issue]:
    """Total rows with nothing but their label."""
    grid = columns.body.located.grid
    marked = {row for row, _ in (*grid.marks.errors, *grid.marks.uncalculated)}
    for total in kinds.totals:
        others = [cell for at, cell in enumerate(total.cells) if at != total.at and not is_blank(cell)]
        if total.at is not None and total.row not in marked and all(map(total_label, others)):
            yield TotalEmpty(grid.address(total.row, total.at), value=total.cells[total.at])
