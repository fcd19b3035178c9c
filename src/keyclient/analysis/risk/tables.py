"""The tables of `risk` that count: by severity, by reason, by manager, and on how few customers the value rests."""

from collections.abc import Iterator

from keyclient.analysis.common.columns import column
from keyclient.analysis.common.evidence.reasons import FAMILY_LABELS, Family
from keyclient.analysis.common.table_fields import field, table_of
from keyclient.analysis.risk.look import RiskLook, gone_column
from keyclient.analysis.risk.result import Receiver, RiskResult
from keyclient.analysis.risk.words import CUSTOMERS, REASON_LABELS, SEVERITY, severity_label
from keyclient.model.label import Label, listed
from keyclient.model.report import Cell, Kind, Table

_LARGEST = Label("the largest {count}", "最大的 {count} 个")
_UNOWNED = Label("(no manager)", "（无管户经理）")
_RECEIVER = Label("{manager} ({free})", "{manager}（{free}）")
_NAMED = 5
"""So many receivers are named in a table; the others are counted."""
_OTHERS = Label("{named} and others ({count} in all)", "{named}等 {count} 人")
_ELSEWHERE = Label("{manager} of {branch} ({free})", "{manager}（{branch}，{free}）")


def severities_table(result: RiskResult, look: RiskLook) -> Table:
    """How many key customers each severity has, and what is at stake with them."""
    shown = (
        field(SEVERITY, each=severity_label),
        field(CUSTOMERS),
        field(gone_column(result, look)),
        field(look.money("maturing", "matures soon", "近期到期")),
        field(look.money("remaining", "still here", "尚余")),
    )
    return table_of(
        "severities", Label("Key customers by severity", "重点客户预警等级"), shown, result.severities
    )


def reasons_table(result: RiskResult, look: RiskLook) -> Table:
    """How many key customers each reason flags, and of how many nobody knows."""
    shown = (
        field(column("reason", "why", "原因", Kind.TEXT), each=REASON_LABELS.__getitem__),
        field(
            column("family", "family", "类别", Kind.TEXT, spare=1),
            each=lambda name: FAMILY_LABELS[Family(name)],
        ),
        field(CUSTOMERS),
        field(look.money("amount", "amount", "涉及金额")),
        field(column("unknown", "not known of", "不详客户数", Kind.COUNT)),
    )
    return table_of("reasons", Label("Why they may leave", "流失原因"), shown, result.reasons)


def managers_table(result: RiskResult, look: RiskLook) -> Table | None:
    """What hangs on each manager, and who could take it over; None where the book has no key customer."""
    if not result.managers:
        return None
    shown = [
        field(column("manager", "manager", "客户经理", Kind.TEXT), each=lambda name: name or _UNOWNED),
        field(column("branch", "branch", "机构", Kind.TEXT, spare=4)),
        field(column("key_customers", "key customers", "重点客户数", Kind.COUNT)),
        field(look.money("value", "their value", "重点客户价值")),
        field(column("share_of_branch", "of the branch", "占本机构", Kind.SHARE, bar=True)),
        field(column("seats", "seats", "可维护数", Kind.COUNT, spare=5)),
        field(column("unseated", "no seat for", "无人承接", Kind.COUNT, spare=1)),
        field(column("receivers", "who could take over", "可承接人（余量）", Kind.TEXT, spare=3), "receivers", "branch",
              each=_receivers),
    ]  # fmt: skip
    if any(one.with_assistant is not None for one in result.managers):
        assisted = column("with_assistant", "have an assistant", "有协办经理", Kind.COUNT, spare=2)
        shown.insert(-2, field(assisted))
    title = Label("If the manager leaves", "如客户经理离职")
    return table_of("managers", title, shown, result.managers, elastic=True, total_rows=len(result.managers))


def _receivers(receivers: tuple[Receiver, ...], branch: str | None) -> Label | None:
    """Who could take over, with the free seats of each; the branch too where it is another one."""
    if not receivers:
        return None
    named = listed(_receiver(one, branch) for one in receivers[:_NAMED])
    return named if len(receivers) <= _NAMED else _OTHERS.filled(named=named, count=len(receivers))


def _receiver(one: Receiver, branch: str | None) -> Label:
    said = _RECEIVER if one.branch is None or one.branch == branch else _ELSEWHERE
    return said.filled(manager=one.manager, branch=one.branch, free=one.free)


def concentration_table(result: RiskResult, look: RiskLook) -> Table:
    """On how few customers the value rests."""
    columns = (
        column("customers", "customers", "客户", Kind.TEXT),
        column("share", "share of value", "价值占比", Kind.SHARE, bar=True),
        look.money("loss", "lost with them", "全部流失的损失"),
    )
    title = Label("How much hangs on the largest customers", "最大客户集中度")
    return Table("concentration", title, columns, list(_concentration(result)))


def _concentration(result: RiskResult) -> Iterator[tuple[Cell, ...]]:
    held = result.concentration
    yield _LARGEST.filled(count=1), held.top1, held.loss_top1
    yield _LARGEST.filled(count=3), None, held.loss_top3
    yield _LARGEST.filled(count=5), held.top5, held.loss_top5
    yield _LARGEST.filled(count=10), held.top10, None
