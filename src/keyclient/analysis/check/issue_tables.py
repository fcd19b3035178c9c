"""The tables of `check` that list and count problems: one by one, by kind, by column; and the money that was read."""

from collections.abc import Sequence

from keyclient.analysis.check.alike import alike
from keyclient.analysis.check.labels import ERRORS, MANAGER, WARNINGS, field_label, money_label
from keyclient.analysis.check.result import CheckResult
from keyclient.analysis.common.columns import CELL, column
from keyclient.analysis.common.table_fields import field, table_of
from keyclient.model.issue import Issue
from keyclient.model.label import Label
from keyclient.model.measure import Measure
from keyclient.model.receipt import Source
from keyclient.model.report import Kind, Table, TableColumn
from keyclient.model.rules import SEVERITIES
from keyclient.model.rules.catalogue import RULES

_CODE = column("code", "code", "代码", Kind.TEXT)
_SEVERITY = column("severity", "severity", "级别", Kind.TEXT)
_DETAILS = (
    TableColumn("field", Label("column", "列"), Kind.TEXT, called=field_label),
    MANAGER,
    TableColumn("value", Label("as typed", "原值"), Kind.TEXT, is_personal=True),
)


_WORDS = (
    TableColumn("message", Label("what is wrong", "问题"), Kind.TEXT, says_amounts=True),
    column("remedy", "what to do", "处理办法", Kind.TEXT),
)


def brief_issue_table(issues: Sequence[Issue], top: int | None) -> Table:
    """The `top` first issues (None: all) for people: what is equal in many cells is one line, with its number."""
    found = alike(issues)
    rows = [
        (SEVERITIES[issue.severity], issue.code, cell, number, *_said(issue))
        for issue, cell, number in found[:top]
    ]
    columns = (_SEVERITY, _CODE, CELL, column("count", "count", "数量", Kind.COUNT), *_WORDS)
    return Table("issues", _title(len(rows), len(found)), columns, rows, elastic=True, total_rows=len(found))


def issue_table(issues: Sequence[Issue], managers: Sequence[str | None], top: int | None) -> Table:
    """The `top` first issues (None: all), one by one, with column, manager and what was typed."""
    columns = (_SEVERITY, _CODE, CELL, *_DETAILS, *_WORDS)
    rows = [
        (
            SEVERITIES[issue.severity],
            issue.code,
            issue.cell,
            issue.field,
            manager or None,
            issue.value,
            *_said(issue),
        )
        for issue, manager in zip(issues[:top], managers[:top], strict=True)
    ]
    return Table(
        "issues", _title(len(rows), len(issues)), columns, rows, elastic=True, total_rows=len(issues)
    )


def _title(shown: int, found: int) -> Label:
    return Label("All findings", "全部问题") if shown == found else Label("Findings", "问题")


def _said(issue: Issue) -> tuple[Label, Label]:
    return issue.sentence, issue.rule.remedy


def codes_table(result: CheckResult) -> Table:
    """How often each kind of problem occurs."""
    fields = (
        field(column("title", "kind", "问题类型", Kind.TEXT), "code", each=lambda code: RULES[code].title),
        field(_CODE),
        field(_SEVERITY, each=SEVERITIES.__getitem__),
        field(column("count", "count", "数量", Kind.COUNT)),
        field(TableColumn("first", Label("first cell", "首个单元格"), Kind.TEXT, is_place=True)),
    )
    return table_of("codes", Label("By kind", "按问题类型"), fields, result.codes, elastic=True)


def fields_table(result: CheckResult) -> Table:
    """How many problems each column has."""
    fields = (
        field(column("field", "column", "列", Kind.TEXT), each=field_label),
        field(ERRORS),
        field(WARNINGS),
        field(column("notes", "notes", "提示", Kind.COUNT)),
    )
    return table_of("fields", Label("By column", "按列"), fields, result.fields, elastic=True)


def money_table(source: Source, measure: Measure | None) -> Table:
    """Where the yuan of each money column went, and the book's own total."""
    fields = (
        field(
            column("column", "column", "列", Kind.TEXT),
            "field",
            "column",
            each=lambda name, heading: money_label(name, heading, measure),
        ),
        field(column("read", "read", "读取", Kind.MONEY)),
        field(column("accepted", "in customers", "计入客户", Kind.MONEY)),
        field(column("set_aside", "set aside", "搁置", Kind.MONEY)),
        field(column("book_total", "book's total", "表内合计", Kind.MONEY)),
        field(column("difference", "difference", "差额", Kind.MONEY)),
    )
    return table_of(
        "money", Label("Reconciliation of amounts", "金额对账"), fields, source.money, elastic=True
    )
