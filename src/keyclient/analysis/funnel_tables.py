"""The tables of `funnel`. Column keys are the keys of its JSON."""

from collections.abc import Callable, Sequence
from typing import NamedTuple

from keyclient.analysis.funnel_result import FunnelGroup, FunnelResult, FunnelStage
from keyclient.analysis.funnel_words import family_label, group_label, stage_label
from keyclient.model.label import Label
from keyclient.model.report import Cell, Kind, Table, TableColumn


def _column(key: str, en: str, zh: str, kind: Kind, *, bar: bool = False) -> TableColumn:
    return TableColumn(key, Label(en, zh), kind, bar)


_ENTERED = _column("entered", "entered", "进入", Kind.COUNT)
_WON = _column("won", "won", "成交", Kind.COUNT)
_LOST = _column("lost", "lost", "流失", Kind.COUNT)
_OPEN = _column("open", "open", "进行中", Kind.COUNT)
_CONVERSION = _column("conversion", "conversion", "转化率", Kind.SHARE, bar=True)
_LOW = _column("low", "from", "下限", Kind.SHARE)
_HIGH = _column("high", "to", "上限", Kind.SHARE)
_WIN_RATE = _column("win_rate", "win rate", "成交率", Kind.SHARE)


class _Figure(NamedTuple):
    """A column of the stages, and what fills it."""

    column: TableColumn
    cell: Callable[[FunnelStage], Cell]


_STAGE = _Figure(_column("stage", "stage", "阶段", Kind.TEXT), lambda stage: stage_label(stage.stage))
_MAIN = (
    _Figure(_column("reached", "reached", "到达", Kind.COUNT), lambda stage: stage.reached),
    _Figure(
        _column("step_conversion", "step", "环节转化率", Kind.SHARE), lambda stage: stage.step_conversion
    ),
    _Figure(_column("step_low", "from", "下限", Kind.SHARE), lambda stage: stage.step_low),
    _Figure(_column("step_high", "to", "上限", Kind.SHARE), lambda stage: stage.step_high),
    _Figure(
        _column("cumulative_conversion", "of all", "累计转化率", Kind.SHARE, bar=True),
        lambda stage: stage.cumulative_conversion,
    ),
    _Figure(_column("here_now", "here now", "停留", Kind.COUNT), lambda stage: stage.here_now),
    _Figure(_column("lost_here", "lost here", "流失", Kind.COUNT), lambda stage: stage.lost_here),
)
_BOUNDS = (
    _Figure(
        _column("reached_low", "reached at least", "到达至少", Kind.COUNT), lambda stage: stage.reached_low
    ),
    _Figure(
        _column("reached_high", "reached at most", "到达至多", Kind.COUNT), lambda stage: stage.reached_high
    ),
)
_OF_LOG = (
    _Figure(_column("moved_back", "moved back", "退回", Kind.COUNT), lambda stage: stage.moved_back),
    _Figure(_column("skipped", "skipped", "跳过", Kind.COUNT), lambda stage: stage.skipped),
    _Figure(_column("median_days", "median days", "中位天数", Kind.DAYS), lambda stage: stage.median_days),
)


def _worth(amount: Kind) -> tuple[_Figure, ...]:
    return (
        _Figure(_column("value", "value", "金额", amount), lambda stage: stage.value),
        _Figure(_column("value_here", "value here", "停留金额", amount), lambda stage: stage.value_here),
    )


def stages_table(result: FunnelResult) -> Table:
    """One row a stage: who reached it, which part of those before, and what became of the others."""
    return _table("stages", Label("Stages", "阶段"), (_STAGE, *_MAIN), result)


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
    return _table("details", Label("More on the stages", "阶段明细"), (_STAGE, *figures), result)


def records_table(result: FunnelResult, amount: Kind) -> Table:
    """The stages with every figure, under the names and in the order of the result."""
    name = _Figure(_STAGE.column, lambda stage: stage.stage)
    order = list(FunnelStage.model_fields)
    figures = sorted(
        (name, *_MAIN, *_BOUNDS, *_OF_LOG, *_worth(amount)), key=lambda figure: order.index(figure.column.key)
    )
    return _table("stages", Label("Stages", "阶段"), figures, result)


def _table(key: str, title: Label, figures: Sequence[_Figure], result: FunnelResult) -> Table:
    rows = [tuple(figure.cell(stage) for figure in figures) for stage in result.stages]
    return Table(key, title, tuple(figure.column for figure in figures), rows)


class _GroupFigure(NamedTuple):
    """A column of the groups, and what fills it."""

    column: TableColumn
    cell: Callable[[FunnelGroup], Cell]


def groups_table(result: FunnelResult, by: Label, top: int | None) -> Table | None:
    """One row a group, the first `top` of them; None where nothing was grouped."""
    if result.groups is None:
        return None
    figures = [
        _GroupFigure(TableColumn("group", by, Kind.TEXT), lambda group: group_label(group.group)),
        _GroupFigure(_ENTERED, lambda group: group.entered),
        _GroupFigure(_WON, lambda group: group.won),
        _GroupFigure(_LOST, lambda group: group.lost),
        *((_GroupFigure(_WIN_RATE, lambda group: group.win_rate),) if result.lost else ()),
        _GroupFigure(_CONVERSION, lambda group: group.conversion),
        _GroupFigure(_LOW, lambda group: group.low),
        _GroupFigure(_HIGH, lambda group: group.high),
        *(_leaks(result) if any(group.leak for group in result.groups) else ()),
        _GroupFigure(_OPEN, lambda group: group.open),
        *(_families() if result.families is not None else ()),
    ]
    return Table(
        "groups",
        Label(f"By {by.en}", f"按{by.zh}分组"),
        tuple(figure.column for figure in figures),
        [tuple(figure.cell(group) for figure in figures) for group in result.groups[:top]],
        elastic=True,
        total_rows=len(result.groups),
    )


