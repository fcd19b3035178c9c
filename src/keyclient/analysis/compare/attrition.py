"""Customers who slip under the key floor while their average still is, or was, above it; and those who are back."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import numpy as np
import pyarrow as pa

from keyclient.analysis.common.exact_sum import exact_sum
from keyclient.analysis.common.lazy_rows import ArrowSource, Columns, LazyRows
from keyclient.analysis.compare.averages import average_of
from keyclient.analysis.compare.key_floor import KeyFloor
from keyclient.analysis.compare.panel import Flags, Ints, Numbers, Panel
from keyclient.metrics.exact_shares import Number
from keyclient.model.contract import Contract
from keyclient.model.measure import Amount, Measure

STATES = ("light", "heavy", "rescued")


@dataclass(frozen=True, slots=True)
class SlippingCustomer:
    """One customer around the key floor."""

    customer_id: str
    row: int
    state: str
    """`light`, `heavy` or `rescued`."""
    before: Amount
    """What was at or over the floor: light, the newest average; heavy, the one before. Rescued: the balance before, under it."""
    value: Amount
    """The balance now."""
    change: Amount
    """From one to the other."""


class AttritionTotal(Contract):
    """The customers of one state."""

    customers: int
    value: Amount
    """Their balance now."""
    change: Amount
    """See `SlippingCustomer`."""


class Attrition(Contract):
    """By averages and the floor of the lowest key tier in the first book."""

    light: AttritionTotal
    """The average of the newest book is at or over the floor, the balance under it."""
    heavy: AttritionTotal | None
    """The average of the book before was; that of the newest and the balance are under it. None: it has no averages."""
    rescued: AttritionTotal | None
    """Light or heavy in the book before, and the balance at or over the floor now. None: that book has no averages."""
    customers: LazyRows[SlippingCustomer]
    """The largest falls first."""


@dataclass(frozen=True)
class _Around:
    """What the rules compare, for every customer."""

    state: Ints
    """The place in `STATES`; its length for the others."""
    before: Numbers
    value: Numbers


def attrition(panel: Panel, floor: KeyFloor | None) -> Attrition | None:
    """Who slipped under the key floor, and who is back; None without averages in the newest book or without a floor."""
    now = len(panel.books) - 1
    average = None if floor is None else average_of(panel, floor.column, [now])
    if floor is None or average is None:
        return None
    around = _around(panel, floor, average)
    has_older = average_of(panel, floor.column, [now - 1]) is not None
    totals = {state: _total(floor, around, place) for place, state in enumerate(STATES)}
    return Attrition(
        light=totals["light"],
        heavy=totals["heavy"] if has_older else None,
        rescued=totals["rescued"] if has_older else None,
        customers=LazyRows(
            SlippingCustomer, ArrowSource(_table(panel, around), slipping_columns(floor.measure))
        ),
    )


def _around(panel: Panel, floor: KeyFloor, average: str) -> _Around:
    now = len(panel.books) - 1
    value, last = panel.numbers(now, floor.column), panel.numbers(now - 1, floor.column)
    known = panel.has(now, floor.column)
    light, heavy = _slipped(panel, floor, average, now)
    was_slipping = np.logical_or(*_slipped(panel, floor, average, now - 1))
    rescued = was_slipping & known & (value >= floor.floor)
    state = np.select([light, heavy, rescued], range(len(STATES)), len(STATES))
    over = [panel.numbers(book, average) for book in (now, now - 1)]
    return _Around(state, np.select([light, heavy], over, last), value)


def _slipped(panel: Panel, floor: KeyFloor, average: str, book: int) -> tuple[Flags, Flags]:
    """Whose balance in a book is under the floor: with an average over it, and with only the one before over it."""
    under = panel.has(book, floor.column) & (panel.numbers(book, floor.column) < floor.floor)
    has, over = panel.has(book, average), panel.numbers(book, average) >= floor.floor
    if book == 0:
        return under & has & over, np.zeros_like(under)
    was_over = panel.has(book - 1, average) & (panel.numbers(book - 1, average) >= floor.floor)
    return under & has & over, under & has & ~over & was_over


def _total(floor: KeyFloor, around: _Around, place: int) -> AttritionTotal:
    inside = around.state == place
    value, before = around.value[inside], around.before[inside]
    change = exact_sum(np.subtract(value, before))
    return attrition_total(int(inside.sum()), exact_sum(value), change, floor.measure)


def attrition_total(customers: int, value: Number, change: Number, measure: Measure) -> AttritionTotal:
    """The customers of one state, by sums in units of the floor's measure."""
    return AttritionTotal(customers=customers, value=measure.amount(value), change=measure.amount(change))


def _table(panel: Panel, around: _Around) -> pa.Table:
    who = np.flatnonzero(around.state < len(STATES))
    change = np.subtract(around.value, around.before)
    who = who[np.lexsort((who, change[who]))]
    columns = {
        "customer_id": pa.array(panel.ids[who], pa.string()),
        "row": pa.array(panel.rows(len(panel.books) - 1)[who]),
        "state": pa.array(around.state[who]),
        "before": pa.array(around.before[who]),
        "value": pa.array(around.value[who]),
        "change": pa.array(change[who]),
    }
    return pa.table(columns)


def slipping_columns(measure: Measure) -> Callable[[pa.Table], Columns]:
    """What turns a table of such customers into rows: the state by its place, amounts in units of the floor's measure."""

    def convert(table: pa.Table) -> Columns:
        columns = table.to_pydict()
        amounts = {name: measure.amounts(columns[name]) for name in ("before", "value", "change")}
        return {**columns, **amounts, "state": [STATES[place] for place in columns["state"]]}

    return convert


def totals_of(found: Attrition) -> Iterator[tuple[str, AttritionTotal]]:
    """The states that could be told, with their customers."""
    for state in STATES:
        total: AttritionTotal | None = getattr(found, state)
        if total is not None:
            yield state, total
