"""What `risk` adds to the row of each customer."""

from functools import partial

from keyclient.analysis.common.table_fields import cells_by_row, field
from keyclient.analysis.risk.look import RiskLook, gone_column
from keyclient.analysis.risk.result import RiskResult
from keyclient.analysis.risk.words import DETAILS, SEVERITY, WHY, details, severity_label, why
from keyclient.model.customer_columns import CustomerColumns


def risk_columns(result: RiskResult, look: RiskLook) -> CustomerColumns:
    """Severity, why, what is gone and matures soon, and the reasons in full; blank for those of whom nothing is to be said.

    `result` lists all customers.
    """
    fields = (
        field(SEVERITY, each=severity_label),
        field(WHY, "severity", "reasons", "missing", each=why),
        field(gone_column(result, look)),
        field(look.money("maturing", "matures soon", "近期到期")),
        field(
            DETAILS, "reasons", each=partial(details, look.lang)
        ),  # the last: it is long and may overflow into empty cells
    )
    return CustomerColumns(tuple(one.column for one in fields), cells_by_row(fields, result.customers))