def _leaks(result: FunnelResult) -> tuple[_GroupFigure, ...]:
    return (
        _GroupFigure(
            _column("leak", "biggest leak", "最大流失点", Kind.TEXT),
            lambda group: None if group.leak is None else _step(result, group.leak),
        ),
        _GroupFigure(
            _column("leak_conversion", "go on there", "该环节转化率", Kind.SHARE),
            lambda group: group.leak_conversion,
        ),
    )


def _families() -> tuple[_GroupFigure, ...]:
    family = _column("family", "family", "归类", Kind.TEXT)
    return (_GroupFigure(family, lambda group: None if group.group is None else family_label(group.family)),)


def families_table(result: FunnelResult) -> Table | None:
    """One row a family of sources; None where nothing was grouped by source."""
    if result.families is None:
        return None
    columns = (
        _column("family", "family", "归类", Kind.TEXT),
        _column("sources", "sources", "来源数", Kind.COUNT),
        _ENTERED,
        _WON,
        _LOST,
        _OPEN,
        _CONVERSION,
        _LOW,
        _HIGH,
        *((_WIN_RATE,) if result.lost else ()),
    )
    rows = [
        (
            family_label(family.family),
            family.sources,
            family.entered,
            family.won,
            family.lost,
            family.open,
            family.conversion,
            family.low,
            family.high,
            *((family.win_rate,) if result.lost else ()),
        )
        for family in result.families
    ]
    return Table("families", Label("Families of sources", "来源归类"), columns, rows)


def times_table(result: FunnelResult) -> Table | None:
    """How long each step takes; None without days."""
    if not result.times:
        return None
    columns = (
        _column("from_stage", "from", "自", Kind.TEXT),
        _column("to_stage", "to", "至", Kind.TEXT),
        _column("customers", "number", "个数", Kind.COUNT),
        _column("median_days", "median days", "中位天数", Kind.DAYS),
        _column("mean_days", "mean days", "平均天数", Kind.DAYS),
        _column("p90_days", "9 in 10 within", "九成不超过（天）", Kind.DAYS),
        _column("still_open", "still open", "仍未到达", Kind.COUNT),
    )
    rows = [
        (
            stage_label(time.from_stage),
            stage_label(time.to_stage),
            time.customers,
            time.median_days,
            time.mean_days,
            time.p90_days,
            time.still_open,
        )
        for time in result.times
    ]
    return Table("times", Label("Days between stages", "阶段间隔天数"), columns, rows)


def cohorts_table(result: FunnelResult) -> Table | None:
    """One row a month of entry, the latest first; None without days."""
    if not result.cohorts:
        return None
    columns = (
        _column("month", "month of entry", "进入月份", Kind.TEXT),
        _ENTERED,
        *(
            TableColumn(f"reached_{stage.stage}", stage_label(stage.stage), Kind.COUNT)
            for stage in result.stages[1:]
        ),
        _LOST,
        _OPEN,
        _CONVERSION,
        _LOW,
        _HIGH,
        *((_WIN_RATE,) if result.lost else ()),
    )
    rows = [
        (
            group_label(cohort.month),
            cohort.entered,
            *cohort.reached[1:],
            cohort.lost,
            cohort.open,
            cohort.conversion,
            cohort.low,
            cohort.high,
            *((cohort.win_rate,) if result.lost else ()),
        )
        for cohort in reversed(result.cohorts)
    ]
    title = Label("By month of entry", "按进入月份")
    return Table("cohorts", title, columns, rows, elastic=True, total_rows=len(rows))


def compare_table(result: FunnelResult) -> Table | None:
    """The step conversions beside those of the older book; None where there is none."""
    if result.compare is None:
        return None
    columns = (
        _column("stage", "stage", "阶段", Kind.TEXT),
        _column("old_reached", "reached then", "上期到达", Kind.COUNT),
        _column("reached", "reached now", "本期到达", Kind.COUNT),
        _column("old", "step then", "上期转化率", Kind.SHARE),
        _column("step_conversion", "step now", "本期转化率", Kind.SHARE),
        _column("difference", "difference", "变化", Kind.SHARE),
        _column("low", "from", "下限", Kind.SHARE),
        _column("high", "to", "上限", Kind.SHARE),
        _column("significant", "more than chance", "变化是否显著", Kind.TEXT),
    )
    rows = [
        (
            stage_label(then.stage),
            then.old_reached,
            now.reached,
            then.old,
            now.step_conversion,
            then.difference,
            then.low,
            then.high,
            None if then.significant is None else YES if then.significant else NO,
        )
        for then, now in zip(result.compare.stages, result.stages, strict=True)
    ]
    return Table("compare", Label("Beside the older book", "与上期对比"), columns, rows)


YES, NO = Label("yes", "是"), Label("no", "否")


def _step(result: FunnelResult, name: str) -> Label:
    """A step in words: from the stage before to the stage."""
    names: Sequence[str] = [stage.stage for stage in result.stages]
    before, after = stage_label(names[names.index(name) - 1]), stage_label(name)
    return Label(f"{before.en} to {after.en}", f"{before.zh}到{after.zh}")
