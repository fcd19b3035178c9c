"""The answer of `check` as tables: findings, their places, the receipt of rows and yuan."""

from collections.abc import Sequence

from keyclient.analysis.check import CheckResult
from keyclient.model.fields import fields
from keyclient.model.issue import Issue
from keyclient.model.label import Label, Lang
from keyclient.model.receipt import ROW_LABELS, Source
from keyclient.model.report import Cell, Fact, Kind, Report, Sentence, Table, TableColumn, Value
from keyclient.model.rules import RULES, SEVERITIES

_TITLE = Label("Check of the book", "客户表检查")
_CLEAN = Label(
    "Nothing to mend: {rows} rows read, every row accounted for.", "无需修正：读取 {rows} 行，逐行有据。"
)
_FOUND = Label(
    "{findings} findings in {rows} rows: {errors} errors, {warnings} warnings; {notes} notes besides.",
    "{rows} 行中发现 {findings} 处问题：错误 {errors}，警告 {warnings}；另有提示 {notes} 条。",
)
_TIES = Label(
    "{column}: the customers and the book's own total agree ({total}).",
    "{column}：各客户合计与表内合计一致（{total}）。",
)


def check_report(
    result: CheckResult, source: Source, issues: Sequence[Issue], *, top: int | None = None
) -> Report:
    """The report of a check; its records are the `top` first issues themselves (None: all), one a row."""
    counts = {
        "findings": Value(result.findings, Kind.COUNT),
        "errors": Value(result.errors, Kind.COUNT),
        "warnings": Value(result.warnings, Kind.COUNT),
        "notes": Value(result.notes, Kind.COUNT),
        "rows": Value(source.rows.read, Kind.COUNT),
    }
    headline = Sentence(_FOUND if result.findings or result.notes else _CLEAN, counts)
    rows = source.rows.model_dump()
    facts = tuple(Fact(label, rows[key], Kind.COUNT) for key, label in ROW_LABELS.items())
    findings = issue_table(issues, top)
    tables = [_codes(result), _fields(result), _money(source), findings]
    return Report(
        title=_TITLE,
        headline=(headline, *_agreements(source)),
        facts=facts,
        tables=tuple(table for table in tables if table.rows),
        records=findings,
    )


def issue_table(issues: Sequence[Issue], top: int | None = None) -> Table:
    """The `top` first issues (None: all) with place, sentence and remedy."""
    columns = (
        TableColumn("code", Label("code", "代码"), Kind.TEXT),
        TableColumn("severity", Label("severity", "级别"), Kind.TEXT),
        TableColumn("cell", Label("cell", "单元格"), Kind.TEXT),
        TableColumn("message", Label("what is wrong", "问题"), Kind.TEXT),
        TableColumn("remedy", Label("what to do", "处理办法"), Kind.TEXT),
    )
    rows = [
        (issue.code, SEVERITIES[issue.severity], issue.cell, _message(issue), RULES[issue.code].remedy)
        for issue in issues[:top]
    ]
    title = Label("All findings", "全部问题") if len(rows) == len(issues) else Label("Findings", "问题")
    return Table("issues", title, columns, rows, elastic=True, total_rows=len(issues))


def _message(issue: Issue) -> Label:
    return Label(issue.message(Lang.EN), issue.message(Lang.ZH))


def _codes(result: CheckResult) -> Table:
    columns = (
        TableColumn("code", Label("code", "代码"), Kind.TEXT),
        TableColumn("severity", Label("severity", "级别"), Kind.TEXT),
        TableColumn("title", Label("kind", "问题类型"), Kind.TEXT),
        TableColumn("count", Label("count", "数量"), Kind.COUNT),
        TableColumn("first", Label("first cell", "首个单元格"), Kind.TEXT),
    )
    rows = [
        (code.code, SEVERITIES[code.severity], RULES[code.code].title, code.count, code.first)
        for code in result.codes
    ]
    return Table("codes", Label("By kind", "按问题类型"), columns, rows)


def _fields(result: CheckResult) -> Table:
    columns = (
        TableColumn("field", Label("column", "列"), Kind.TEXT),
        TableColumn("errors", Label("errors", "错误"), Kind.COUNT),
        TableColumn("warnings", Label("warnings", "警告"), Kind.COUNT),
        TableColumn("notes", Label("notes", "提示"), Kind.COUNT),
    )
    rows: list[tuple[Cell, ...]] = [
        (field_label(field.field), field.errors, field.warnings, field.notes) for field in result.fields
    ]
    return Table("fields", Label("By column", "按列"), columns, rows)


def _money(source: Source) -> Table:
    columns = (
        TableColumn("column", Label("column", "列"), Kind.TEXT),
        TableColumn("read", Label("read", "读取"), Kind.MONEY),
        TableColumn("accepted", Label("in customers", "计入客户"), Kind.MONEY),
        TableColumn("set_aside", Label("set aside", "搁置"), Kind.MONEY),
        TableColumn("book_total", Label("book's total", "表内合计"), Kind.MONEY),
        TableColumn("difference", Label("difference", "差额"), Kind.MONEY),
    )
    rows = [
        (line.column, line.read, line.accepted, line.set_aside, line.book_total, line.difference)
        for line in source.money
    ]
    return Table("money", Label("Receipt in yuan", "金额对账（元）"), columns, rows)


def _agreements(source: Source) -> tuple[Sentence, ...]:
    return tuple(
        Sentence(
            _TIES, {"column": Value(line.column, Kind.TEXT), "total": Value(line.book_total, Kind.MONEY)}
        )
        for line in source.money
        if line.difference == 0
    )


def field_label(name: str) -> Label:
    """The name of a field for people; a heading is its own name."""
    spec = fields().get(name)
    return spec.column.label if spec is not None else Label(name, name)
