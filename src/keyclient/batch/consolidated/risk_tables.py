"""Which key customers of all branches may leave, and on whom most hangs, in sentences and tables."""

from collections.abc import Iterator

from keyclient.analysis.common.known_sum import known_sum
from keyclient.batch.consolidated.columns import BRANCH
from keyclient.batch.record.risk import TOLD, BranchRisk, ManagerInRun, RiskCount, RunRisk
from keyclient.model.label import NO_WORDS, Label
from keyclient.model.report import Cell, Kind, Sentence, Table, TableColumn, Value

_AT_RISK = Label(
    "Key customers who may leave: {red} red, {orange} orange; {remaining} is still here with them.",
    "可能流失的重点客户：红 {red} 个、橙 {orange} 个，尚余 {remaining}。",
)
_HEADS = Label(
    "Key customers who may leave: {red} red, {orange} orange.",
    "可能流失的重点客户：红 {red} 个、橙 {orange} 个。",
)
_HANGS = Label(
    "Most hangs on {manager} of {branch}: {count} key customers, {value}{share}.",
    "最依赖{branch}的客户经理{manager}：重点客户 {count} 个、{value}{share}。",
)
_SHARE = Label(", {share} of the branch", "，占本网点 {share}")
_SHARE_OF_ONE = Label("; {inside} of it there, {share} of the branch", "，其中该网点 {inside}，占 {share}")
_WITHOUT = Label(
    "Books of which nothing is said about key customers who may leave: {count}.",
    "未作流失风险分析的表格：{count} 份。",
)
_ALL = Label("all branches", "全部网点")
_UNOWNED = Label("(no manager)", "（无管户经理）")
_NAMES = {
    "red": Label("red", "红"),
    "orange": Label("orange", "橙"),
    "yellow": Label("yellow", "黄"),
    "grey": Label("grey (too little known)", "灰（资料不足）"),
}
_URGENT = ("red", "orange")


def risk_said(risk: RunRisk, amount: Kind | None = None) -> Iterator[Sentence]:
    """How many may leave, and on whom most hangs; without `amount`, in customers alone."""
    if risk.whole is None:
        return
    counts = {one.severity: one for one in risk.whole.severities}
    heads = {name: Value(counts[name].customers, Kind.COUNT) for name in _URGENT}
    if amount is None:
        yield Sentence(_HEADS, heads)
        return
    remaining = known_sum(counts[name].remaining for name in _URGENT)
    known = _HEADS if remaining is None else _AT_RISK
    yield Sentence(known, {**heads, "remaining": Value(remaining, amount)})
    first = next((one for one in risk.managers if one.manager is not None), None)
    if first is not None:
        yield _hangs(first, amount)
    if risk.books_without:
        yield Sentence(_WITHOUT, {"count": Value(risk.books_without, Kind.COUNT)})


def _hangs(one: ManagerInRun, amount: Kind) -> Sentence:
    said: Sentence | Label = NO_WORDS
    if one.share_of_branch is not None:
        share = {"share": Value(one.share_of_branch, Kind.SHARE), "inside": Value(one.in_branch, amount)}
        said = Sentence(_SHARE if one.in_branch >= one.value else _SHARE_OF_ONE, share)
    values = {
        "manager": Value(one.manager, Kind.TEXT),
        "branch": Value(one.branch, Kind.TEXT),
        "count": Value(one.key_customers, Kind.COUNT),
        "value": Value(one.value, amount),
        "share": Value(said, Kind.TEXT),
    }
    return Sentence(_HANGS, values)


def risk_table(risk: RunRisk, amount: Kind) -> Table:
    """A line for all branches together and one for each branch; empty where no book says anything."""
    columns = (
        BRANCH,
        *(TableColumn(name, _NAMES[name], Kind.COUNT) for name in TOLD),
        TableColumn("gone", Label("gone, red and orange", "红、橙已流出"), amount),
        TableColumn("maturing", Label("matures soon, red and orange", "红、橙近期到期"), amount),
        TableColumn("remaining", Label("still here, red and orange", "红、橙尚余"), amount),
        *(TableColumn(f"remaining_{name}", _still_here(name), amount) for name in TOLD),
    )
    lines = [] if risk.whole is None else [risk.whole, *risk.branches]
    title = Label("Key customers who may leave, by branch", "各网点可能流失的重点客户")
    return Table("risk", title, columns, [_row(line) for line in lines])


def _still_here(severity: str) -> Label:
    name = _NAMES[severity]
    return Label(f"still here, {severity}", f"{name.zh[0]}尚余")


def _row(line: BranchRisk) -> tuple[Cell, ...]:
    urgent = [one for one in line.severities if one.severity in _URGENT]
    return (
        _ALL if line.branch is None else line.branch,
        *(one.customers for one in line.severities),
        *_stakes(urgent),
        *(one.remaining for one in line.severities),
    )


def _stakes(counts: list[RiskCount]) -> Iterator[Cell]:
    yield known_sum(one.gone for one in counts)
    yield known_sum(one.maturing for one in counts)
    yield known_sum(one.remaining for one in counts)


def hanging_table(risk: RunRisk, amount: Kind) -> Table:
    """The managers on whom most key customers hang, largest value first."""
    columns = (
        TableColumn("manager", Label("manager", "客户经理"), Kind.TEXT),
        BRANCH,
        TableColumn("key_customers", Label("key customers", "重点客户数"), Kind.COUNT),
        TableColumn("value", Label("their value", "重点客户价值"), amount),
        TableColumn("share_of_branch", Label("of the branch", "占本网点"), Kind.SHARE, bar=True),
        TableColumn("unseated", Label("no seat for", "无人承接"), Kind.COUNT),
    )
    rows = [
        (
            one.manager or _UNOWNED,
            one.branch,
            one.key_customers,
            one.value,
            one.share_of_branch,
            one.unseated,
        )
        for one in risk.managers
    ]
    title = Label("Managers on whom key customers hang", "重点客户所系的客户经理")
    return Table("hanging", title, columns, rows)
