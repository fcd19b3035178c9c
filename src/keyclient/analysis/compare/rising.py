"""Customers on the rise who are no key customers yet, nearest to the floor first."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import pyarrow as pa

from keyclient.analysis.common.lazy_rows import ArrowSource, Columns, LazyRows, ListSource
from keyclient.analysis.common.risers import STATES, Risers, risers
from keyclient.analysis.common.theil_sen import Floats
from keyclient.analysis.compare.averages import average_of
from keyclient.analysis.compare.chance import rising_by_chance
from keyclient.analysis.compare.key_floor import KeyFloor
from keyclient.analysis.compare.panel import Ints, Panel
from keyclient.analysis.compare.result import RisingByChance, RisingTotals
from keyclient.analysis.compare.rows import RisingCustomer
from keyclient.analysis.compare.timeline import timeline
from keyclient.model.measure import Measure
from keyclient.policy.parts.compare import ComparePolicy


@dataclass(frozen=True)
class Rising:
    """Who is on the rise, and how many would be by chance."""

    customers: LazyRows[RisingCustomer]
    by_chance: RisingByChance | None
    totals: RisingTotals


def rising(panel: Panel, floor: KeyFloor | None, policy: ComparePolicy) -> Rising:
    """The customers with a value in the newest book who are no key customers by the first book's floors and rise.

    On averages where all books have them. A blank value is no point. Without a floor nobody is listed.
    """
    average, time = average_of(panel), timeline(panel.books)
    apart = np.zeros(len(panel.ids), bool) if floor is None else panel.known[-1] & ~floor.is_key[-1]
    chosen = np.flatnonzero(apart)
    values = _values(panel, average or "value", chosen)
    found = risers(time.days, values, policy)
    totals = RisingTotals(
        **{state: found.count(state) for state in STATES},
        column=average or panel.measure.name,
        axis="days" if time.is_dated else "months",
        days=float(time.days[-1]),
    )
    if floor is None:
        return Rising(LazyRows(RisingCustomer, ListSource()), None, totals)
    source = ArrowSource(_table(panel, floor, chosen, found), rising_columns(panel.measure, floor.measure))
    by_chance = rising_by_chance(time.days, values, policy)
    return Rising(LazyRows(RisingCustomer, source), by_chance, totals)


def _values(panel: Panel, column: str, chosen: Ints) -> Floats:
    """A row a customer, a column a book; NaN where there is no value."""
    values = np.empty((len(chosen), len(panel.books)))
    for book in range(len(panel.books)):
        numbers, known = panel.numbers(book, column)[chosen], panel.has(book, column)[chosen]
        values[:, book] = np.where(known, numbers, np.nan)
    return values


def _table(panel: Panel, floor: KeyFloor, chosen: Ints, found: Risers) -> pa.Table:
    now = len(panel.books) - 1
    rises = np.flatnonzero(found.state < len(STATES))
    gap = np.maximum(floor.floor - panel.numbers(now, floor.column)[chosen[rises]], 0)
    lack = floor.loyalty_gaps(panel, now)[chosen[rises]]
    order = np.lexsort((rises, lack, gap))
    rises, gap, lack = rises[order], gap[order], lack[order]
    who = chosen[rises]
    columns = {
        "customer_id": pa.array(panel.ids[who], pa.string()),
        "row": pa.array(panel.rows(now)[who]),
        "state": pa.array(found.state[rises]),
        "growth": pa.array(found.growth[rises]),
        "value": pa.array(panel.values[now][who]),
        "gap_to_key": pa.array(gap),
        "loyalty_gap": pa.array(lack, mask=lack == 0),
    }
    return pa.table(columns)


def rising_columns(measure: Measure, of_floor: Measure) -> Callable[[pa.Table], Columns]:
    """What turns a table of such customers into rows: the state by its place, amounts in units.

    `of_floor`: the measure of the floor.
    """

    def convert(table: pa.Table) -> Columns:
        columns = table.to_pydict()
        return {
            **columns,
            "state": [STATES[place] for place in columns["state"]],
            "value": measure.amounts(columns["value"]),
            "gap_to_key": of_floor.amounts(columns["gap_to_key"]),
        }

    return convert
