"""The table and the sentence about customers who slip under the key floor."""

from keyclient.analysis.common.columns import column
from keyclient.analysis.common.table_fields import field, table_of
from keyclient.analysis.compare.attrition import totals_of
from keyclient.analysis.compare.result import CompareResult
from keyclient.analysis.compare.tables import CompareLook
from keyclient.model.label import Label, in_turn
from keyclient.model.report import Kind, Sentence, Table, Value

ATTRITION_LABELS = {
    "light": Label("light attrition", "轻度流失"),
    "heavy": Label("heavy attrition", "重度流失"),
    "rescued": Label("rescued", "已挽回"),
}
_SAID = Label("At the key floor, by averages: {states}.", "按日均对照重点客户门槛：{states}。")
_STATE = Label("{state} {customers}", "{state} {customers} 个")
_LISTED = Label("Around the key floor", "重点客户门槛上下的客户")


def attrition_sentence(result: CompareResult) -> Sentence | None:
    """How many slipped and how many are back; None without averages, or where nobody did."""
    told = [] if result.attrition is None else list(totals_of(result.attrition))
    if not any(total.customers for _, total in told):
        return None
    states = in_turn(
        _STATE.filled(state=ATTRITION_LABELS[state], customers=f"{total.customers:,}")
        for state, total in told
    )
    return Sentence(_SAID, {"states": Value(states, Kind.TEXT)})


def attrition_table(result: CompareResult, look: CompareLook) -> Table | None:
    """Whom to call; None if there is nobody, or no lists are asked for."""
    found = result.attrition
    if found is None or not found.customers or look.rows == 0:
        return None
    fields = (
        *look.newest.who,
        field(column("state", "state", "判断", Kind.TEXT), each=ATTRITION_LABELS.__getitem__),
        field(column("before", "before", "此前", look.amount)),
        field(column("value", "balance now", "本期余额", look.amount)),
        field(column("change", "change", "变动额", look.amount)),
        *look.newest.whose,
    )
    return table_of(
        "attrition",
        _LISTED,
        fields,
        found.customers[: look.rows],
        elastic=True,
        total_rows=len(found.customers),
    )
