"""The customers that `tier` lists, kept as columns until they are asked for."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import accumulate

import narwhals as nw
import pyarrow as pa

from keyclient.analysis.common.rows import ColumnCells
from keyclient.analysis.tier.customers import Frame, TierBook
from keyclient.analysis.tier.reasons import Reasons
from keyclient.analysis.tier.rows import (
    DifferingCells,
    Direction,
    NearCells,
    Tiered,
    TieredCells,
    Watched,
    WatchedCells,
)
from keyclient.metrics.exact_shares import Number
from keyclient.metrics.floors import value_at
from keyclient.metrics.largest_first import largest_first
from keyclient.model.measure import Amount


class TieredColumns(ColumnCells[TieredCells]):
    """Customers in order of value; the sentences are made for the rows that are read."""

    def __init__(self, table: pa.Table, book: TierBook, reasons: Reasons) -> None:
        super().__init__(table)
        self._book, self._reasons = book, reasons

    def _rows(self, table: pa.Table) -> Iterator[TieredCells]:
        columns = table.to_pydict()
        names = self._book.names
        return zip(
            columns["customer_id"],
            columns["row"],
            self._book.measure.amounts(columns["value"]),
            columns["loyalty"],
            [names[place] for place in columns["place"]],
            self._reasons.of(columns),
            columns["watch"],
            strict=True,
        )


class NearColumns(ColumnCells[NearCells]):
    """Customers near the tier above; the running sum is over their gaps in this order."""

    def __init__(self, table: pa.Table, gaps: Sequence[Amount], book: TierBook) -> None:
        super().__init__(table.append_column("at", pa.array(range(len(gaps)), pa.int64())))
        self._gaps, self._running, self._book = gaps, list(accumulate(gaps)), book

    def _rows(self, table: pa.Table) -> Iterator[NearCells]:
        columns = table.to_pydict()
        steps, names = self._book.steps, self._book.names
        wanted = ("customer_id", "row", "place", "next", "reached", "loyalty_gap", "at")
        for customer, row, place, next_, reached, short, at in zip(
            *(columns[name] for name in wanted), strict=True
        ):
            value = steps[next_].measure.amount(reached)
            yield customer, row, names[place], names[next_], value, self._gaps[at], short, self._running[at]


class DifferingColumns(ColumnCells[DifferingCells]):
    """Customers whose tier is not the book's own."""

    def __init__(self, table: pa.Table, book: TierBook, places: Mapping[str, int]) -> None:
        """`places`: the place that each of the book's words means."""
        super().__init__(table)
        self._book, self._places = book, places

    def _rows(self, table: pa.Table) -> Iterator[DifferingCells]:
        columns, names = table.to_pydict(), self._book.names
        places, words = columns["place"], columns["book_tier"]
        own = [self._places[word] for word in words]
        return zip(
            columns["customer_id"],
            columns["row"],
            self._book.measure.amounts(columns["value"]),
            [names[place] for place in places],
            [names[place] for place in own],
            words,
            [_direction(place, theirs) for place, theirs in zip(places, own, strict=True)],
            strict=True,
        )


class WatchedColumns(ColumnCells[WatchedCells]):
    """Customers who keep a tier for now."""

    def __init__(self, table: pa.Table, book: TierBook) -> None:
        super().__init__(table)
        self._book = book

    def _rows(self, table: pa.Table) -> Iterator[WatchedCells]:
        columns, names = table.to_pydict(), self._book.names
        return zip(
            columns["customer_id"],
            columns["row"],
            self._book.measure.amounts(columns["value"]),
            [names[place] for place in columns["place"]],
            [names[place] for place in columns["rule"]],
            columns["watch"],
            strict=True,
        )


def _direction(place: int, own: int) -> Direction:
    return "higher" if place < own else "lower"


def ranking(book: TierBook, reasons: Reasons, top: int | None) -> Tiered:
    """The `top` first customers by value, None for all."""
    return Tiered(TieredColumns(largest_first(book.frame, top, _floor(book, top)).to_native(), book, reasons))


def watched(book: TierBook) -> Watched:
    """The customers who keep a tier that they are below, largest value first."""
    return Watched(WatchedColumns(by_value(book.frame.filter(nw.col("watch") > 0)).to_native(), book))


def by_value(customers: Frame) -> Frame:
    """Customers, largest value first, then by id and row."""
    found: Frame = largest_first(customers)
    return found


def _floor(book: TierBook, top: int | None) -> Number | None:
    """A value that the `top` first customers have, and not many others: it spares sorting them."""
    if not top or top > book.totals.known:
        return None
    reaches = [step.reach for step in book.steps if step.measure is book.measure and step.reach is not None]
    near = [reach.value for reach in reaches if reach.customers >= top]
    return max(near) if near else value_at(book.frame, "value", top)
