"""What `today` adds to the row of each customer who is on a list."""

from functools import partial

from keyclient.analysis.common.table_fields import cells_by_row, field
from keyclient.analysis.today.call_tables import WHY, why
from keyclient.analysis.today.look import TodayLook
from keyclient.analysis.today.result import TodayResult
from keyclient.model.customer_columns import CustomerColumns
from keyclient.model.label import Label, listed
from keyclient.model.report import Kind, TableColumn


def today_columns(result: TodayResult, look: TodayLook) -> CustomerColumns:
    """What may be offered, what not, and why she is called; blank for whoever is on no list. `result` has all of each list."""

    def named(families: tuple[str, ...]) -> Label | None:
        return listed(look.families[one] for one in families) if families else None

    fields = (
        field(TableColumn("offer", Label("may be offered", "可推荐"), Kind.TEXT), each=named),
        field(TableColumn("withheld", Label("not to be offered", "不可推荐"), Kind.TEXT), each=named),
        field(
            TableColumn("reasons", Label("why to call", "联系理由"), Kind.TEXT, says_amounts=True),
            *WHY,
            each=partial(why, look),
        ),  # the last: it is long and may overflow into empty cells
    )
    return CustomerColumns(tuple(one.column for one in fields), cells_by_row(fields, result.lines))
