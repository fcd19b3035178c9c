"""The tables of `tier` that count customers: by tier, by group, by the book's own tiers."""

from collections.abc import Mapping, Sequence

from keyclient.analysis.common.columns import BLANK, column
from keyclient.analysis.common.contacts import NOBODY, Contacts
from keyclient.analysis.common.table_fields import TableField, field, table_of
from keyclient.analysis.tier.columns import TIER
from keyclient.analysis.tier.result import TierResult
from keyclient.model.label import Label
from keyclient.model.record import dataclass
from keyclient.model.report import Kind, Table, TableColumn

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
    contacts: Contacts = NOBODY
    """Whom to call about the customers, where the book says."""
    total: int | None = None
    """How many customers the list by value is about; None: all."""
    totals: Mapping[str, int] | None = None
    """How many customers a list is about that holds only the first of them, by its key; None: all hold everybody."""

    @property
    def value(self) -> TableColumn:
        """The column of values."""
        return column("value", "value", "价值", self.amount)

    def name(self, tier: str) -> Label:
        """A tier in words."""
        return self.labels[tier]

    def tier(self, column: TableColumn = TIER) -> TableField:
        """A column of tiers in words."""
        return field(column, each=self.name)

    def of_all(self, result: TierResult) -> int:
        """How many customers the list by value is about."""
        return result.customers if self.total is None else self.total

    def listed(
        self, key: str, title: Label, fields: Sequence[TableField], rows: Sequence[object]
    ) -> Table | None:
        """A list of as many rows as requested; None if there is nothing to list."""
        if not rows or self.rows == 0:
            return None
        return table_of(
            key,
            title,
            fields,
            rows[: self.rows],
            elastic=True,
            total_rows=(self.totals or {}).get(key, len(rows)),
        )


_COMPONENTS = {
    "tenure": Label("tenure (years)", "入行年限（年）"),
    "products": Label("products held", "持有产品数"),
    "recency": Label("days since contact", "距上次联系或交易（天）"),
    "referrals": Label("referrals", "转介绍人数"),
    "satisfaction": Label("satisfaction", "满意度"),
}
_UNKNOWN = Label("not known", "无法识别")


def sizes_table(result: TierResult, look: Look) -> Table:
    """Customers, value and floor of every tier."""
    fields = (
        look.tier(),
        field(CUSTOMERS),
        field(column("share_of_customers", "customer share", "客户占比", Kind.SHARE)),
        field(look.value),
        field(column("share_of_value", "share of value", "价值占比", Kind.SHARE, bar=True)),
        field(column("floor", "floor", "门槛", look.amount)),
        field(column("mean_loyalty", "mean loyalty", "平均忠诚度", Kind.SCORE)),
    )
    return table_of("tiers", Label("Tiers", "客户分层"), fields, result.tiers)


def groups_table(result: TierResult, look: Look, by: Label) -> Table | None:
    """One row a group; None where nothing was grouped."""
    if result.groups is None:
        return None
    tiers = list(enumerate(size.tier for size in result.tiers))
    fields = (
        field(TableColumn("group", by, Kind.TEXT), each=lambda name: name or BLANK),
        field(CUSTOMERS),
        field(look.value),
        field(column("share_of_value", "share of value", "价值占比", Kind.SHARE, bar=True)),
        *(_tier_customers(place, tier, look) for place, tier in tiers),
        field(column("near", "near", "临界", Kind.COUNT), "near.customers"),
        field(column("gap", "gap", "差额", look.amount), "near.gap"),
        *(_tier_value(place, tier, look) for place, tier in tiers),
    )
    title = Label(f"By {by.en}", f"按{by.zh}分组")
    return table_of("groups", title, fields, result.groups, elastic=True, total_rows=len(result.groups))


def _tier_customers(place: int, tier: str, look: Look) -> TableField:
    count = TableColumn(f"customers_{tier}", look.name(tier), Kind.COUNT)
    return field(count, "tiers", each=lambda tiers: tiers[place].customers)


def _tier_value(place: int, tier: str, look: Look) -> TableField:
    name = look.name(tier)
    value = TableColumn(f"value_{tier}", Label(f"value, {name.en}", f"{name.zh}价值"), look.amount)
    return field(value, "tiers", each=lambda tiers: tiers[place].value)


def matrix_table(result: TierResult, look: Look) -> Table | None:
    """Customers by the book's tier and the policy's; None if the book has no known tier."""
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
    return Table(
        "matrix", Label("The book's tiers against these tiers", "表内等级与本分层对照"), columns, rows
    )


def words_table(result: TierResult, look: Look) -> Table | None:
    """The words of the book's tiers; None if all are known."""
    if result.book is None or not result.book.unknown:
        return None
    fields = (
        field(column("word", "the book's word", "表内用语", Kind.TEXT)),
        field(
            column("tier", "tier", "对应层级", Kind.TEXT),
            each=lambda tier: _UNKNOWN if tier is None else look.name(tier),
        ),
        field(CUSTOMERS),
        field(look.value),
    )
    return look.listed("words", Label("Words of the book's tiers", "表内等级用语"), fields, result.book.words)


def loyalty_table(result: TierResult) -> Table:
    """The components of the loyalty scores."""
    fields = (
        field(column("name", "component", "组成", Kind.TEXT), each=_COMPONENTS.__getitem__),
        field(column("weight", "weight", "权重", Kind.INDEX)),
        field(CUSTOMERS),
    )
    return table_of("loyalty", Label("Loyalty components", "忠诚度构成"), fields, result.loyalty.components)
