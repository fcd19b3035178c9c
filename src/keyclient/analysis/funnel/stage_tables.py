"""The tables of `funnel` with one row a stage or step."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Generic, TypeVar

from keyclient.analysis.funnel.issues import stage_label
from keyclient.analysis.funnel.result import (
    FunnelCounts,
    FunnelResult,
    FunnelStage,
    StageDifference,
    StageTime,
)
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


_YES, _NO = Label("yes", "是"), Label("no", "否")
_STAGE: Figure[FunnelStage] = Figure(
    column("stage", "stage", "阶段", Kind.TEXT), lambda stage: stage_label(stage.stage)
)
_MAIN: tuple[Figure[FunnelStage], ...] = (
    Figure(column("reached", "reached", "到达", Kind.COUNT), lambda stage: stage.reached),
    Figure(column("step_conversion", "step", "环节转化率", Kind.SHARE), lambda stage: stage.step_conversion),
    Figure(column("step_low", "from", "下限", Kind.SHARE), lambda stage: stage.step_low),
    Figure(column("step_high", "to", "上限", Kind.SHARE), lambda stage: stage.step_high),
    Figure(
        column("cumulative_conversion", "of all", "累计转化率", Kind.SHARE, bar=True),
        lambda stage: stage.cumulative_conversion,
    ),
    Figure(column("here_now", "here now", "停留", Kind.COUNT), lambda stage: stage.here_now),
    Figure(column("lost_here", "lost here", "流失", Kind.COUNT), lambda stage: stage.lost_here),
)
_BOUNDS: tuple[Figure[FunnelStage], ...] = (
    Figure(
        column("reached_low", "reached at least", "到达至少", Kind.COUNT), lambda stage: stage.reached_low
    ),
    Figure(
        column("reached_high", "reached at most", "到达至多", Kind.COUNT), lambda stage: stage.reached_high
    ),
)
_OF_LOG: tuple[Figure[FunnelStage], ...] = (
    Figure(column("moved_back", "moved back", "退回", Kind.COUNT), lambda stage: stage.moved_back),
    Figure(column("skipped", "skipped", "跳过", Kind.COUNT), lambda stage: stage.skipped),
    Figure(column("median_days", "median days", "中位天数", Kind.DAYS), lambda stage: stage.median_days),
)


def _worth(amount: Kind) -> tuple[Figure[FunnelStage], ...]:
    return (
        Figure(column("value", "value", "金额", amount), lambda stage: stage.value),
        Figure(column("value_here", "value here", "停留金额", amount), lambda stage: stage.value_here),
    )


def stages_table(result: FunnelResult) -> Table:
    """Who reached each stage, which part of those before, and what became of the others."""
    return table("stages", Label("Stages", "阶段"), (_STAGE, *_MAIN), result.stages)


def details_table(result: FunnelResult, amount: Kind) -> Table | None:
    """What else is known of the stages; None where that is nothing."""
    are_bounded = any(stage.reached_high > stage.reached for stage in result.stages)
    figures = (
        *(_OF_LOG if result.mode == "log" else ()),
        *(_BOUNDS if are_bounded else ()),
        *(_worth(amount) if result.measure is not None else ()),
    )
    if not figures:
        return None
    return table("details", Label("More on the stages", "阶段明细"), (_STAGE, *figures), result.stages)


def records_table(result: FunnelResult, amount: Kind) -> Table:
    """The stages with every figure, under the names and in the order of the result.

    Programs are given the names of the stages too, people what they call them.
    """
    named = replace(_STAGE.column, called=stage_label)
    name: Figure[FunnelStage] = Figure(named, lambda stage: stage.stage)
    order = list(FunnelStage.model_fields)
    figures = sorted(
        (name, *_MAIN, *_BOUNDS, *_OF_LOG, *_worth(amount)), key=lambda figure: order.index(figure.column.key)
    )
    return table("stages", Label("Stages", "阶段"), figures, result.stages)


def times_table(result: FunnelResult) -> Table | None:
    """How long each step takes; None without days."""
    if not result.times:
        return None
    figures: tuple[Figure[StageTime], ...] = (
        Figure(column("from_stage", "from", "自", Kind.TEXT), lambda time: stage_label(time.from_stage)),
        Figure(column("to_stage", "to", "至", Kind.TEXT), lambda time: stage_label(time.to_stage)),
        Figure(column("customers", "number", "个数", Kind.COUNT), lambda time: time.customers),
        Figure(column("median_days", "median days", "中位天数", Kind.DAYS), lambda time: time.median_days),
        Figure(column("mean_days", "mean days", "平均天数", Kind.DAYS), lambda time: time.mean_days),
        Figure(
            column("p90_days", "9 in 10 within", "九成不超过（天）", Kind.DAYS), lambda time: time.p90_days
        ),
        Figure(column("still_open", "still open", "仍未到达", Kind.COUNT), lambda time: time.still_open),
    )
    return table("times", Label("Days between stages", "阶段间隔天数"), figures, result.times)


def compare_table(result: FunnelResult) -> Table | None:
    """The step conversions beside those of the older book; None where there is none."""
    if result.compare is None:
        return None
    now = {stage.stage: stage for stage in result.stages}
    figures: tuple[Figure[StageDifference], ...] = (
        Figure(column("stage", "stage", "阶段", Kind.TEXT), lambda then: stage_label(then.stage)),
        Figure(column("old_reached", "reached then", "上期到达", Kind.COUNT), lambda then: then.old_reached),
        Figure(
            column("reached", "reached now", "本期到达", Kind.COUNT), lambda then: now[then.stage].reached
        ),
        Figure(column("old", "step then", "上期转化率", Kind.SHARE), lambda then: then.old),
        Figure(
            column("step_conversion", "step now", "本期转化率", Kind.SHARE),
            lambda then: now[then.stage].step_conversion,
        ),
        Figure(column("difference", "difference", "变化", Kind.SHARE), lambda then: then.difference),
        Figure(column("low", "from", "下限", Kind.SHARE), lambda then: then.low),
        Figure(column("high", "to", "上限", Kind.SHARE), lambda then: then.high),
        Figure(column("significant", "more than chance", "变化是否显著", Kind.TEXT), _significance),
    )
    return table("compare", Label("Beside the older book", "与上期对比"), figures, result.compare.stages)


def _significance(then: StageDifference) -> Label | None:
    return None if then.significant is None else _YES if then.significant else _NO
