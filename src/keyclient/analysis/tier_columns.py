"""The words and columns that the tables of `tier` share. Column keys are the keys of its JSON."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from keyclient.model.label import Label
from keyclient.model.report import Cell, Kind, Table, TableColumn


def column(key: str, en: str, zh: str, kind: Kind, *, bar: bool = False) -> TableColumn:
    """A column with its heading in both languages."""
    return TableColumn(key, Label(en, zh), kind, bar)


ID = column("customer_id", "customer id", "客户号", Kind.TEXT)
ROW = column("row", "row", "行号", Kind.ORDINAL)
TIER = column("tier", "tier", "层级", Kind.TEXT)
CUSTOMERS = column("customers", "customers", "客户数", Kind.COUNT)


@dataclass(frozen=True)
class Look:
    """How the tables of one answer look."""

    amount: Kind
    """How values of the measure look."""
    labels: Mapping[str, Label]
    """The tiers' names in both languages."""
    rows: int | None
    """How many customers each list shows; None is all, 0 goes without lists."""

    @property
    def value(self) -> TableColumn:
        """The column of values."""
        return column("value", "value", "价值", self.amount)

    def name(self, tier: str) -> Label:
        """A tier in words."""
        return self.labels[tier]

    def listed(
        self, key: str, title: Label, columns: tuple[TableColumn, ...], rows: Sequence[Sequence[Cell]]
    ) -> Table | None:
        """A list of customers as far as it is shown; None where there is nothing to list."""
        if not rows or self.rows == 0:
            return None
        shown = rows if self.rows is None else rows[: self.rows]
        return Table(key, title, columns, shown, elastic=True, total_rows=len(rows))
