"""The charts of `compare`: what the buckets did, what each book added, who went from which tier to which."""

from collections.abc import Iterator, Sequence
from decimal import Decimal

from keyclient.analysis.compare.buckets import BUCKET_LABELS, Bucket
from keyclient.analysis.compare.matrix import LOST, NEW
from keyclient.analysis.compare.result import BookStep, CompareResult, MatrixCell
from keyclient.analysis.compare.tables import CompareLook
from keyclient.model.label import Label
from keyclient.model.report import Cell, Chart, ChartKind, Kind, Sentence, Table, TableColumn, Value

_BUCKETS = Label("What moved, bucket by bucket", "变动构成")
_PERIODS = Label("What moved, book by book", "逐期变动")
_MATRIX = Label(
    "From tier to tier: customers, and their share of the tier before", "层级迁移：客户数及其占原层级的比例"
)
_OPENING, _CLOSING = Label("opening", "期初"), Label("closing", "期末")
_NAMED = Label("{tier} ({customers})", "{tier}（{customers}户）")
_SAYS = Label(
    "{opening} at the beginning, {closing} at the end: what grew adds {up}, what shrank takes {down}.",
    "期初 {opening}，期末 {closing}；增加合计 {up}，减少合计 {down}。",
)
_KEPT = Label(
    "{stayed} of {all} customers of the book before are in the same tier now.",
    "期初 {all} 个客户中，{stayed} 个仍在原层级。",
)
_COUNTED = "_customers"
"""Follows the key of a tier in that of its column of customers."""


def compare_charts(result: CompareResult, look: CompareLook) -> tuple[Chart, ...]:
    """The charts; a chart by book only for more than two books, a matrix only if somebody was in the book before."""
    return tuple(_charts(result, look))


def _charts(result: CompareResult, look: CompareLook) -> Iterator[Chart]:
    yield _waterfall("buckets", _BUCKETS, _bucket_rows(result.steps[-1]), look)
    if len(result.steps) > 1:
        yield _waterfall("periods", _PERIODS, _period_rows(result.steps), look)
    if result.customers_opening:
        yield _heat(result, look)


def _waterfall(key: str, title: Label, rows: Sequence[tuple[Cell, Decimal, int]], look: CompareLook) -> Chart:
    """A chart of some changes between two totals."""
    columns = (
        TableColumn("part", Label("part", "项目"), Kind.TEXT),
        TableColumn("change", Label("total or change", "余额或变动额"), look.amount),
        TableColumn("customers", Label("customers", "客户数"), Kind.COUNT),
    )
    changes = [change for _, change, _ in rows[1:-1]]
    values = {
        "opening": rows[0][1],
        "closing": rows[-1][1],
        "up": sum((change for change in changes if change > 0), Decimal(0)),
        "down": -sum((change for change in changes if change < 0), Decimal(0)),
    }
    says = Sentence(_SAYS, {name: Value(value, look.amount) for name, value in values.items()})
    table = Table(key, title, columns, rows)
    return Chart(key, ChartKind.WATERFALL, title, says, table, ("change",), counts=("customers",))


def _bucket_rows(step: BookStep) -> list[tuple[Cell, Decimal, int]]:
    """Opening, every bucket that holds anybody, closing."""
    moved = [
        (BUCKET_LABELS[Bucket(one.bucket)], one.change, one.customers)
        for one in step.buckets
        if one.customers
    ]
    return [
        (_OPENING, step.opening, step.customers_opening),
        *moved,
        (_CLOSING, step.closing, step.customers_closing),
    ]


def _period_rows(steps: Sequence[BookStep]) -> list[tuple[Cell, Decimal, int]]:
    """The total of the first book, the change until each later one with its customers, the total of the newest."""
    changes = [(step.to, step.closing - step.opening, step.customers_closing) for step in steps]
    first, last = steps[0], steps[-1]
    return [
        (first.from_, first.opening, first.customers_opening),
        *changes,
        (_CLOSING, last.closing, last.customers_closing),
    ]


def _heat(result: CompareResult, look: CompareLook) -> Chart:
    """The matrix of tiers by the floors of the first book."""
    tiers = [floor.tier for floor in result.floors]
    found = {(cell.from_, cell.to): cell for cell in result.matrix}
    ends = (*tiers, LOST)
    columns = (
        TableColumn("from", Label("tier before", "原层级"), Kind.TEXT),
        *(TableColumn(end, _name(end, look), Kind.SHARE) for end in ends),
        *(TableColumn(f"{end}{_COUNTED}", _name(end, look), Kind.COUNT) for end in ends),
    )
    rows = [_heat_row(start, ends, found, look) for start in (*tiers, NEW)]
    stayed = sum(cell.customers for cell in result.matrix if cell.from_ == cell.to)
    counts = {"stayed": stayed, "all": result.customers_opening}
    says = Sentence(_KEPT, {name: Value(count, Kind.COUNT) for name, count in counts.items()})
    counted = tuple(f"{end}{_COUNTED}" for end in ends)
    table = Table("matrix", _MATRIX, columns, [row for row in rows if row is not None])
    return Chart("matrix", ChartKind.HEAT, _MATRIX, says, table, ends, counts=counted, few=look.few)


def _heat_row(
    start: str, ends: Sequence[str], found: dict[tuple[str, str], MatrixCell], look: CompareLook
) -> tuple[Cell, ...] | None:
    """The shares and the customers of one tier; None for new customers where there are none."""
    cells = [found.get((start, end)) for end in ends]
    customers = sum(cell.customers for cell in cells if cell is not None)
    if start == NEW and not customers:
        return None
    shares = [_share(cell, has_any=bool(customers) and start != NEW) for cell in cells]
    counts = [
        _count(cell, is_possible=(start, end) != (NEW, LOST)) for cell, end in zip(cells, ends, strict=True)
    ]
    return (_NAMED.filled(tier=_name(start, look), customers=f"{customers:,}"), *shares, *counts)


def _share(cell: MatrixCell | None, *, has_any: bool) -> float | None:
    if cell is None:
        return 0.0 if has_any else None
    return cell.share_of_row


def _count(cell: MatrixCell | None, *, is_possible: bool) -> int | None:
    if cell is None:
        return 0 if is_possible else None
    return cell.customers


def _name(tier: str, look: CompareLook) -> Label:
    return look.name(tier) or Label(tier, tier)
