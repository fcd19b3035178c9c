"""Columns and words that the tables of several analyses have."""

from keyclient.model.label import Label
from keyclient.model.report import Kind, TableColumn


def column(key: str, en: str, zh: str, kind: Kind, *, bar: bool = False, spare: int = 0) -> TableColumn:
    """A column with its heading in both languages."""
    return TableColumn(key, Label(en, zh), kind, bar, spare=spare)


CUSTOMER_ID = TableColumn("customer_id", Label("customer id", "客户号"), Kind.TEXT, is_personal=True)
CELL = TableColumn("cell", Label("cell", "单元格"), Kind.TEXT, is_place=True)
ROW = column("row", "row", "行号", Kind.ORDINAL)
NO_MANAGER = Label("(no manager)", "（无客户经理）")
"""The group of the customers whom nobody looks after."""
BLANK = Label("(blank)", "（空白）")
"""The group of the customers whose cell is blank."""
