"""The customers that `tier` lists, made on demand from columns."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import accumulate
from typing import Any

import pyarrow as pa

from keyclient.analysis.common.lazy_rows import ArrowSource, Columns, LazyRows
from keyclient.analysis.common.tier_book import Frame, TierBook
from keyclient.analysis.common.tier_steps import TierSteps
from keyclient.analysis.tier.near_ahead import NearAhead
from keyclient.analysis.tier.reasons import TierReasons
from keyclient.analysis.tier.rows import (
    DifferingCustomer,
    Direction,
    NearCustomer,
    TieredCustomer,
)
from keyclient.metrics.exact_shares import Number
from keyclient.metrics.floors import value_at
from keyclient.metrics.largest_first import largest_first
from keyclient.model.measure import Amount

REASON_FOR_PROGRAMS = "reason_en"
"""An attribute of the rows beside those of the JSON: the reason in English, whatever the language of the answer."""


def ranking(
    first: pa.Table, book: TierSteps, reasons: TierReasons, for_programs: TierReasons
) -> LazyRows[TieredCustomer]:
    """The first customers by value. The reasons are worded for the rows that are read."""

    def convert(table: pa.Table) -> Columns:
        columns = table.to_pydict()
        return {
            **valued(columns, book),
            "loyalty": columns["loyalty"],
            "tier": book.tiers_at(columns["place"]),
            "reason": _worded(reasons, columns),
            REASON_FOR_PROGRAMS: _worded(for_programs, columns),
            "watch": columns["watch"],
        }

    return LazyRows(TieredCustomer, ArrowSource(first, convert))


def first_by_value(book: TierBook, top: int | None) -> pa.Table:
    """The `top` first customers of a book by value, None for all."""
    return largest_first(book.frame, top, _floor(book, top)).to_native()


def _worded(reasons: TierReasons, columns: Mapping[str, list[Any]]) -> Iterator[str]:
    """The sentences, made when they are read."""
    yield from reasons.of(columns)


def near_rows(
    near: Frame, gaps: Sequence[Amount], book: TierSteps, ahead: NearAhead
) -> LazyRows[NearCustomer]:
    """Customers near the tier above; the running sum is over their gaps in this order."""
    running = list(accumulate(gaps))

    def convert(table: pa.Table) -> Columns:
        columns = table.to_pydict()
        places, above, numbers = columns["place"], columns["next"], columns["number"]
        return {
            "customer_id": columns["customer_id"],
            "row": columns["row"],
            "tier": book.tiers_at(places),
            "next_tier": book.tiers_at(above),
            "value": [
                book.steps[place].measure.amount(value)
                for place, value in zip(above, columns["reached"], strict=True)
            ],
            "gap": [gaps[number] for number in numbers],
            "loyalty_gap": columns["loyalty_gap"],
            "cumulative_gap": [running[number] for number in numbers],
            "projected": ahead.amounts(ahead.projected, numbers),
            "needed": ahead.amounts(ahead.needed, numbers),
        }

    return LazyRows(NearCustomer, ArrowSource(near.with_row_index("number").to_native(), convert))


def differing_rows(
    differing: pa.Table, book: TierSteps, places: Mapping[str, int]
) -> LazyRows[DifferingCustomer]:
    """Customers whose tier is not the book's own, in order. `places`: the place that each of the book's words means."""

    def convert(table: pa.Table) -> Columns:
        columns = table.to_pydict()
        words = columns["book_tier"]
        own = [places[word] for word in words]
        return {
            **valued(columns, book),
            "tier": book.tiers_at(columns["place"]),
            "book_tier": book.tiers_at(own),
            "book_word": words,
            "direction": list(map(_direction, columns["place"], own)),
        }

    return LazyRows(DifferingCustomer, ArrowSource(differing, convert))


def valued(columns: Mapping[str, list[Any]], book: TierSteps) -> Columns:
    """What every list begins with: id, row and value."""
    return {
        "customer_id": columns["customer_id"],
        "row": columns["row"],
        "value": book.measure.amounts(columns["value"]),
    }


def _direction(place: int, own: int) -> Direction:
    return "higher" if place < own else "lower"


def by_value(customers: Frame) -> Frame:
    """Customers, largest value first, then by id and row."""
    found: Frame = largest_first(customers)
    return found


def _floor(book: TierBook, top: int | None) -> Number | None:
    """A value that the `top` first customers have, and not many others: it spares sorting them."""
    if not top or top > book.totals.known:
        return None
    found = value_reached(book, top)
    return value_at(book.frame, "value", top) if found is None else found


def value_reached(book: TierSteps, customers: int) -> Number | None:
    """The largest floor that so many customers reach, where floors are shares of them; None if there is none."""
    reaches = [step.reach for step in book.steps if step.measure is book.measure and step.reach is not None]
    return max((reach.value for reach in reaches if reach.customers >= customers), default=None)
