"""Plans and lists of calls of all branches, in sentences and tables."""

from collections.abc import Iterator

from keyclient.batch.consolidated.columns import BOOK, BRANCH, name_list
from keyclient.batch.record.plans import BranchWork, ManagerWork, RunWork, WorkCount
from keyclient.model.label import Label
from keyclient.model.report import Cell, Kind, Sentence, Table, TableColumn, Value

_TO_DO = Label(
    "Plans: {open} open lines, {due} of them due, {without_owner} without an owner. Calls: {calls} customers.",
    "行动计划：未完成 {open} 行，其中已到期 {due} 行、无责任人 {without_owner} 行。联系名单：{calls} 个客户。",
)
_JUDGED = Label(
    "Of {judged} lines of the plans before, {met} were met, {missed} missed and {lost} lost again; {still_open} have time left, "
    "{undecidable} cannot be decided.",
    "上期行动计划共检查 {judged} 行：达标 {met} 行、未达标 {missed} 行、达标后又失去 {lost} 行、未到期 {still_open} 行、无法判断 {undecidable} 行。",
)
_ALL = Label("all branches", "全部网点")
_NOBODY = Label("(no manager)", "（无管户经理）")
_MANAGER = TableColumn("manager", Label("manager", "客户经理"), Kind.TEXT)
_COUNTS = (
    TableColumn("lines", Label("lines", "计划行数"), Kind.COUNT),
    TableColumn("open", Label("open", "未完成"), Kind.COUNT),
    TableColumn("due", Label("of these due", "其中已到期"), Kind.COUNT),
    TableColumn("without_owner", Label("of these without owner", "其中无责任人"), Kind.COUNT),
    TableColumn("calls", Label("customers to call", "今日联系"), Kind.COUNT),
    TableColumn("judged", Label("lines before, judged", "上期检查行数"), Kind.COUNT),
    TableColumn("contacted", Label("contacted", "已联系"), Kind.COUNT),
    TableColumn("met", Label("met", "达标"), Kind.COUNT),
    TableColumn("missed", Label("missed", "未达标"), Kind.COUNT),
    TableColumn("still_open", Label("time left", "未到期"), Kind.COUNT),
    TableColumn("undecidable", Label("cannot be decided", "无法判断"), Kind.COUNT),
    TableColumn("lost", Label("met, then lost", "达标后失去"), Kind.COUNT),
)
_VERDICTS = {
    "better": Label("better", "优于对照"),
    "no_better": Label("no better", "不优于对照"),
    "too_few": Label("too few to tell", "户数过少，无法判断"),
}


def plans_said(work: RunWork) -> Iterator[Sentence]:
    """What is to be done, and what became of the plans before."""
    whole = work.whole
    if whole is None:
        return
    yield Sentence(_TO_DO, _values(whole, "open", "due", "without_owner", "calls"))
    if whole.judged:
        names = ("judged", "met", "missed", "lost", "still_open", "undecidable")
        yield Sentence(_JUDGED, _values(whole, *names))


def _values(counts: WorkCount, *names: str) -> dict[str, Value]:
    return {name: Value(getattr(counts, name), Kind.COUNT) for name in names}


def branch_work_table(work: RunWork) -> Table:
    """A line for all branches together and one for each; empty where no book has a plan or a list."""
    lines = [] if work.whole is None else [work.whole, *work.branches]
    title = Label("Plans and calls, by branch", "各网点行动计划与联系名单")
    return Table("work", title, (BRANCH, *_COUNTS), [(_branch(one), *_cells(one)) for one in lines])


def _branch(one: BranchWork) -> Label | str:
    return _ALL if one.branch is None else one.branch


def manager_work_table(work: RunWork) -> Table:
    """A line for each manager of each branch."""
    rows = [(one.branch, _manager(one), *_cells(one)) for one in work.managers]
    title = Label("Plans and calls, by manager", "各客户经理行动计划与联系名单")
    return Table("work_by_manager", title, (BRANCH, _MANAGER, *_COUNTS), rows)


def _manager(one: ManagerWork) -> Label | str:
    return one.manager or _NOBODY


def _cells(counts: WorkCount) -> Iterator[Cell]:
    for column in _COUNTS:
        yield getattr(counts, column.key)


def brought_table(work: RunWork, amount: Kind) -> Table:
    """What the plan of each book has brought."""
    columns = (
        BOOK,
        BRANCH,
        TableColumn("made_for", Label("plan of", "计划数据日期"), Kind.DATE),
        TableColumn("as_of", Label("judged by", "检查数据日期"), Kind.DATE),
        TableColumn("worked", Label("worked on", "已开展"), Kind.COUNT),
        TableColumn("left_alone", Label("left alone", "未开展"), Kind.COUNT),
        TableColumn("difference", Label("mean change, difference", "平均变动之差"), amount),
        TableColumn("low", Label("from", "下限"), amount),
        TableColumn("high", Label("to", "上限"), amount),
        TableColumn("verdict", Label("result", "结论"), Kind.TEXT),
    )
    rows = [
        (
            one.book,
            name_list(one.branches),
            one.made_for,
            one.as_of,
            one.worked,
            one.left_alone,
            one.difference,
            one.low,
            one.high,
            _VERDICTS[one.verdict],
        )
        for one in work.brought
    ]
    return Table("brought", Label("What the plans have brought", "行动计划的成效"), columns, rows)
