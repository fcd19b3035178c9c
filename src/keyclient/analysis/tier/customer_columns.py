"""What `tier` adds to the row of each customer."""

from collections.abc import Callable
from operator import attrgetter

from keyclient.analysis.common.amounts import amount_kind
from keyclient.analysis.common.table_fields import TableField, cells_by_row, field
from keyclient.analysis.tier.columns import LOYALTY, REASON, TIER, WATCH
from keyclient.analysis.tier.result import TierResult
from keyclient.analysis.tier.rows import NearCustomer
from keyclient.model.customer_columns import CustomerColumns
from keyclient.model.label import Label
from keyclient.model.measure import Measure
from keyclient.model.report import Cell, Kind, TableColumn
from keyclient.policy.parts.tier import TierPolicy

_NEXT_TIER = TableColumn("next_tier", Label("next tier", "临界上一级"), Kind.TEXT)
_LOYALTY_GAP = TableColumn("loyalty_gap", Label("loyalty gap", "忠诚度差"), Kind.SCORE)


def tier_columns(result: TierResult, measure: Measure, policy: TierPolicy) -> CustomerColumns:
    """Tier, loyalty, gap to the tier above and reason of every customer, for a result that lists all."""
    labels = {tier.name: tier.label for tier in policy.ladder}
    near = {customer.row: customer for customer in result.near}

    def of_near(column: TableColumn, say: Callable[[NearCustomer], Cell]) -> TableField:
        def cell(row: int) -> Cell:
            return say(near[row]) if row in near else None

        return field(column, "row", each=cell)

    fields = (
        field(TIER, each=labels.__getitem__),
        field(LOYALTY),
        of_near(_NEXT_TIER, lambda customer: labels[customer.next_tier]),
        of_near(TableColumn("gap", Label("gap", "差额"), amount_kind(measure)), attrgetter("gap")),
        of_near(_LOYALTY_GAP, attrgetter("loyalty_gap")),
        *([] if result.history is None else [field(WATCH)]),
        field(REASON),  # the last: it is long and may overflow into empty cells on its right
    )
    return CustomerColumns(tuple(one.column for one in fields), cells_by_row(fields, result.top))
