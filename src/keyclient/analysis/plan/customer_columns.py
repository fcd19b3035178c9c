"""What `plan` adds to the row of each customer."""

from keyclient.analysis.common.table_fields import cells_by_row
from keyclient.analysis.plan.line_tables import customer_fields
from keyclient.analysis.plan.look import PlanLook
from keyclient.analysis.plan.result import PlanResult
from keyclient.model.customer_columns import CustomerColumns


def plan_columns(result: PlanResult, look: PlanLook) -> CustomerColumns:
    """What is done by whom until when, and how it is judged; blank for those without a line. `result` lists all lines."""
    fields = customer_fields(look)
    lines = result.lines.at([place for place, row in enumerate(_rows(result)) if row is not None])
    return CustomerColumns(tuple(one.column for one in fields), cells_by_row(fields, lines))


def _rows(result: PlanResult) -> list[int | None]:
    (rows,) = result.lines.source.values("row")
    return list(rows)
