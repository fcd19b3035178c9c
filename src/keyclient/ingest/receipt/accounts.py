"""The receipt of a book: rows and yuan accounted for, and compared with the book's own totals."""

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from types import MappingProxyType

import numpy as np

from keyclient.ingest.base.table_refusals import AmountsTooLarge
from keyclient.ingest.columns.choose import ChosenMeasure, all_columns, measure_columns
from keyclient.ingest.columns.field_columns import Columns
from keyclient.ingest.columns.reading import Reading
from keyclient.ingest.columns.totals import FEN, OwnTotal, own_total
from keyclient.ingest.customers.collect import Customers
from keyclient.ingest.customers.frame import Flags
from keyclient.ingest.layout.headings import Heading
from keyclient.ingest.rows.row_kinds import RowKinds
from keyclient.ingest.source.opening import Cells
from keyclient.model.fields import fields
from keyclient.model.issue import Issue
from keyclient.model.measure import MeasureKind
from keyclient.model.receipt import MoneyLine, Rows, Source
from keyclient.model.rules.totals import TotalDoesNotTie

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
        totals=len(kinds.totals) + (columns.unlabelled is not None) + len(columns.groups),
        blank=kinds.blank,
        other=len(kinds.others),
    )


def _money_lines(
    kinds: RowKinds, columns: Columns, customers: Customers, chosen: ChosenMeasure | None, path: object
) -> tuple[MoneyLine, ...]:
    """What became of the yuan of every money column.

    The accepted amount is summed over the merged customers, independently of the amount read, so that it is a real check.
    Raises `AmountsTooLarge` if a column cannot be summed exactly.
    """
    lines, uncounted = [], customers.counted.uncounted
    for name, (heading, reading) in _money_columns(columns, chosen).items():
        if not sum_fits(reading):
            raise AmountsTooLarge(path=path, column=heading.text)
        total = _own_total(kinds, columns, heading, reading)
        accepted = int(customers.frame[name].sum())
        yuan = None if total is None else total.yuan
        aside = customers.set_aside.copy()
        if name in uncounted:
            aside[customers.kept[uncounted[name]]] = True
        lines.append(_money_line(heading, name, reading, aside, accepted, yuan))
    return tuple(lines)


def _money_columns(columns: Columns, chosen: ChosenMeasure | None) -> dict[str, tuple[Heading, Reading]]:
    """The money columns in the order of their lines in the receipt."""
    of_measure = measure_columns(chosen)
    is_yuan = chosen is not None and chosen.measure.kind is MeasureKind.MONEY
    return {
        name: read
        for name, read in all_columns(columns, chosen).items()
        if _is_money(name) or (is_yuan and name in of_measure)
    }


def _own_total(kinds: RowKinds, columns: Columns, heading: Heading, reading: Reading) -> OwnTotal | None:
    totals = kinds.totals if columns.unlabelled is None else (*kinds.totals, columns.unlabelled)
    return own_total(totals, heading, columns.body.factor(heading), _fen(reading))


def _fen(reading: Reading) -> Decimal:
    """The sum of a money column."""
    return Decimal(int(reading.values[reading.valid].sum()))


def _is_money(name: str) -> bool:
    return name in fields() and fields()[name].is_money


def _money_line(
    heading: Heading, name: str, reading: Reading, aside: Flags, accepted: int, book_total: Decimal | None
) -> MoneyLine:
    read = _fen(reading) / FEN
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
    return float(np.abs(reading.values[reading.valid].astype("float64")).sum()) < LARGEST_SUM


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
    money = _money_columns(columns, chosen).values()
    for line, (heading, reading) in zip(lines, money, strict=True):
        slack = Decimal(reading.rounded) / (2 * FEN)
        if line.difference is None or line.book_total is None or line.accepted == line.book_total:
            continue
        if abs(line.difference) > slack and line.difference != gained.get(heading.position, 0):
            total = _own_total(kinds, columns, heading, reading)
            at = None if total is None else columns.body.located.grid.address(total.row, heading.position)
            yield TotalDoesNotTie(
                at,
                line.field or line.column,
                column=line.column,
                read=f"{line.read:,.2f}",
                book_total=f"{line.book_total:,.2f}",
                difference=f"{line.difference:,.2f}",
            )
