"""What the tables of `funnel` are made of: columns, each with what fills it. Their keys are the keys of its JSON."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from keyclient.analysis.funnel.result import FunnelCounts
from keyclient.model.label import Label
from keyclient.model.report import Cell, Kind, Table, TableColumn

RowT = TypeVar("RowT")
RowT_contra = TypeVar("RowT_contra", contravariant=True)


@dataclass(frozen=True, slots=True)
class Figure(Generic[RowT_contra]):
    """A column, and what stands in it for a row of the result."""

    column: TableColumn
    cell: Callable[[RowT_contra], Cell]


def column(key: str, en: str, zh: str, kind: Kind, *, bar: bool = False) -> TableColumn:
    """A column of a table."""
    return TableColumn(key, Label(en, zh), kind, bar)


def table(
    key: str, title: Label, figures: Sequence[Figure[RowT]], rows: Iterable[RowT], *, total: int | None = None
) -> Table:
    """A table with a line for each row; with a `total` of rows a terminal may show fewer of them."""
    return Table(
        key,
        title,
        tuple(figure.column for figure in figures),
        [tuple(figure.cell(row) for figure in figures) for row in rows],
        elastic=total is not None,
        total_rows=total,
    )


ENTERED: Figure[FunnelCounts] = Figure(
    column("entered", "entered", "进入", Kind.COUNT), lambda counts: counts.entered
)
WON: Figure[FunnelCounts] = Figure(column("won", "won", "成交", Kind.COUNT), lambda counts: counts.won)
LOST: Figure[FunnelCounts] = Figure(column("lost", "lost", "流失", Kind.COUNT), lambda counts: counts.lost)
OPEN: Figure[FunnelCounts] = Figure(column("open", "open", "进行中", Kind.COUNT), lambda counts: counts.open)
WIN_RATE: Figure[FunnelCounts] = Figure(
    column("win_rate", "win rate", "成交率", Kind.SHARE), lambda counts: counts.win_rate
)
CONVERSION: tuple[Figure[FunnelCounts], ...] = (
    Figure(
        column("conversion", "conversion", "转化率", Kind.SHARE, bar=True), lambda counts: counts.conversion
    ),
    Figure(column("low", "from", "下限", Kind.SHARE), lambda counts: counts.low),
    Figure(column("high", "to", "上限", Kind.SHARE), lambda counts: counts.high),
)
"""The conversion and its interval."""
