"""Columns and cells shared by the tables of the consolidated workbook."""

from collections.abc import Sequence

from keyclient.model.fields import fields
from keyclient.model.label import Label, listed
from keyclient.model.report import Kind, TableColumn

BOOK = TableColumn("book", Label("book", "表格"), Kind.TEXT)
BRANCH = TableColumn("branch", Label("branch", "网点"), Kind.TEXT)
CUSTOMERS = TableColumn("customers", Label("customers", "客户数"), Kind.COUNT)
LOW = TableColumn("low", Label("from", "下限"), Kind.SHARE)
HIGH = TableColumn("high", Label("to", "上限"), Kind.SHARE)
_NO_MEASURE = Label("no measure", "无")


def measure_label(name: str | None) -> Label:
    """The words for a measure: fields by their labels, any other heading as it is written."""
    if name is None:
        return _NO_MEASURE
    labels = [
        fields()[part].column.label if part in fields() else Label(part, part) for part in name.split("+")
    ]
    return Label(" + ".join(label.en for label in labels), " + ".join(label.zh for label in labels))


def name_list(names: Sequence[str]) -> Label:
    """Several names in one cell."""
    return listed(names)
