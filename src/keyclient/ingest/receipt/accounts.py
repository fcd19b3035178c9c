"""The receipt of a book: rows and yuan accounted for, and compared with the book's own totals."""

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from types import MappingProxyType

import numpy as np

from keyclient.ingest.base.table_refusals import AmountsTooLarge
from keyclient.ingest.columns.choose import ChosenMeasure
from keyclient.ingest.columns.field_columns import Columns
from keyclient.ingest.columns.money_columns import money_columns
from keyclient.ingest.columns.reading import Reading
from keyclient.ingest.columns.sums.book_totals import (
    OtherFigure,
    book_total,
    likely_function,
    sum_in_fen,
)
from keyclient.ingest.columns.sums.totals import FEN, OwnTotal
from keyclient.ingest.customers.collect import Customers
from keyclient.ingest.customers.frame import Flags
from keyclient.ingest.layout.headings import Heading
from keyclient.ingest.layout.total_functions import FUNCTION_LABELS
from keyclient.ingest.rows.row_kinds import RowKinds
from keyclient.ingest.source.opening import Cells
from keyclient.model.amount_words import amount_words
from keyclient.model.fields import fields
from keyclient.model.issue import Issue
from keyclient.model.label import NO_WORDS, Label
from keyclient.model.receipt import MoneyLine, Rows, Source
from keyclient.model.rules.figures import TotalOfAnotherKind, TotalOfShownRows
from keyclient.model.rules.totals import TotalDoesNotTie

_PERHAPS = Label(
    " Perhaps it is no sum: it equals the {figure} of the customers.",
    "该数恰为各客户的{figure}，可能并非合计。",
)
_OF_ALL = Label("the customers", "各客户")
_OF_SHOWN = Label(
    "the rows that are shown ({hidden} more are hidden or filtered out, and count)",
    "显示的行（另有 {hidden} 行被隐藏或筛选掉，仍计入）",
)
LARGEST_SUM = 9.2e18
"""Whole fen are summed in 64 bits."""


def make_source(
    cells: Cells, columns: Columns, customers: Customers, kinds: RowKinds, chosen: ChosenMeasure | None
) -> Source:
    """The receipt of a book. Raises `AmountsTooLarge` if a column cannot be summed exactly."""
    located = columns.body.located
    return Source(
        path=str(cells.path),
        sheet=located.grid.sheet,
        header_row=located.first_row if located.has_headings else 0,
        sha256=cells.sha256,
        rows=_rows(kinds, columns, customers),
        money=_money_lines(kinds, columns, customers, chosen, cells.path),
    )


def _rows(kinds: RowKinds, columns: Columns, customers: Customers) -> Rows:
    return Rows(
        read=kinds.read,
        customers=len(customers.frame),
        merged=customers.grouping.merged,
        set_aside=int(customers.set_aside.sum()),
        totals=len(kinds.totals) + len(columns.totals),
        blank=kinds.blank,
        other=len(kinds.others) + len(columns.details),
    )


def _money_lines(
    kinds: RowKinds, columns: Columns, customers: Customers, chosen: ChosenMeasure | None, path: object
) -> tuple[MoneyLine, ...]:
    """What became of the yuan of every money column.

    The accepted amount is summed over the merged customers, independently of the amount read, so that it is a real check.
    Raises `AmountsTooLarge` if a column cannot be summed exactly.
    """
    lines, uncounted = [], customers.counted.uncounted
    for name, (heading, reading) in money_columns(columns, chosen).items():
        if not sum_fits(reading):
            raise AmountsTooLarge(path=path, column=heading.text)
        total = book_total(columns, kinds, heading, reading).total
        accepted = int(customers.frame[name].sum())
        yuan = None if total is None else total.yuan
        aside = customers.set_aside.copy()
        aside[list(columns.without_money.get(name, ()))] = True
        if name in uncounted:
            aside[customers.kept[uncounted[name]]] = True
        lines.append(_money_line(heading, name, reading, aside, accepted, yuan))
    return tuple(lines)


def _money_line(
    heading: Heading, name: str, reading: Reading, aside: Flags, accepted: int, book_total: Decimal | None
) -> MoneyLine:
    read = sum_in_fen(reading) / FEN
    return MoneyLine(
        column=heading.text,
        field=name if name in fields() else None,
        read=read,
        accepted=Decimal(accepted) / FEN,
        set_aside=Decimal(int(reading.values[aside & reading.valid].sum())) / FEN,
        book_total=book_total,
        difference=None if book_total is None else read - book_total,
    )


def sum_fits(reading: Reading) -> bool:
    """Whether a column of whole units can be summed exactly."""
    values, valid = reading.values, reading.valid
    if not values.size or max(abs(int(values.min())), abs(int(values.max()))) * len(values) < LARGEST_SUM:
        return True
    return float(np.abs(values[valid].astype("float64")).sum()) < LARGEST_SUM


def total_issues(
    lines: Sequence[MoneyLine],
    kinds: RowKinds,
    columns: Columns,
    chosen: ChosenMeasure | None,
    gained: Mapping[int, Decimal] = MappingProxyType({}),
) -> Iterator[Issue]:
    """Columns whose customers do not add up to the book's own total, with the cell of that total.

    `lines`: those of the receipt, one for each money column; columns may have the same heading.
    `gained`: by how much columns grew when foreign amounts were converted; a total over the amounts as typed ties too.
    Rounding to the fen may move a sum by half a fen for every amount that was rounded.
    """
    money = money_columns(columns, chosen).values()
    for line, (heading, reading) in zip(lines, money, strict=True):
        slack = Decimal(reading.rounded) / (2 * FEN)
        if line.difference is None and not kinds.totals and columns.unlabelled is None:
            continue
        if line.difference is not None and (
            abs(line.difference) <= slack
            or line.accepted == line.book_total
            or line.difference == gained.get(heading.position, 0)
        ):
            continue
        found = book_total(columns, kinds, heading, reading)
        if found.other is not None:
            yield _other_figure(line, columns, heading, found.other)
        elif found.total is not None:
            yield _does_not_tie(line, columns, (heading, reading), found.total)


def _other_figure(line: MoneyLine, columns: Columns, heading: Heading, other: OtherFigure) -> Issue:
    """A total row that is not the sum of all customers, and is not meant to be."""
    at = columns.body.located.grid.address(other.row, heading.position)
    field, read = line.field or line.column, amount_words(line.read)
    hidden = int(columns.body.hidden.sum())
    if other.yuan is None:
        figure = FUNCTION_LABELS[other.function]
        whose = _OF_SHOWN.filled(hidden=f"{hidden:,}") if other.of_shown else _OF_ALL
        return TotalOfAnotherKind(
            at, field, column=heading.without_unit, figure=figure, whose=whose, read=read
        )
    shown = amount_words(other.yuan)
    return TotalOfShownRows(at, field, column=heading.without_unit, shown=shown, hidden=hidden, read=read)


def _does_not_tie(
    line: MoneyLine, columns: Columns, column: tuple[Heading, Reading], total: OwnTotal
) -> Issue:
    heading, reading = column
    function = likely_function(total, reading)
    perhaps = NO_WORDS if function is None else _PERHAPS.filled(figure=FUNCTION_LABELS[function])
    return TotalDoesNotTie(
        columns.body.located.grid.address(total.row, heading.position),
        line.field or line.column,
        column=heading.without_unit,
        read=amount_words(line.read),
        book_total=amount_words(total.yuan),
        difference=amount_words(line.read - total.yuan),
        perhaps=perhaps,
    )
