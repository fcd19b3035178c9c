"""What `tier` says about each customer, to stand beside the customer's row."""

from keyclient.analysis.common.amounts import amount_kind
from keyclient.analysis.tier.result import TierResult
from keyclient.model.customer_columns import CustomerColumns
from keyclient.model.label import Label
from keyclient.model.measure import Measure
from keyclient.model.report import Cell, Kind, TableColumn
from keyclient.policy.parts.tier import TierPolicy

_REASON = TableColumn("reason", Label("why", "原因"), Kind.TEXT)
"""The last one: it is long, and may run over where nothing stands right of it."""
_WATCH = TableColumn("watch", Label("watch", "观察期数"), Kind.COUNT)


def tier_verdicts(result: TierResult, measure: Measure, policy: TierPolicy) -> CustomerColumns:
    """Tier and loyalty of every customer of a result that lists all, what is missing for the tier above, and the reason."""
    labels = {tier.name: tier.label for tier in policy.ladder}
    near: dict[int, tuple[Cell, ...]] = {}
    for _, row, _, above, _, gap, loyalty_gap, _ in result.near.cells:
        near[row] = (labels[above], gap, loyalty_gap)
    with_watch = result.history is not None
    cells = {
        row: (labels[tier], loyalty, *near.get(row, (None, None, None)), *((watch,) * with_watch), reason)
        for _, row, _, loyalty, tier, reason, watch in result.top.cells
    }
    return CustomerColumns((*_columns(measure), *((_WATCH,) * with_watch), _REASON), cells)


def _columns(measure: Measure) -> tuple[TableColumn, ...]:
    return (
        TableColumn("tier", Label("tier", "层级"), Kind.TEXT),
        TableColumn("loyalty", Label("loyalty", "忠诚度"), Kind.SCORE),
        TableColumn("next_tier", Label("next tier", "临界上一级"), Kind.TEXT),
        TableColumn("gap", Label("gap", "差额"), amount_kind(measure)),
        TableColumn("loyalty_gap", Label("loyalty gap", "忠诚度差"), Kind.SCORE),
    )
