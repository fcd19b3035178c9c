"""The tables of `tier` that list customers."""

from keyclient.analysis.common.columns import CUSTOMER_ID, ROW, column
from keyclient.analysis.common.table_fields import field, table_of
from keyclient.analysis.tier.result import TierResult
from keyclient.analysis.tier.tables import Look
from keyclient.model.label import Label
from keyclient.model.report import Kind, Table, TableColumn

_WHO = TableColumn("customer_id", Label("customer", "客户号"), Kind.TEXT, is_personal=True)
"""A short heading, next to the longest column."""
_LOYALTY = column("loyalty", "loyalty", "忠诚度", Kind.SCORE)
_REASON = TableColumn("reason", Label("why", "原因"), Kind.TEXT, says_amounts=True)
_WATCH = column("watch", "watch", "观察期数", Kind.COUNT)
_DIRECTIONS = {"higher": Label("higher", "高于原等级"), "lower": Label("lower", "低于原等级")}


def records_table(result: TierResult, look: Look) -> Table:
    """Every requested customer with all figures: the table of CSV."""
    fields = (
        field(CUSTOMER_ID),
        field(ROW),
        field(look.value),
        field(_LOYALTY),
        look.tier(),
        field(_REASON),
        *(() if result.history is None else (field(_WATCH),)),
    )
    return table_of("top", Label("Customers", "客户"), fields, result.top, total_rows=result.customers)


def top_table(result: TierResult, look: Look) -> Table | None:
    """The first customers by value and why they are in their tier, which the reason begins with.

    A customer with a name is shown without its row, which leaves room for the reason. None if no customer was
    requested.
    """
    if not result.top and result.customers:
        return None
    who = field(ROW) if look.names is None else look.names.field
    fields = (field(_WHO), who, field(look.value), field(_REASON))
    title = Label("Largest customers: their tier, and why", "价值最高的客户：层级与原因")
    return table_of("top", title, fields, result.top, elastic=True, total_rows=result.customers)


def near_table(result: TierResult, look: Look) -> Table | None:
    """The customers near the tier above, cheapest first; None where there are none."""
    fields = (
        *look.who(),
        look.tier(),
        look.tier(column("next_tier", "next tier", "上一层级", Kind.TEXT)),
        field(look.value),
        field(column("gap", "gap", "差额", look.amount)),
        field(column("loyalty_gap", "loyalty gap", "忠诚度差", Kind.SCORE)),
        field(column("cumulative_gap", "running sum", "累计差额", look.amount)),
    )
    title = Label("Near the next tier, at today's floors", "临界客户（按当前门槛）")
    return look.listed("near", title, fields, result.near)


def watch_table(result: TierResult, look: Look) -> Table | None:
    """The customers under watch; None where there are none."""
    fields = (
        *look.who(),
        field(look.value),
        look.tier(column("tier", "keeps", "保留层级", Kind.TEXT)),
        look.tier(column("falls_to", "today", "按本期", Kind.TEXT)),
        field(column("watch", "books below", "已低于期数", Kind.COUNT)),
    )
    return look.listed("watch", Label("Under watch", "观察名单"), fields, result.watch)


def differs_table(result: TierResult, look: Look) -> Table | None:
    """The customers whose tier is not the book's; None where there are none."""
    fields = (
        *look.who(),
        field(look.value),
        look.tier(),
        look.tier(column("book_tier", "in the book", "原等级对应", Kind.TEXT)),
        field(column("book_word", "the book's word", "表内用语", Kind.TEXT)),
        field(column("direction", "difference", "差异", Kind.TEXT), each=_DIRECTIONS.__getitem__),
    )
    return look.listed(
        "differs", Label("Tier differs from the book's", "与表内等级不一致"), fields, result.differs
    )
