"""The tables of `today`: whom to call, by manager, by reason, and what became of the last list."""

from collections.abc import Iterator
from dataclasses import dataclass

from keyclient.analysis.common.columns import column
from keyclient.analysis.common.table_fields import field, table_of
from keyclient.analysis.today.look import REASON_LABELS, list_name
from keyclient.analysis.today.result import ManagerCalls, TodayResult
from keyclient.model.forms import CALL_STATUSES
from keyclient.model.label import Label
from keyclient.model.report import Kind, Table

CUSTOMERS = column("customers", "on the list", "名单客户数", Kind.COUNT)
_OPEN = Label("nothing written", "未填写")
_WAITING = column("limit", "over quota or limit", "超出上限", Kind.COUNT)


def managers_table(result: TodayResult) -> Table | None:
    """How long each list is, and who is not on it; None for a single list."""
    if len(result.managers) < 2:
        return None
    shown = (
        field(column("manager", "manager", "客户经理", Kind.TEXT), "manager", "branch", each=list_name),
        field(column("branch", "branch", "机构", Kind.TEXT, spare=2)),
        field(CUSTOMERS),
        field(column("contacted", "contacted lately", "近期已联系", Kind.COUNT), "left_out.contacted"),
        field(_WAITING, "left_out.limit"),
    )
    title = Label("Lists by manager", "各客户经理名单")
    return table_of("managers", title, shown, result.managers, elastic=True, total_rows=len(result.managers))


def reasons_table(result: TodayResult) -> Table | None:
    """For how many customers each reason is the first; None where nobody has a reason."""
    reasons = [one for one in result.reasons if one.customers]
    if not reasons:
        return None
    shown = (
        field(column("reason", "first reason", "首要理由", Kind.TEXT), each=REASON_LABELS.__getitem__),
        field(column("customers", "customers", "客户数", Kind.COUNT)),
        field(column("listed", "on a list", "列入名单", Kind.COUNT)),
        field(column("amount", "amount of those listed", "列入名单涉及金额", Kind.MONEY)),
    )
    return table_of("reasons", Label("Why customers are called", "联系理由分布"), shown, reasons)


def outcomes_table(result: TodayResult) -> Table | None:
    """What became of the calls of the lists that were read back; None without one."""
    if not result.outcomes:
        return None
    shown = (
        field(column("status", "result", "联系结果", Kind.TEXT), each=outcome_label),
        field(column("calls", "calls", "客户数", Kind.COUNT)),
    )
    return table_of(
        "outcomes", Label("What became of the last list", "上一份名单的联系结果"), shown, result.outcomes
    )


def outcome_label(status: str) -> Label:
    """What became of a call in words."""
    return CALL_STATUSES.get(status, _OPEN)


@dataclass(frozen=True, slots=True)
class Line:
    """A call with whose list it is on."""

    manager: str | None
    branch: str | None
    call: object


def lines_of(managers: tuple[ManagerCalls, ...]) -> Iterator[Line]:
    """The calls of all lists, list after list."""
    return (Line(one.manager, one.branch, call) for one in managers for call in one.lines)
