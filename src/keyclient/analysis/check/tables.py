"""The tables of `check`: what is wrong by kind, by manager, by field. Column keys are those of its JSON."""

from collections.abc import Sequence
from functools import cache

from keyclient.analysis.check.result import CheckResult, FileField, ManagerLine
from keyclient.model.fields import fields
from keyclient.model.issue import Issue
from keyclient.model.label import Label, Lang
from keyclient.model.receipt import Source
from keyclient.model.report import Cell, Kind, Table, TableColumn
from keyclient.model.rules import SEVERITIES
from keyclient.model.rules.catalogue import RULES

_NO_MANAGER = Label("(no manager)", "（无客户经理）")
_NO_ROW = Label("(headings, totals, whole book)", "（表头、合计或全表）")
_NO_COLUMN = {
    "absent": Label("no such column", "无此列"),
    "not_taken": Label("column not taken", "该列未采用"),
    "read": None,
}


def _column(key: str, en: str, zh: str, kind: Kind, *, bar: bool = False) -> TableColumn:
    return TableColumn(key, Label(en, zh), kind, bar)


_CODE = _column("code", "code", "代码", Kind.TEXT)
_SEVERITY = _column("severity", "severity", "级别", Kind.TEXT)
_MESSAGE = _column("message", "what is wrong", "问题", Kind.TEXT)
_REMEDY = _column("remedy", "what to do", "处理办法", Kind.TEXT)
_CUSTOMERS = _column("customers", "customers", "客户数", Kind.COUNT)
_ERRORS = _column("errors", "errors", "错误", Kind.COUNT)
_WARNINGS = _column("warnings", "warnings", "警告", Kind.COUNT)
_NOTES = _column("notes", "notes", "提示", Kind.COUNT)
_SHARE_OF_VALUE = _column("share_of_value", "share of value", "价值占比", Kind.SHARE)


def issue_table(
    issues: Sequence[Issue], managers: Sequence[str | None], top: int | None, *, brief: bool
) -> Table:
    """The `top` first issues (None: all). `brief` leaves out whose they are and what was typed."""
    columns = (
        _SEVERITY,
        _CODE,
        TableColumn("cell", Label("cell", "单元格"), Kind.TEXT, is_place=True),
        *(() if brief else _WHOSE),
        _MESSAGE,
        _REMEDY,
    )
    rows = [
        (
            SEVERITIES[issue.severity],
            issue.code,
            issue.cell,
            *(() if brief else (_field(issue), manager or None, issue.value)),
            Label(issue.message(Lang.EN), issue.message(Lang.ZH)),
            issue.rule.remedy,
        )
        for issue, manager in zip(issues[:top], managers[:top], strict=True)
    ]
    title = Label("All findings", "全部问题") if len(rows) == len(issues) else Label("Findings", "问题")
    return Table("issues", title, columns, rows, elastic=True, total_rows=len(issues))


_WHOSE = (
    _column("field", "column", "列", Kind.TEXT),
    _column("manager", "manager", "客户经理", Kind.TEXT),
    TableColumn("value", Label("as typed", "原值"), Kind.TEXT, is_personal=True),
)


def _field(issue: Issue) -> Label | None:
    return None if issue.field is None else field_label(issue.field)


def codes_table(result: CheckResult) -> Table:
    """How often each kind of defect occurs."""
    columns = (
        _column("title", "kind", "问题类型", Kind.TEXT),
        _CODE,
        _SEVERITY,
        _column("count", "count", "数量", Kind.COUNT),
        TableColumn("first", Label("first cell", "首个单元格"), Kind.TEXT, is_place=True),
    )
    rows = [
        (RULES[code.code].title, code.code, SEVERITIES[code.severity], code.count, code.first)
        for code in result.codes
    ]
    return Table("codes", Label("By kind", "按问题类型"), columns, rows, elastic=True)


def managers_table(result: CheckResult, amount: Kind) -> Table | None:
    """What every manager has to mend; None where the book has no managers."""
    if result.managers is None:
        return None
    contacts = (
        _column("stale", "stale contacts", "久未联系", Kind.COUNT),
        _column("stale_value", "value of stale", "久未联系价值", amount),
    )
    columns = (
        _column("manager", "manager", "客户经理", Kind.TEXT),
        _CUSTOMERS,
        _ERRORS,
        _WARNINGS,
        _column("complete", "complete files", "档案齐全", Kind.COUNT),
        _column("completeness", "fields known", "完整率", Kind.SHARE),
        _column("completeness_by_value", "fields known, by value", "按价值完整率", Kind.SHARE),
        _column("damaged_ids", "damaged ids", "号码损坏", Kind.COUNT),
        *(contacts if result.contact is not None else ()),
    )
    told = [line for line in result.managers if line.manager is not None or line.errors or line.warnings]
    rows = [_manager_row(line)[: len(columns)] for line in told]
    return Table("managers", Label("By manager", "按客户经理"), columns, rows, elastic=True)


def _manager_row(line: ManagerLine) -> tuple[Cell, ...]:
    files, contact = line.files, line.contact
    own = files is not None
    return (
        _NO_ROW if line.manager is None else line.manager or _NO_MANAGER,
        line.customers if own else None,
        line.errors,
        line.warnings,
        files.complete if files is not None else None,
        files.completeness if files is not None else None,
        files.completeness_by_value if files is not None else None,
        line.damaged_ids if line.manager is not None else None,
        contact.stale if contact is not None else None,
        contact.stale_value if contact is not None else None,
    )


