"""The tables of `check` with one row a manager: what there is to fix, and which fields are missing."""

from keyclient.analysis.check.labels import CUSTOMERS, ERRORS, MANAGER, WARNINGS, field_label
from keyclient.analysis.check.result import CheckResult, ManagerLine
from keyclient.analysis.common.columns import NO_MANAGER, column
from keyclient.analysis.common.table_fields import TableField, field, optional_field, table_of
from keyclient.model.label import Label
from keyclient.model.report import Kind, Table, TableColumn

_NO_ROW = Label("(headings, totals, whole book)", "（表头、合计或全表）")


def managers_table(result: CheckResult, amount: Kind) -> Table | None:
    """What every manager has to fix; None where the book has no managers."""
    if result.managers is None:
        return None
    fields: list[TableField] = [
        field(MANAGER, each=_manager),
        field(CUSTOMERS, "customers", "files", each=lambda count, files: None if files is None else count),
        field(ERRORS),
        field(WARNINGS),
        optional_field(column("complete", "complete files", "档案齐全", Kind.COUNT), "files", "complete"),
        optional_field(column("completeness", "fields known", "完整率", Kind.SHARE), "files", "completeness"),
        optional_field(
            column("completeness_by_value", "fields known, by value", "按价值完整率", Kind.SHARE),
            "files",
            "completeness_by_value",
        ),
        field(
            column("damaged_ids", "damaged ids", "号码损坏", Kind.COUNT),
            "damaged_ids",
            "manager",
            each=lambda count, manager: None if manager is None else count,
        ),
    ]
    if result.contact is not None:
        fields += [
            optional_field(column("stale", "stale contacts", "久未联系", Kind.COUNT), "contact", "stale"),
            optional_field(
                column("stale_value", "value of stale", "久未联系价值", amount), "contact", "stale_value"
            ),
        ]
    lines = [line for line in result.managers if line.manager is not None or line.errors or line.warnings]
    return table_of("managers", Label("By manager", "按客户经理"), fields, lines, elastic=True)


def _manager(name: str | None) -> str | Label:
    return _NO_ROW if name is None else name or NO_MANAGER


def missing_table(result: CheckResult) -> Table | None:
    """How many customers of each manager lack each field; None where nobody lacks anything."""
    lines = [line for line in result.managers or () if line.files is not None]
    names = [
        file.field for file in result.archive.fields if any(_missing(line, file.field) for line in lines)
    ]
    if not names:
        return None
    fields = (field(MANAGER, each=_manager), *map(_missing_field, names))
    title = Label("Fields missing, by manager", "各客户经理缺失字段的客户数")
    return table_of("missing", title, fields, lines, elastic=True)


def _missing(line: ManagerLine, name: str) -> int:
    return 0 if line.files is None else line.files.missing.get(name, 0)


def _missing_field(name: str) -> TableField:
    """A column that counts the customers who lack a field."""
    count = TableColumn(name, field_label(name), Kind.COUNT)
    return field(count, "files.missing", each=lambda missing: missing.get(name, 0))
