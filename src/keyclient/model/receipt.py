"""The receipt: an account of every row and every yuan of a book."""

from decimal import Decimal

from keyclient.model.contract import Contract
from keyclient.model.label import Label
from keyclient.model.measure import Amount

ROW_LABELS = {
    "read": Label("rows read", "读取行数"),
    "customers": Label("customers", "客户"),
    "merged": Label("merged into another row", "并入其他行"),
    "set_aside": Label("set aside", "搁置"),
    "totals": Label("totals", "合计行"),
    "blank": Label("blank", "空行"),
    "other": Label("headings, units, notes", "表头、单位、备注行"),
}
"""The labels of the row counts."""


class Rows(Contract):
    """What became of the rows below the heading; `read` is the sum of the others."""

    read: int
    customers: int
    merged: int
    """Rows absorbed by another: three rows of one id are one customer and two merged rows."""
    set_aside: int
    totals: int
    blank: int
    other: int
    """Repeated headings, unit rows, footers and notes."""

    @property
    def ties(self) -> bool:
        """Whether every row is accounted for."""
        parts = self.customers + self.merged + self.set_aside + self.totals + self.blank + self.other
        return self.read == parts


class MoneyLine(Contract):
    """What became of the amounts in one money column; `read` is `accepted` plus `set_aside`.

    Set aside are the amounts of rows set aside, those of earlier data dates, and those that repeat an amount already counted.
    """

    column: str
    """The heading as in the book."""
    field: str | None
    read: Amount
    accepted: Amount
    set_aside: Amount
    book_total: Amount | None
    """The book's own grand total, else the sum of its subtotals, else None."""
    difference: Amount | None
    """`read` minus `book_total`."""

    @property
    def ties(self) -> bool:
        """Whether every yuan is accounted for and the book's own total agrees, if it has one."""
        return self.read == self.accepted + self.set_aside and self.difference in (None, Decimal(0))


class Source(Contract):
    """One book as it was read."""

    path: str
    sheet: str | None
    header_row: int
    """The row number of the heading in Excel, the last of several heading rows; 0 if there is none."""
    sha256: str
    rows: Rows
    money: tuple[MoneyLine, ...]
