"""The tables of `tier` that count customers: by tier, by group, beside the book's own tiers."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from keyclient.analysis.common.names import NamedRows, Names
from keyclient.analysis.tier.result import TierResult
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


_COMPONENTS = {
    "tenure": Label("tenure (years)", "入行年限（年）"),
    "products": Label("products held", "持有产品数"),
    "recency": Label("days since contact", "距上次联系或交易（天）"),
    "referrals": Label("referrals", "转介绍人数"),
    "satisfaction": Label("satisfaction", "满意度"),
}
_UNKNOWN = Label("not known", "无法识别")
_BLANK = Label("(blank)", "（空白）")


def sizes_table(result: TierResult, look: Look) -> Table:
    """Customers, value and floor of every tier."""
    columns = (
        TIER,
        CUSTOMERS,
        column("share_of_customers", "customer share", "客户占比", Kind.SHARE),
        look.value,
        column("share_of_value", "share of value", "价值占比", Kind.SHARE, bar=True),
        column("floor", "floor", "门槛", look.amount),
        column("mean_loyalty", "mean loyalty", "平均忠诚度", Kind.SCORE),
    )
    rows = [
        (
            look.name(size.tier),
            size.customers,
            size.share_of_customers,
            size.value,
            size.share_of_value,
            size.floor,
            size.mean_loyalty,
        )
        for size in result.tiers
    ]
    return Table("tiers", Label("Tiers", "客户分层"), columns, rows)


def groups_table(result: TierResult, look: Look, by: Label) -> Table | None:
    """One row a group; None where nothing was grouped."""
    if result.groups is None:
        return None
    tiers = [size.tier for size in result.tiers]
    columns = (
        TableColumn("group", by, Kind.TEXT),
        CUSTOMERS,
        look.value,
        column("share_of_value", "share of value", "价值占比", Kind.SHARE, bar=True),
        *(TableColumn(f"customers_{tier}", look.name(tier), Kind.COUNT) for tier in tiers),
        column("near", "near", "临界", Kind.COUNT),
        column("gap", "gap", "差额", look.amount),
        *(TableColumn(f"value_{tier}", _worth(look.name(tier)), look.amount) for tier in tiers),
    )
    rows = [
        (
            group.group or _BLANK,
            group.customers,
            group.value,
            group.share_of_value,
            *(tier.customers for tier in group.tiers),
            group.near.customers,
            group.near.gap,
            *(tier.value for tier in group.tiers),
        )
        for group in result.groups
    ]
    title = Label(f"By {by.en}", f"按{by.zh}分组")
    return Table("groups", title, columns, rows, elastic=True, total_rows=len(rows))


def matrix_table(result: TierResult, look: Look) -> Table | None:
    """Customers by the book's tier and ours; None where the book has none that is known."""
    if result.book is None or not result.book.compared:
        return None
    tiers = [size.tier for size in result.tiers]
    count = {(cross.book_tier, cross.tier): cross.customers for cross in result.book.matrix}
    columns = (
        column("book_tier", "in the book", "表内等级", Kind.TEXT),
        *(TableColumn(tier, look.name(tier), Kind.COUNT) for tier in tiers),
    )
    rows = [
        (look.name(own), *(count.get((own, tier), 0) for tier in tiers))
        for own in tiers
        if any(count.get((own, tier)) for tier in tiers)
    ]
    return Table("matrix", Label("The book's tiers and these", "表内等级与本分层对照"), columns, rows)


def words_table(result: TierResult, look: Look) -> Table | None:
    """The words of the book's tiers; None where all are known."""
    if result.book is None or not result.book.unknown:
        return None
    columns = (
        column("word", "the book's word", "表内用语", Kind.TEXT),
        column("tier", "tier", "对应层级", Kind.TEXT),
        CUSTOMERS,
        look.value,
    )
    rows = [
        (word.word, _UNKNOWN if word.tier is None else look.name(word.tier), word.customers, word.value)
        for word in result.book.words
    ]
    return look.listed("words", Label("Words of the book's tiers", "表内等级用语"), columns, rows)


def loyalty_table(result: TierResult) -> Table:
    """What the loyalty scores are made of."""
    columns = (
        column("name", "component", "组成", Kind.TEXT),
        column("weight", "weight", "权重", Kind.INDEX),
        CUSTOMERS,
    )
    rows = [(_COMPONENTS[part.name], part.weight, part.customers) for part in result.loyalty.components]
    return Table("loyalty", Label("Loyalty is made of", "忠诚度构成"), columns, rows)


def _worth(name: Label) -> Label:
    return Label(f"value, {name.en}", f"{name.zh}价值")
