"""What moved since the last older run, in sentences and tables."""

from collections.abc import Iterator

from keyclient.batch.consolidated.columns import BRANCH
from keyclient.batch.record.moves import (
    BUCKETS,
    TRANSFERRED_IN,
    TRANSFERRED_OUT,
    BranchMoves,
    RunMoves,
)
from keyclient.model.label import Label
from keyclient.model.report import Cell, Kind, Sentence, Table, TableColumn, Value

_MOVED = Label(
    "From {from_} to {to}: {opening} to {closing}, {customers_opening} to {customers_closing} customers; new {new}, lost "
    "{lost}, gone to another branch {transferred_out}.",
    "{from_} 至 {to}：{opening} 变为 {closing}，客户 {customers_opening} 个变为 {customers_closing} 个；新增 {new} 个，流失 {lost} 个，"
    "转往其他网点 {transferred_out} 个。",
)
_HEADS = Label(
    "From {from_} to {to}: {customers_opening} to {customers_closing} customers; new {new}, lost {lost}, gone to another "
    "branch {transferred_out}. Compared with customers kept from earlier data dates.",
    "{from_} 至 {to}：客户 {customers_opening} 个变为 {customers_closing} 个；新增 {new} 个，流失 {lost} 个，转往其他网点 "
    "{transferred_out} 个。按保留的往期客户数据对比。",
)
_FIRST = Label(
    "Nothing to compare with: no customers of an earlier data date are kept yet.",
    "暂无可对比的往期数据：尚未保留更早数据日期的客户。",
)
_LACKING = Label(
    "Branches not compared with an earlier data date: {count}.", "未能与往期对比的网点：{count} 个。"
)
_OPENING, _CLOSING = Label("opening", "期初"), Label("closing", "期末")
_ALL = Label("all branches compared", "参与对比的全部网点")
_WHY = {
    "first": Label("nothing older is kept", "没有保留更早的数据"),
    "no_date": Label("no data date of its own, or no measure", "表内没有数据日期或排序指标"),
    "other": Label(
        "what is kept has another measure or other tiers, or is about other customers",
        "所保留数据的指标、分层或客户与本期不同",
    ),
}
_BUCKETS = {
    "new": Label("new", "新增"),
    TRANSFERRED_IN: Label("from another branch", "他网点转入"),
    "lost": Label("lost", "流失"),
    TRANSFERRED_OUT: Label("to another branch", "转往他网点"),
    "emptied": Label("emptied", "清空"),
    "promoted": Label("promoted", "升级"),
    "demoted": Label("demoted", "降级"),
    "stayed": Label("stayed", "未变层级"),
}


def moves_said(moves: RunMoves, amount: Kind | None = None) -> Iterator[Sentence]:
    """What moved in all branches together, with amounts where they are to look like `amount`."""
    whole = moves.whole
    if whole is None:
        if moves.not_compared and all(one.why == "first" for one in moves.not_compared):
            yield Sentence(_FIRST)
        return
    heads = {one.bucket: Value(one.customers, Kind.COUNT) for one in whole.buckets}
    values = {
        "from_": Value(whole.from_, Kind.DATE),
        "to": Value(whole.to, Kind.DATE),
        "customers_opening": Value(whole.customers_opening, Kind.COUNT),
        "customers_closing": Value(whole.customers_closing, Kind.COUNT),
        **heads,
    }
    if amount is None:
        yield Sentence(_HEADS, values)
    else:
        amounts = {"opening": Value(whole.opening, amount), "closing": Value(whole.closing, amount)}
        yield Sentence(_MOVED, {**values, **amounts})
    if moves.not_compared:
        yield Sentence(_LACKING, {"count": Value(len(moves.not_compared), Kind.COUNT)})


def whole_table(moves: RunMoves, amount: Kind) -> Table:
    """From the opening to the closing of all branches together, bucket by bucket; empty where none is compared."""
    columns = (
        TableColumn("bucket", Label("what moved", "变动"), Kind.TEXT),
        TableColumn("customers", Label("customers", "客户数"), Kind.COUNT),
        TableColumn("change", Label("value", "金额"), amount),
    )
    title, whole = Label("What moved in all branches", "全行变动"), moves.whole
    if whole is None:
        return Table("whole_moves", title, columns, [])
    rows: list[tuple[Cell, ...]] = [
        (_OPENING, whole.customers_opening, whole.opening),
        *((_BUCKETS[one.bucket], one.customers, one.change) for one in whole.buckets),
        (_CLOSING, whole.customers_closing, whole.closing),
    ]
    return Table("whole_moves", title, columns, rows)


def moves_table(moves: RunMoves, amount: Kind) -> Table:
    """A line for all branches together and one for each branch."""
    columns = (
        BRANCH,
        TableColumn("from", Label("from", "期初日期"), Kind.DATE),
        TableColumn("to", Label("to", "期末日期"), Kind.DATE),
        TableColumn("opening", _OPENING, amount),
        *(TableColumn(f"change_{name}", _BUCKETS[name], amount) for name in BUCKETS),
        TableColumn("closing", _CLOSING, amount),
        TableColumn("customers_opening", Label("customers, opening", "期初客户数"), Kind.COUNT),
        *(TableColumn(f"customers_{name}", _customers(name), Kind.COUNT) for name in BUCKETS),
        TableColumn("customers_closing", Label("customers, closing", "期末客户数"), Kind.COUNT),
        TableColumn("unfollowed_opening", Label("not followed, opening", "期初无法跟踪"), amount),
        TableColumn("unfollowed_closing", Label("not followed, closing", "期末无法跟踪"), amount),
        TableColumn("books_left_out", Label("books left out", "未对比表格数"), Kind.COUNT),
    )
    lines = [] if moves.whole is None else [moves.whole, *moves.branches]
    title = Label("What moved, by branch", "各网点变动")
    return Table("moves", title, columns, [_row(line) for line in lines])


def _customers(bucket: str) -> Label:
    name = _BUCKETS[bucket]
    return Label(f"customers, {name.en}", f"{name.zh}客户数")


def _row(line: BranchMoves) -> tuple[Cell, ...]:
    return (
        _ALL if line.branch is None else line.branch,
        line.from_,
        line.to,
        line.opening,
        *(bucket.change for bucket in line.buckets),
        line.closing,
        line.customers_opening,
        *(bucket.customers for bucket in line.buckets),
        line.customers_closing,
        line.unfollowed_opening,
        line.unfollowed_closing,
        line.books_left_out,
    )


def not_compared_table(moves: RunMoves) -> Table:
    """The branches without a figure of an earlier data date, and why. Empty in a first run."""
    columns = (BRANCH, TableColumn("why", Label("why", "原因"), Kind.TEXT))
    rows = [(one.branch, _WHY[one.why]) for one in moves.not_compared] if moves.whole is not None else []
    return Table("not_compared", Label("Branches not compared", "未对比的网点"), columns, rows)
