"""The tables of the consolidated workbook."""

from collections.abc import Mapping, Sequence

from keyclient.analysis.funnel.issues import stage_label
from keyclient.batch.consolidated.result import ConsolidatedResult, FunnelLine, LeagueLine
from keyclient.batch.record.reasons import STATUSES
from keyclient.model.fields import fields
from keyclient.model.label import Label
from keyclient.model.report import Cell, Kind, Table, TableColumn

_BOOK = TableColumn("book", Label("book", "表格"), Kind.TEXT)
_BRANCH = TableColumn("branch", Label("branch", "网点"), Kind.TEXT)
_MANAGER = TableColumn("manager", Label("manager", "客户经理"), Kind.TEXT)
_CUSTOMERS = TableColumn("customers", Label("customers", "客户数"), Kind.COUNT)
_UNRANKED = Label("nothing", "无")
_ALL = Label("all branches", "全部网点")
_STANDINGS = {
    "above": Label("above the bank", "高于全行"),
    "below": Label("below the bank", "低于全行"),
    "like": Label("not to be told from the bank", "与全行无显著差异"),
    None: Label("too few customers", "客户过少"),
}
_ENOUGH = {True: Label("yes", "可"), False: Label("too few", "样本过少")}
_EVIDENCE = {
    "customer_id": Label("same customer id", "客户号相同"),
    "id_number": Label("same id number", "证件号相同"),
    "both": Label("same customer id and id number", "客户号和证件号均相同"),
    "contradicted": Label("same customer id, other id number", "客户号相同、证件号不同"),
}


def tables(result: ConsolidatedResult, amount: Kind, tiers: Mapping[str, Label]) -> tuple[Table, ...]:
    """Every table that has rows; the branches first. `tiers`: what people call each tier."""
    found = (
        league_table(result.branches, amount, managers=False),
        _missing(result),
        _not_there(result),
        _last_known(result),
        _tiers(result, amount, tiers),
        _funnel(result.funnel),
        _stages(result.stages, result.funnel),
        league_table(result.managers, amount, managers=True),
        _measures(result),
        _pairs(result),
        _overlap(result, amount),
        _aside(result),
        _totals(result, amount),
    )
    return tuple(table for table in found if table.rows)


def league_table(lines: Sequence[LeagueLine], amount: Kind, *, managers: bool) -> Table:
    """Branches, or managers, by the share of the bank's top customers among theirs."""
    columns = (
        _BRANCH,
        *((_MANAGER,) if managers else ()),
        TableColumn("rank", Label("rank", "名次"), Kind.ORDINAL),
        _CUSTOMERS,
        TableColumn("value", Label("value", "价值"), amount),
        TableColumn("share_of_value", Label("of all value", "价值占比"), Kind.SHARE),
        TableColumn("top_customers", Label("top customers", "头部客户"), Kind.COUNT),
        TableColumn("top_share", Label("of its own", "占本单位"), Kind.SHARE, bar=True),
        TableColumn("low", Label("from", "下限"), Kind.SHARE),
        TableColumn("high", Label("to", "上限"), Kind.SHARE),
        TableColumn("standing", Label("beside the bank", "与全行相比"), Kind.TEXT),
    )
    title = (
        Label("League table of managers", "客户经理排名")
        if managers
        else Label("League table of branches", "网点排名")
    )
    return Table(
        "managers" if managers else "branches",
        title,
        columns,
        [_league(line, managers=managers) for line in lines],
    )


def _league(line: LeagueLine, *, managers: bool) -> tuple[Cell, ...]:
    return (
        line.branch,
        *((line.manager,) if managers else ()),
        line.rank,
        line.customers,
        line.value,
        line.share_of_value,
        line.top_customers,
        line.top_share,
        line.low,
        line.high,
        _STANDINGS[line.standing],
    )


def measure_label(name: str | None) -> Label:
    """What people call a measure: fields by their names, a heading as it stands."""
    if name is None:
        return _UNRANKED
    labels = [
        fields()[part].column.label if part in fields() else Label(part, part) for part in name.split("+")
    ]
    return Label(" + ".join(label.en for label in labels), " + ".join(label.zh for label in labels))


def _missing(result: ConsolidatedResult) -> Table:
    return Table(
        "missing",
        Label("Branches without a book", "缺表网点"),
        (_BRANCH,),
        [(name,) for name in result.missing],
    )


def _not_there(result: ConsolidatedResult) -> Table:
    columns = (
        _BOOK,
        TableColumn("status", Label("status", "状态"), Kind.TEXT),
        TableColumn("code", Label("code", "代码"), Kind.TEXT),
        TableColumn("message", Label("what happened", "情况"), Kind.TEXT),
        TableColumn("remedy", Label("what to do", "处理办法"), Kind.TEXT),
    )
    rows = [
        (line.book, STATUSES[line.status], line.code, line.message, line.remedy) for line in result.not_there
    ]
    return Table("not_there", Label("Books without figures", "没有数字的表格"), columns, rows)


def _last_known(result: ConsolidatedResult) -> Table:
    columns = (_BOOK, TableColumn("as_of", Label("data date", "数据日期"), Kind.DATE))
    dates = {line.book: line.as_of for line in result.totals}
    rows = [(book, dates[book]) for book in result.stale]
    return Table(
        "stale", Label("Books with their last known figures", "沿用最近一次数字的表格"), columns, rows
    )


