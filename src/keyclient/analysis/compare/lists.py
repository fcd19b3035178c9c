"""The customers that `compare` lists, made on demand."""

from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from keyclient.analysis.common.lazy_rows import ArrowSource, Columns, LazyRows
from keyclient.analysis.compare.buckets import NOWHERE, ORDER, Bucket, Moves
from keyclient.analysis.compare.panel import Flags, Panel
from keyclient.analysis.compare.reasons import Reasons
from keyclient.analysis.compare.rows import MovedCustomer
from keyclient.model.measure import Measure


def moved_rows(
    panel: Panel, moves: Moves, reasons: Reasons
) -> tuple[LazyRows[MovedCustomer], LazyRows[MovedCustomer]]:
    """All customers of two books in a row, and those who did not stay in their tier; largest change first, then by number."""
    everybody, names = _table(panel, moves), [step.tier.name for step in panel.now.steps]
    moved = everybody.filter(pc.not_equal(everybody["bucket"], ORDER.index(Bucket.STAYED)))
    convert = moved_columns(names, panel.measure, reasons)
    whole, part = (LazyRows(MovedCustomer, ArrowSource(table, convert)) for table in (everybody, moved))
    return whole, part


def _table(panel: Panel, moves: Moves) -> pa.Table:
    before, now = moves.before, moves.before + 1
    chosen = np.flatnonzero(moves.bucket != NOWHERE)
    order = chosen[np.lexsort((chosen, -np.abs(moves.change[chosen])))]
    columns = {
        "customer_id": pa.array(panel.ids[order], pa.string()),
        "row": _given(panel.rows(now)[order], panel.present[now][order]),
        "old_row": _given(panel.rows(before)[order], panel.present[before][order]),
        "was": _given(panel.places[before][order], panel.present[before][order]),
        "now": _given(panel.places[now][order], panel.present[now][order]),
        "before": _given(moves.opening[order], panel.known[before][order]),
        "after": _given(moves.closing[order], panel.known[now][order]),
        "change": pa.array(moves.change[order]),
        "bucket": pa.array(moves.bucket[order]),
    }
    return pa.table(columns)


def _given(values: "np.ndarray[tuple[int, ...], np.dtype[np.number]]", known: Flags) -> pa.Array:
    return pa.array(values, mask=~known)


def moved_columns(names: Sequence[str], measure: Measure, reasons: Reasons) -> Callable[[pa.Table], Columns]:
    """What turns a table of such customers into rows. `names`: those of the tiers.

    Its columns: `customer_id`, `row`, `old_row`, the places `was` and `now`, `before`, `after` and `change` in units of the
    measure, and the place of the `bucket`; null where there is none.
    """

    def convert(table: pa.Table) -> Columns:
        columns = table.to_pydict()
        return {
            "customer_id": columns["customer_id"],
            "row": columns["row"],
            "old_row": columns["old_row"],
            "from_": [None if place is None else names[place] for place in columns["was"]],
            "to": [None if place is None else names[place] for place in columns["now"]],
            "before": _amounts(measure, columns["before"]),
            "after": _amounts(measure, columns["after"]),
            "change": _amounts(measure, columns["change"]),
            "bucket": [ORDER[place].value for place in columns["bucket"]],
            "reason": reasons.of(columns),
        }

    return convert


def _amounts(measure: Measure, values: Sequence[float | None]) -> Iterator[Decimal | None]:
    """The amounts, made when the first of them is read."""
    yield from measure.amounts(values)
