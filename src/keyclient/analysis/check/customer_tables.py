"""The tables of `check` about customer files: by field, by customer, and the damaged numbers in them."""

from keyclient.analysis.check.labels import CUSTOMERS, FIELD, MANAGER, field_label, field_list
from keyclient.analysis.check.result import CheckResult
from keyclient.analysis.common.columns import CELL, CUSTOMER_ID, column
from keyclient.analysis.common.contacts import Contacts
from keyclient.analysis.common.table_fields import TableField, field, optional_field, table_of
from keyclient.model.label import Label
from keyclient.model.report import Kind, Table

_REMARKS = {
    "absent": Label("no such column", "无此列"),
    "not_taken": Label("column not used", "该列未采用"),
    "read": None,
}


def archive_table(result: CheckResult, amount: Kind) -> Table | None:
    """How complete each field of the customer files is, those that affect the most value first; None without fields."""
    files = result.archive.fields
    if not files:
        return None
    fields: list[TableField] = [
        field(FIELD, each=field_label),
        field(column("customers", "customers who need it", "应有客户", Kind.COUNT)),
        optional_field(column("missing", "missing", "缺失", Kind.COUNT), "missing", "customers"),
        field(column("unreadable", "of these unreadable", "其中无法识别", Kind.COUNT)),
        field(column("share_known", "known", "已填占比", Kind.SHARE)),
        optional_field(
            column("missing_value", "value without it", "缺失客户价值", amount), "missing", "value"
        ),
        optional_field(
            column("missing_share_of_value", "share of value", "价值占比", Kind.SHARE, bar=True),
            "missing",
            "share_of_value",
        ),
    ]
    if any(file.column != "read" for file in files):
        fields.append(field(column("column", "remark", "备注", Kind.TEXT), each=_REMARKS.__getitem__))
    return table_of("archive", Label("Customer files", "客户档案"), fields, files, elastic=True)


def gaps_table(result: CheckResult, amount: Kind, contacts: Contacts, total: int | None) -> Table:
    """The customers to complete, correct or call, as many as requested, of `total` (None: all with a gap)."""
    fields = (
        field(CUSTOMER_ID),
        *contacts.fields("name", "phone"),
        field(MANAGER),
        field(column("value", "value", "价值", amount, spare=1)),
        field(column("last_heard", "last heard of", "最近联系或交易", Kind.DATE)),
        field(CELL),
        field(column("missing", "missing", "缺失", Kind.TEXT), each=field_list),
        field(column("damaged", "damaged", "号码损坏", Kind.TEXT, spare=2), each=field_list),
        *contacts.fields("branch"),
    )
    title = Label("Customers to complete, correct or call", "待补录、更正或联系的客户")
    of_all = result.with_gaps.customers if total is None else total
    return table_of("gaps", title, fields, result.gaps, elastic=True, total_rows=of_all)


def damaged_table(result: CheckResult, amount: Kind) -> Table:
    """The damaged numbers, and what their customers hold."""
    fields = (
        field(FIELD, each=field_label),
        field(column("rounded", "rounded by Excel", "被 Excel 舍入", Kind.COUNT)),
        field(column("wrong", "invalid", "不合规", Kind.COUNT)),
        field(CUSTOMERS, "held.customers"),
        field(column("value", "value", "价值", amount), "held.value"),
        field(column("share_of_value", "share of value", "价值占比", Kind.SHARE), "held.share_of_value"),
    )
    title = Label("Damaged numbers", "损坏或不合规的号码")
    return table_of("damaged_ids", title, fields, result.damaged_ids, elastic=True)