def archive_table(result: CheckResult, amount: Kind) -> Table | None:
    """How complete each field of the customer files is, those that hide the most first; None without any."""
    lacking = any(field.column != "read" for field in result.archive.fields)
    columns = (
        _column("field", "field", "字段", Kind.TEXT),
        _column("customers", "customers who need it", "应有客户", Kind.COUNT),
        _column("missing", "missing", "缺失", Kind.COUNT),
        _column("unreadable", "of these unreadable", "其中无法识别", Kind.COUNT),
        _column("share_known", "known", "已填占比", Kind.SHARE),
        _column("missing_value", "value without it", "缺失客户价值", amount),
        _column("missing_share_of_value", "share of value", "价值占比", Kind.SHARE, bar=True),
        *((_column("column", "remark", "备注", Kind.TEXT),) if lacking else ()),
    )
    rows = [_archive_row(field)[: len(columns)] for field in result.archive.fields]
    return (
        Table("archive", Label("Customer files", "客户档案"), columns, rows, elastic=True) if rows else None
    )


def _archive_row(field: FileField) -> tuple[Cell, ...]:
    missing = field.missing
    return (
        field_label(field.field),
        field.customers,
        missing.customers if missing is not None else None,
        field.unreadable,
        field.share_known,
        missing.value if missing is not None else None,
        missing.share_of_value if missing is not None else None,
        _NO_COLUMN[field.column],
    )


def gaps_table(result: CheckResult, amount: Kind) -> Table:
    """The customers to complete, mend or call, as many as were asked for."""
    columns = (
        TableColumn("customer_id", Label("customer id", "客户号"), Kind.TEXT, is_personal=True),
        _column("manager", "manager", "客户经理", Kind.TEXT),
        _column("value", "value", "价值", amount),
        _column("last_heard", "last heard of", "最近联系或交易", Kind.DATE),
        TableColumn("cell", Label("cell", "单元格"), Kind.TEXT, is_place=True),
        _column("missing", "missing", "缺失", Kind.TEXT),
        _column("damaged", "damaged", "号码损坏", Kind.TEXT),
    )
    rows = [
        (
            gap.customer_id,
            gap.manager,
            gap.value,
            gap.last_heard,
            gap.cell,
            _listed(gap.missing),
            _listed(gap.damaged),
        )
        for gap in result.gaps
    ]
    title = Label("Customers to complete, mend or call", "待补录、更正或联系的客户")
    return Table("gaps", title, columns, rows, elastic=True, total_rows=result.with_gaps.customers)


@cache
def _listed(names: tuple[str, ...]) -> Label | None:
    """Fields in words; None of none."""
    labels = [field_label(name) for name in names]
    if not labels:
        return None
    return Label(", ".join(label.en for label in labels), "、".join(label.zh for label in labels))


def missing_table(result: CheckResult) -> Table | None:
    """How many customers of each manager lack each field; None where nobody lacks anything."""
    lines = [line for line in result.managers or () if line.files is not None]
    names = [
        field.field
        for field in result.archive.fields
        if any(line.files is not None and field.field in line.files.missing for line in lines)
    ]
    if not names:
        return None
    columns = (
        _column("manager", "manager", "客户经理", Kind.TEXT),
        *(TableColumn(name, field_label(name), Kind.COUNT) for name in names),
    )
    rows = [
        (line.manager or _NO_MANAGER, *(line.files.missing.get(name, 0) for name in names))
        for line in lines
        if line.files is not None
    ]
    title = Label("Fields missing, by manager", "各客户经理缺失字段的客户数")
    return Table("missing", title, columns, rows, elastic=True)


def damaged_table(result: CheckResult, amount: Kind) -> Table:
    """The damaged numbers, and what their customers hold."""
    columns = (
        _column("field", "field", "字段", Kind.TEXT),
        _column("rounded", "rounded by Excel", "被 Excel 舍入", Kind.COUNT),
        _column("wrong", "cannot be right", "不合规", Kind.COUNT),
        _CUSTOMERS,
        _column("value", "value", "价值", amount),
        _SHARE_OF_VALUE,
    )
    rows = [
        (
            field_label(one.field),
            one.rounded,
            one.wrong,
            one.held.customers,
            one.held.value,
            one.held.share_of_value,
        )
        for one in result.damaged_ids
    ]
    return Table("damaged_ids", Label("Damaged numbers", "损坏或不合规的号码"), columns, rows, elastic=True)


def fields_table(result: CheckResult) -> Table:
    """How many defects each column has."""
    columns = (_column("field", "column", "列", Kind.TEXT), _ERRORS, _WARNINGS, _NOTES)
    rows: list[tuple[Cell, ...]] = [
        (field_label(field.field), field.errors, field.warnings, field.notes) for field in result.fields
    ]
    return Table("fields", Label("By column", "按列"), columns, rows, elastic=True)


def money_table(source: Source) -> Table:
    """Where the yuan of each money column went, and what the book itself says."""
    columns = (
        _column("column", "column", "列", Kind.TEXT),
        _column("read", "read", "读取", Kind.MONEY),
        _column("accepted", "in customers", "计入客户", Kind.MONEY),
        _column("set_aside", "set aside", "搁置", Kind.MONEY),
        _column("book_total", "book's total", "表内合计", Kind.MONEY),
        _column("difference", "difference", "差额", Kind.MONEY),
    )
    rows = [
        (line.column, line.read, line.accepted, line.set_aside, line.book_total, line.difference)
        for line in source.money
    ]
    return Table("money", Label("Receipt of amounts", "金额对账"), columns, rows, elastic=True)


def field_label(name: str) -> Label:
    """The name of a field for people; a heading is its own name."""
    spec = fields().get(name)
    return spec.column.label if spec is not None else Label(name, name)
