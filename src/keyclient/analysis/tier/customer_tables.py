"""The tables of `tier` that list customers."""

from dataclasses import replace

from keyclient.analysis.common.columns import CUSTOMER_ID, ROW, column
from keyclient.analysis.common.table_fields import field, table_of
from keyclient.analysis.tier.columns import LOYALTY, REASON, TIER, WATCH
from keyclient.analysis.tier.lists import REASON_FOR_PROGRAMS
from keyclient.analysis.tier.result import TierResult
from keyclient.analysis.tier.tables import Look
from keyclient.model.label import Label
from keyclient.model.report import Kind, Table, TableColumn

_CUSTOMERS = Label("Customers", "客户")
_SAVED_BY = TableColumn(
    "saved_by", Label("what saves it", "保级条件"), Kind.TEXT, is_whole=True, says_amounts=True
)
_AT_END = column("projected", "average at the end", "预计期末日均", Kind.MONEY, spare=2)
_MORE = column("needed", "more to hold until then", "剩余天数须多存", Kind.MONEY)
_MISSES = Label("{misses} of {allowed}", "{misses}/{allowed}")
_DIRECTIONS = {"higher": Label("higher", "高于原等级"), "lower": Label("lower", "低于原等级")}


def records_table(result: TierResult, look: Look) -> Table:
    """Every requested customer with all figures, in the words of programs: the table of CSV."""
    fields = (
        field(CUSTOMER_ID),
        field(ROW),
        field(look.value),
        field(LOYALTY),
        field(TIER),
        field(REASON, REASON_FOR_PROGRAMS),
        *(() if result.history is None else (field(WATCH),)),
    )
    return table_of("top", _CUSTOMERS, fields, result.top, total_rows=look.of_all(result))


def customers_table(result: TierResult, look: Look) -> Table:
    """The same for people, with whom to call."""
    fields = (
        *look.contacts.who,
        look.tier(),
        field(look.value),
        field(LOYALTY),
        *(() if result.history is None else (field(WATCH),)),
        *look.contacts.whose,
        field(REASON),
    )
    return table_of("top", _CUSTOMERS, fields, result.top, total_rows=look.of_all(result))


def top_table(result: TierResult, look: Look) -> Table | None:
    """The first customers by value and why they are in their tier, which the reason begins with.

    None if no customer was requested.
    """
    if not result.top and look.of_all(result):
        return None
    fields = (*look.contacts.who, field(look.value), field(REASON), *look.contacts.whose)
    title = Label("Largest customers: their tier, and why", "价值最高的客户：层级与原因")
    return table_of("top", title, fields, result.top, elastic=True, total_rows=look.of_all(result))


def near_table(result: TierResult, look: Look) -> Table | None:
    """The customers near the tier above, cheapest first; None where there are none."""
    fields = (
        *look.contacts.who,
        look.tier(column("tier", "tier", "层级", Kind.TEXT, spare=5)),
        look.tier(column("next_tier", "next tier", "上一层级", Kind.TEXT)),
        field(column("gap", "gap", "差额", look.amount)),
        field(column("loyalty_gap", "loyalty gap", "忠诚度差", Kind.SCORE, spare=1)),
        field(replace(look.value, spare=3)),
        field(column("cumulative_gap", "running sum", "累计差额", look.amount, spare=4)),
        *((field(_AT_END), field(_MORE)) if result.averages else ()),
        *look.contacts.whose,
    )
    title = Label("Near the next tier, at today's floors", "临界客户（按当前门槛）")
    return look.listed("near", title, fields, result.near)


def watch_table(result: TierResult, look: Look) -> Table | None:
    """The customers under watch; None where there are none."""
    fields = (
        *look.contacts.who,
        field(look.value),
        look.tier(column("tier", "keeps", "保留层级", Kind.TEXT)),
        look.tier(column("falls_to", "today", "按本期", Kind.TEXT, spare=3)),
        field(column("misses", "misses", "未达标期数", Kind.TEXT), "misses", "allowed", each=_misses),
        field(column("drops_on", "drops on", "降级日期", Kind.DATE)),
        field(_SAVED_BY),
        *look.contacts.whose,
    )
    return look.listed("watch", Label("Under watch", "观察名单"), fields, result.watch)


def _misses(misses: int, allowed: int) -> Label:
    return _MISSES.filled(misses=misses, allowed=allowed)


def differs_table(result: TierResult, look: Look) -> Table | None:
    """The customers whose tier is not the book's; None where there are none."""
    fields = (
        *look.contacts.who,
        field(look.value),
        look.tier(),
        look.tier(column("book_tier", "in the book", "原等级对应", Kind.TEXT)),
        field(column("book_word", "the book's word", "表内用语", Kind.TEXT, spare=5)),
        field(column("direction", "difference", "差异", Kind.TEXT, spare=3), each=_DIRECTIONS.__getitem__),
        *look.contacts.whose,
    )
    return look.listed(
        "differs", Label("Tier differs from the book's", "与表内等级不一致"), fields, result.differs
    )
