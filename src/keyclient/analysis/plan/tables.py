"""The tables of `plan` that count: the grid, resources, competitors, who has no seat, and what became of the last plan."""

from collections.abc import Iterator

from keyclient.analysis.common.columns import column
from keyclient.analysis.common.table_fields import field, table_of
from keyclient.analysis.plan.look import PlanLook, visits, visits_kind
from keyclient.analysis.plan.result import Kept, PlanResult
from keyclient.analysis.plan.words import CELL_LABELS, CLASS_LABELS
from keyclient.model.forms import PLAN_COLUMNS, PLAN_STATUSES
from keyclient.model.label import Label
from keyclient.model.report import Kind, Table

_NOBODY = Label("(no manager)", "（无管户经理）")
_WHAT = {
    "changed": Label("changed", "修改"),
    "added": Label("added", "新增"),
    "deleted": Label("deleted", "删除"),
    "gone": Label("customer or reason gone", "客户或理由已不存在"),
    "waits": Label("waits for the open line", "等待（已有未了结行动）"),
}


def plan_tables(result: PlanResult, look: PlanLook) -> Iterator[Table]:
    """Those for which there is anything to tell."""
    yield grid_table(result, look)
    if result.entries:
        yield _entries_table(result, look)
    if any(one.effort is not None for one in result.resources):
        yield _resources_table(result, look)
    if result.served:
        yield _served_table(result)
    if result.competitors:
        yield _competitors_table(result, look)
    if result.moves and look.rows != 0:
        yield _moves_table(result, look)
    if result.kept is not None and result.kept.differences and look.rows != 0:
        yield _differences_table(result.kept, look)


def _entries_table(result: PlanResult, look: PlanLook) -> Table:
    kind = visits_kind(one.effort for one in result.entries)
    shown = (
        field(
            column("entry", "what for", "行动目录条目", Kind.TEXT),
            each=look.entry,
        ),
        field(column("lines", "lines", "行动数", Kind.COUNT)),
        field(column("effort", "effort", "投入", kind), each=visits),
    )
    return table_of("entries", Label("What is planned", "行动构成"), shown, result.entries)


def grid_table(result: PlanResult, look: PlanLook) -> Table:
    """How many customers each cell of the grid has."""
    shown = [
        field(column("cell", "cell", "价值—潜力格", Kind.TEXT), each=CELL_LABELS.__getitem__),
        field(column("customers", "customers", "客户数", Kind.COUNT)),
        field(look.money("value", "value", "价值")),
    ]
    if any(one.effort is not None for one in result.grid):
        kind = visits_kind(one.effort for one in result.grid)
        shown.append(field(column("effort", "effort spent", "已投入", kind), each=visits))
    return table_of("grid", Label("Value x potential", "价值—潜力分布"), shown, result.grid)


def _resources_table(result: PlanResult, look: PlanLook) -> Table:
    shown = (
        field(column("name", "customers of", "客户类别", Kind.TEXT), each=CLASS_LABELS.__getitem__),
        field(column("customers", "customers", "客户数", Kind.COUNT)),
        field(look.money("value", "value", "价值", spare=1)),
        field(
            column("effort", "effort spent", "已投入", visits_kind(one.effort for one in result.resources)),
            each=visits,
        ),
        field(column("share", "share", "占比", Kind.SHARE)),
        field(column("target", "should be", "应占", Kind.SHARE)),
        field(column("gap", "to add", "应增减", Kind.YEARS)),
    )
    return table_of("resources", Label("Where effort goes", "资源投向"), shown, result.resources)


def _served_table(result: PlanResult) -> Table:
    shown = [
        field(column("manager", "manager", "客户经理", Kind.TEXT), each=lambda name: name or _NOBODY),
        field(
            column(
                "planned", "planned effort", "计划投入", visits_kind(one.planned for one in result.served)
            ),
            each=visits,
        ),
    ]
    if any(one.effort is not None for one in result.served):
        shown[1:1] = [
            field(
                column("effort", "effort spent", "已投入", visits_kind(one.effort for one in result.served)),
                each=visits,
            ),
            field(column("share_of_a", "of it on class A", "其中 A 类占比", Kind.SHARE)),
        ]
    title = Label("Effort by manager", "各客户经理投入")
    return table_of("served", title, shown, result.served, elastic=True, total_rows=len(result.served))


def _competitors_table(result: PlanResult, look: PlanLook) -> Table:
    shown = (
        field(column("bank", "bank", "他行", Kind.TEXT)),
        field(column("customers", "customers", "客户数", Kind.COUNT)),
        field(look.money("value", "their value here", "在本行价值")),
        field(column("elsewhere", "they have elsewhere", "在他行资产", Kind.MONEY)),
    )
    title = Label("Which banks customers are also with", "同业分布")
    return table_of(
        "competitors", title, shown, result.competitors, elastic=True, total_rows=len(result.competitors)
    )


def _moves_table(result: PlanResult, look: PlanLook) -> Table:
    shown = (
        *look.contacts.who,
        field(look.money("value", "value", "价值")),
        field(column("tier", "tier", "层级", Kind.TEXT, spare=1), each=look.tier),
        field(column("from_manager", "from", "原客户经理", Kind.TEXT)),
        field(column("to_manager", "to", "承接人", Kind.TEXT)),
    )
    rows = result.moves[: look.rows]
    title = Label("Customers for whom their manager has no seat", "超出维护能力的客户")
    return table_of("moves", title, shown, rows, elastic=True, total_rows=len(result.moves))


def _differences_table(kept: Kept, look: PlanLook) -> Table:
    shown = (
        field(column("line_id", "line", "行动编号", Kind.TEXT)),
        field(
            column("what", "what", "变动", Kind.TEXT), each=lambda what: _WHAT.get(what, Label(what, what))
        ),
        field(column("column", "column", "栏目", Kind.TEXT), each=_heading),
        field(column("before", "before", "原内容", Kind.TEXT), "column", "before", each=_said),
        field(column("after", "after", "现内容", Kind.TEXT), "column", "after", each=_said),
    )
    title = Label("What people changed in the last plan", "上一份计划的改动")
    return table_of(
        "differences",
        title,
        shown,
        kept.differences[: look.rows],
        elastic=True,
        total_rows=len(kept.differences),
    )


def _said(key: str | None, text: str | None) -> str | Label | None:
    """What stood in a column, as people read it."""
    return PLAN_STATUSES.get(text, text) if key == "status" and text is not None else text


def _heading(key: str | None) -> Label | None:
    """What a column of the form is called."""
    return next((one.label for one in PLAN_COLUMNS if one.key == key), None)
