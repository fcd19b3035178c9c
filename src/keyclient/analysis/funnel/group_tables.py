"""The tables of `funnel` with one row a group, family of sources, or month of entry."""

from keyclient.analysis.funnel.issues import family_label, group_label, stage_label
from keyclient.analysis.funnel.result import Cohort, FunnelCounts, FunnelFamily, FunnelGroup, FunnelResult
from keyclient.analysis.funnel.stage_tables import (
    CONVERSION,
    ENTERED,
    LOST,
    OPEN,
    WIN_RATE,
    WON,
    Figure,
    column,
    table,
)
from keyclient.model.label import Label
from keyclient.model.report import Kind, Table, TableColumn


def groups_table(result: FunnelResult, by: Label, top: int | None) -> Table | None:
    """One row a group, the first `top` of them; None where nothing was grouped."""
    if result.groups is None:
        return None
    figures: list[Figure[FunnelGroup]] = [
        Figure(TableColumn("group", by, Kind.TEXT), lambda group: group_label(group.group)),
        *(ENTERED, WON, LOST, *_win_rate(result), *CONVERSION),
        *(_leaks(result) if any(group.leak for group in result.groups) else ()),
        OPEN,
        *(_families() if result.families is not None else ()),
    ]
    title = Label(f"By {by.en}", f"按{by.zh}分组")
    return table("groups", title, figures, result.groups[:top], total=len(result.groups))


def families_table(result: FunnelResult) -> Table | None:
    """One row a family of sources; None where nothing was grouped by source."""
    if result.families is None:
        return None
    figures: list[Figure[FunnelFamily]] = [
        Figure(column("family", "family", "归类", Kind.TEXT), lambda family: family_label(family.family)),
        Figure(column("sources", "sources", "来源数", Kind.COUNT), lambda family: family.sources),
        *(ENTERED, WON, LOST, OPEN, *CONVERSION, *_win_rate(result)),
    ]
    return table("families", Label("Families of sources", "来源归类"), figures, result.families)


def cohorts_table(result: FunnelResult) -> Table | None:
    """One row a month of entry, the latest first; None without days."""
    if not result.cohorts:
        return None
    figures: list[Figure[Cohort]] = [
        Figure(
            column("month", "month of entry", "进入月份", Kind.TEXT), lambda cohort: group_label(cohort.month)
        ),
        ENTERED,
        *(_reached(place, stage.stage) for place, stage in enumerate(result.stages) if place),
        *(LOST, OPEN, *CONVERSION, *_win_rate(result)),
    ]
    title, months = Label("By month of entry", "按进入月份"), tuple(reversed(result.cohorts))
    return table("cohorts", title, figures, months, total=len(months))


def _win_rate(result: FunnelResult) -> tuple[Figure[FunnelCounts], ...]:
    """The win rate, where anybody is lost; else it is 1 everywhere and tells nothing."""
    return (WIN_RATE,) if result.lost else ()


def _reached(place: int, name: str) -> Figure[Cohort]:
    heading = TableColumn(f"reached_{name}", stage_label(name), Kind.COUNT)
    return Figure(heading, lambda cohort: cohort.reached[place])


def _leaks(result: FunnelResult) -> tuple[Figure[FunnelGroup], ...]:
    return (
        Figure(
            column("leak", "biggest leak", "最大流失点", Kind.TEXT),
            lambda group: None if group.leak is None else _step(result, group.leak),
        ),
        Figure(
            column("leak_conversion", "go on there", "该环节转化率", Kind.SHARE),
            lambda group: group.leak_conversion,
        ),
    )


def _families() -> tuple[Figure[FunnelGroup], ...]:
    return (
        Figure(
            column("family", "family", "归类", Kind.TEXT),
            lambda group: None if group.group is None else family_label(group.family),
        ),
    )


def _step(result: FunnelResult, name: str) -> Label:
    """A step in words: from the stage before to the stage."""
    names = [stage.stage for stage in result.stages]
    before, after = stage_label(names[names.index(name) - 1]), stage_label(name)
    return Label(f"{before.en} to {after.en}", f"{before.zh}到{after.zh}")
