"""The tables of `tier` that list customers. They read as many rows as they show."""

from collections.abc import Sequence

from keyclient.analysis.tier.result import TierResult
from keyclient.analysis.tier.rows import DifferingCells, NearCells, TieredCells, WatchedCells
from keyclient.analysis.tier.tables import ID, ROW, TIER, Look, column
from keyclient.model.label import Label
from keyclient.model.mapped import Mapped
from keyclient.model.report import Cell, Kind, Table, TableColumn

_WHO = TableColumn("customer_id", Label("customer", "客户号"), Kind.TEXT, is_personal=True)
"""A short heading: it stands beside the longest column of all."""
_LOYALTY = column("loyalty", "loyalty", "忠诚度", Kind.SCORE)
_REASON = column("reason", "why", "原因", Kind.TEXT)
_WATCH = column("watch", "watch", "观察期数", Kind.COUNT)
_DIRECTIONS = {"higher": Label("higher", "高于原等级"), "lower": Label("lower", "低于原等级")}


def records_table(result: TierResult, look: Look) -> Table:
    """Every customer that was asked for, with all figures: the table of CSV."""
    columns = (ID, ROW, look.value, _LOYALTY, TIER, _REASON, *(() if result.history is None else (_WATCH,)))

    def row(cells: TieredCells) -> Sequence[Cell]:
        customer, number, value, loyalty, tier, reason, watch = cells
        return (customer, number, value, loyalty, look.name(tier), reason, watch)[: len(columns)]

    rows = Mapped(row, result.top.cells)
    return Table("top", Label("Customers", "客户"), columns, rows, total_rows=result.customers)


def top_table(result: TierResult, look: Look) -> Table | None:
    """The first customers by value and why they are in their tier, which the reason begins with.

    A customer with a name needs no row: that leaves room for the reason. None where none was asked for of some.
    """
    if not result.top and result.customers:
        return None
    columns, rows = look.named((_WHO, ROW, look.value, _REASON), Mapped(_told, result.top.cells))
    if look.names is not None:
        columns, rows = (*columns[:2], *columns[3:]), Mapped(_without_row, rows)
    title = Label("Largest customers: their tier, and why", "价值最高的客户：层级与原因")
    return Table("top", title, columns, rows, elastic=True, total_rows=result.customers)


def near_table(result: TierResult, look: Look) -> Table | None:
    """The customers near the tier above, cheapest first; None where there are none."""
    columns = (
        ID,
        ROW,
        TIER,
        column("next_tier", "next tier", "上一层级", Kind.TEXT),
        look.value,
        column("gap", "gap", "差额", look.amount),
        column("loyalty_gap", "loyalty gap", "忠诚度差", Kind.SCORE),
        column("cumulative_gap", "running sum", "累计差额", look.amount),
    )

    def row(cells: NearCells) -> Sequence[Cell]:
        customer, number, tier, above, *rest = cells
        return customer, number, look.name(tier), look.name(above), *rest

    title = Label("Near the next tier, at today's floors", "临界客户（按当前门槛）")
    return look.listed("near", title, *look.named(columns, Mapped(row, result.near.cells)))


def watch_table(result: TierResult, look: Look) -> Table | None:
    """The customers under watch; None where there are none."""
    columns = (
        ID,
        ROW,
        look.value,
        column("tier", "keeps", "保留层级", Kind.TEXT),
        column("falls_to", "today", "按本期", Kind.TEXT),
        column("watch", "books below", "已低于期数", Kind.COUNT),
    )

    def row(cells: WatchedCells) -> Sequence[Cell]:
        customer, number, value, tier, today, watch = cells
        return customer, number, value, look.name(tier), look.name(today), watch

    title = Label("Under watch", "观察名单")
    return look.listed("watch", title, *look.named(columns, Mapped(row, result.watch.cells)))


def differs_table(result: TierResult, look: Look) -> Table | None:
    """The customers whose tier is not the book's; None where there are none."""
    columns = (
        ID,
        ROW,
        look.value,
        TIER,
        column("book_tier", "in the book", "原等级对应", Kind.TEXT),
        column("book_word", "the book's word", "表内用语", Kind.TEXT),
        column("direction", "difference", "差异", Kind.TEXT),
    )

    def row(cells: DifferingCells) -> Sequence[Cell]:
        customer, number, value, tier, own, word, direction = cells
        return customer, number, value, look.name(tier), look.name(own), word, _DIRECTIONS[direction]

    title = Label("Not the tier of the book", "与表内等级不一致")
    return look.listed("differs", title, *look.named(columns, Mapped(row, result.differs.cells)))


def _told(cells: TieredCells) -> Sequence[Cell]:
    customer, number, value, _, _, reason, _ = cells
    return customer, number, value, reason


def _without_row(cells: Sequence[Cell]) -> Sequence[Cell]:
    customer, name, _, *rest = cells
    return customer, name, *rest
