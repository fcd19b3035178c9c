"""The words and columns that the tables of `tier` share. Column keys are the keys of its JSON."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from keyclient.analysis.common.names import NamedRows
from keyclient.analysis.common.names_kind import Names
from keyclient.model.label import Label
from keyclient.model.report import Cell, Kind, Table, TableColumn


def column(key: str, en: str, zh: str, kind: Kind, *, bar: bool = False) -> TableColumn:
    """A column with its heading in both languages."""
    return TableColumn(key, Label(en, zh), kind, bar)


ID = TableColumn("customer_id", Label("customer id", "客户号"), Kind.TEXT, is_personal=True)
ROW = column("row", "row", "行号", Kind.ORDINAL)
TIER = column("tier", "tier", "层级", Kind.TEXT)
CUSTOMERS = column("customers", "customers", "客户数", Kind.COUNT)
_NAME = TableColumn("name", Label("name", "客户名称"), Kind.TEXT, is_personal=True)

Columns = tuple[TableColumn, ...]


@dataclass(frozen=True)
class Look:
    """How the tables of one answer look."""

    amount: Kind
    """How values of the measure look."""
    labels: Mapping[str, Label]
    """The tiers' names in both languages."""
    rows: int | None
    """How many customers each list shows; None is all, 0 goes without lists."""
    names: Names | None = None
    """What the customers are called, where the book says."""

    @property
    def value(self) -> TableColumn:
        """The column of values."""
        return column("value", "value", "价值", self.amount)

    def name(self, tier: str) -> Label:
        """A tier in words."""
        return self.labels[tier]

    def listed(
        self, key: str, title: Label, columns: Columns, rows: Sequence[Sequence[Cell]]
    ) -> Table | None:
        """A list of as many rows as are asked for; None where there is nothing to list."""
        if not rows or self.rows == 0:
            return None
        shown = rows if self.rows is None else rows[: self.rows]
        return Table(key, title, columns, shown, elastic=True, total_rows=len(rows))

    def named(
        self, columns: Columns, rows: Sequence[Sequence[Cell]]
    ) -> tuple[Columns, Sequence[Sequence[Cell]]]:
        """Columns and rows that begin with id and row of a customer, with the names behind the ids."""
        if self.names is None:
            return columns, rows
        return (columns[0], _NAME, *columns[1:]), NamedRows(rows, self.names, row_at=1, put_at=1)