def _tiers(result: ConsolidatedResult, amount: Kind, names: Mapping[str, Label]) -> Table:
    columns = (
        TableColumn("tier", Label("tier", "层级"), Kind.TEXT),
        _CUSTOMERS,
        TableColumn("share_of_customers", Label("of customers", "客户占比"), Kind.SHARE),
        TableColumn("value", Label("value", "价值"), amount),
        TableColumn("share_of_value", Label("of value", "价值占比"), Kind.SHARE, bar=True),
    )
    rows = [
        (
            names.get(t.tier, Label(t.tier, t.tier)),
            t.customers,
            t.share_of_customers,
            t.value,
            t.share_of_value,
        )
        for t in result.tiers
    ]
    return Table(
        "tiers", Label("Tiers, as each book gives them", "各层级合计（按各表自身分层）"), columns, rows
    )


def _funnel(lines: Sequence[FunnelLine]) -> Table:
    columns = (
        _BRANCH,
        TableColumn("entered", Label("entered", "进入"), Kind.COUNT),
        TableColumn("won", Label("won", "成交"), Kind.COUNT),
        TableColumn("lost", Label("lost", "流失"), Kind.COUNT),
        TableColumn("open", Label("open", "进行中"), Kind.COUNT),
        TableColumn("conversion", Label("won of entered", "总转化率"), Kind.SHARE, bar=True),
        TableColumn("low", Label("from", "下限"), Kind.SHARE),
        TableColumn("high", Label("to", "上限"), Kind.SHARE),
        TableColumn("enough", Label("can be compared", "可否比较"), Kind.TEXT),
    )
    rows = [
        (
            _named(line),
            line.entered,
            line.won,
            line.lost,
            line.open,
            line.conversion,
            line.low,
            line.high,
            _ENOUGH[line.enough],
        )
        for line in lines
    ]
    return Table("funnel", Label("Funnel by branch", "各网点漏斗"), columns, rows)


def _stages(stages: Sequence[str], lines: Sequence[FunnelLine]) -> Table:
    columns = (
        _BRANCH,
        *(TableColumn(f"reached_{stage}", stage_label(stage), Kind.COUNT) for stage in stages),
        TableColumn("win_rate", Label("won of those decided", "赢单率"), Kind.SHARE, bar=True),
        TableColumn("win_low", Label("from", "下限"), Kind.SHARE),
        TableColumn("win_high", Label("to", "上限"), Kind.SHARE),
    )
    rows = [(_named(line), *line.reached, line.win_rate, line.win_low, line.win_high) for line in lines]
    return Table("stages", Label("Stages reached, by branch", "各网点到达各阶段数"), columns, rows)


def _named(line: FunnelLine) -> Cell:
    return _ALL if line.branch is None else line.branch


def _measures(result: ConsolidatedResult) -> Table:
    """Only where the books are not ranked by one and the same measure."""
    columns = (
        TableColumn("measure", Label("ranked by", "排序指标"), Kind.TEXT),
        TableColumn("books", Label("books", "表格数"), Kind.COUNT),
        _CUSTOMERS,
        TableColumn("total", Label("total", "合计"), Kind.NUMBER),
    )
    rows = [
        (measure_label(line.measure), line.books, line.customers, line.total) for line in result.by_measure
    ]
    title = Label("Books by what they are ranked by", "按排序指标分列")
    return Table("by_measure", title, columns, rows if len(rows) > 1 else [])


def _pairs(result: ConsolidatedResult) -> Table:
    columns = (_BRANCH, TableColumn("other", Label("and", "与"), Kind.TEXT), _CUSTOMERS)
    rows = [(pair.branch, pair.other, pair.customers) for pair in result.overlap.pairs]
    return Table("overlap_pairs", Label("Branches that share customers", "客户重叠的网点"), columns, rows)


def _overlap(result: ConsolidatedResult, amount: Kind) -> Table:
    columns = (
        TableColumn("customer_id", Label("customer id", "客户号"), Kind.TEXT),
        TableColumn("id_ending", Label("id number ends in", "证件号末位"), Kind.TEXT),
        TableColumn("evidence", Label("evidence", "依据"), Kind.TEXT),
        TableColumn("branches", Label("branches", "网点"), Kind.TEXT),
        TableColumn("value", Label("value together", "合计价值"), amount),
        TableColumn("books", Label("books", "表格"), Kind.TEXT),
    )
    rows = [
        (
            line.customer_id,
            line.id_ending,
            _EVIDENCE[line.evidence],
            _listed(line.branches),
            line.value,
            _listed(line.books),
        )
        for line in result.overlap.lines
    ]
    return Table(
        "overlap",
        Label("Customers of several branches", "跨网点客户"),
        columns,
        rows,
        total_rows=result.overlap.customers,
    )


def _aside(result: ConsolidatedResult) -> Table:
    columns = (
        _BOOK,
        TableColumn("cell", Label("cell", "单元格"), Kind.TEXT),
        TableColumn("code", Label("code", "代码"), Kind.TEXT),
        TableColumn("message", Label("why", "原因"), Kind.TEXT),
    )
    rows = [(line.book, line.cell, line.code, line.message) for line in result.set_aside]
    return Table("set_aside", Label("Rows set aside", "搁置的行"), columns, rows)


def _totals(result: ConsolidatedResult, amount: Kind) -> Table:
    columns = (
        _BOOK,
        TableColumn("as_of", Label("data date", "数据日期"), Kind.DATE),
        TableColumn("branches", Label("branches", "网点"), Kind.TEXT),
        _CUSTOMERS,
        TableColumn("measure", Label("ranked by", "排序指标"), Kind.TEXT),
        TableColumn("total", Label("total", "合计"), amount),
        TableColumn("set_aside", Label("rows set aside", "搁置行数"), Kind.COUNT),
    )
    rows = [
        (t.book, t.as_of, _listed(t.branches), t.customers, measure_label(t.measure), t.total, t.set_aside)
        for t in result.totals
    ]
    return Table("books", Label("Every book", "全部表格"), columns, rows)


def _listed(names: Sequence[str]) -> Label:
    return Label(", ".join(names), "、".join(names))
