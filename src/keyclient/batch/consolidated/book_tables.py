"""The tables about books: all of them, those without figures, those with older ones, and rows set aside."""

from keyclient.batch.consolidated.columns import BOOK, BRANCH, CUSTOMERS, measure_label, name_list
from keyclient.batch.consolidated.result import ConsolidatedResult
from keyclient.batch.record.reasons import STATUSES
from keyclient.model.label import Label
from keyclient.model.report import Kind, Table, TableColumn


def without_figures_table(result: ConsolidatedResult) -> Table:
    """Books that could not be processed, each with the reason and what to do."""
    columns = (
        BOOK,
        TableColumn("status", Label("status", "状态"), Kind.TEXT),
        TableColumn("code", Label("code", "代码"), Kind.TEXT),
        TableColumn("message", Label("what happened", "情况"), Kind.TEXT),
        TableColumn("remedy", Label("what to do", "处理办法"), Kind.TEXT),
    )
    rows = [
        (line.book, STATUSES[line.status], line.code, line.message, line.remedy) for line in result.not_there
    ]
    return Table("not_there", Label("Books without figures", "无统计结果的表格"), columns, rows)


def last_known_table(result: ConsolidatedResult) -> Table:
    """Books in folders that could not be listed, each with the date of its last known figures."""
    columns = (BOOK, TableColumn("as_of", Label("data date", "数据日期"), Kind.DATE))
    dates = {line.book: line.as_of for line in result.totals}
    rows = [(book, dates[book]) for book in result.stale]
    return Table("stale", Label("Books with last known figures", "沿用最近一次结果的表格"), columns, rows)


def earlier_table(result: ConsolidatedResult) -> Table:
    """Books that list a branch at an earlier date than the one that counts."""
    columns = (
        BRANCH,
        BOOK,
        TableColumn("period", Label("data date", "数据日期"), Kind.TEXT),
        CUSTOMERS,
        TableColumn("later", Label("what counts instead", "计入的表格"), Kind.TEXT),
        TableColumn("later_period", Label("its data date", "其数据日期"), Kind.TEXT),
    )
    rows = [
        (line.branch, line.book, line.period, line.customers, line.later, line.later_period)
        for line in result.earlier
    ]
    return Table("earlier", Label("Earlier months, not added up", "不重复相加的较早月份"), columns, rows)


def measures_table(result: ConsolidatedResult) -> Table:
    """Books by ranking measure; no rows if all books are ranked by the same one."""
    columns = (
        TableColumn("measure", Label("ranked by", "排序指标"), Kind.TEXT),
        TableColumn("books", Label("books", "表格数"), Kind.COUNT),
        CUSTOMERS,
        TableColumn("total", Label("total", "合计"), Kind.NUMBER),
    )
    rows = [
        (measure_label(line.measure), line.books, line.customers, line.total) for line in result.by_measure
    ]
    title = Label("Books by ranking measure", "按排序指标汇总")
    return Table("by_measure", title, columns, rows if len(rows) > 1 else [])


def set_aside_table(result: ConsolidatedResult) -> Table:
    """Every row that was set aside, with its cell and the reason."""
    columns = (
        BOOK,
        TableColumn("cell", Label("cell", "单元格"), Kind.TEXT),
        TableColumn("code", Label("code", "代码"), Kind.TEXT),
        TableColumn("message", Label("reason", "原因"), Kind.TEXT),
    )
    rows = [(line.book, line.cell, line.code, line.message) for line in result.set_aside]
    return Table("set_aside", Label("Rows set aside", "搁置的行"), columns, rows)


def books_table(result: ConsolidatedResult, amount: Kind) -> Table:
    """Every book with its date, branches, customers and total."""
    columns = (
        BOOK,
        TableColumn("as_of", Label("data date", "数据日期"), Kind.DATE),
        TableColumn("branches", Label("branches", "网点"), Kind.TEXT),
        CUSTOMERS,
        TableColumn("measure", Label("ranked by", "排序指标"), Kind.TEXT),
        TableColumn("total", Label("total", "合计"), amount),
        TableColumn("set_aside", Label("rows set aside", "搁置行数"), Kind.COUNT),
    )
    rows = [
        (t.book, t.as_of, name_list(t.branches), t.customers, measure_label(t.measure), t.total, t.set_aside)
        for t in result.totals
    ]
    return Table("books", Label("All books", "全部表格"), columns, rows)
