"""The tables of `funnel` with one row a group, family of sources, or month of entry."""

from keyclient.analysis.common.table_fields import TableField, field, table_of
from keyclient.analysis.funnel.issues import family_label, group_label, stage_label
from keyclient.analysis.funnel.result import FunnelResult
from keyclient.analysis.funnel.stage_tables import CONVERSION, ENTERED, LOST, OPEN, WIN_RATE, WON, figure
from keyclient.model.label import Label
from keyclient.model.report import Kind, Table, TableColumn

_FAMILY = TableColumn("family", Label("family", "归类"), Kind.TEXT)


def groups_table(result: FunnelResult, by: Label, top: int | None) -> Table | None:
    """One row a group, the first `top` of them; None where nothing was grouped."""
    if result.groups is None:
        return None
    fields = [
        field(TableColumn("group", by, Kind.TEXT), each=group_label),
        *(ENTERED, WON, LOST, *_win_rate(result), *CONVERSION),
        *(_leaks(result) if any(group.leak for group in result.groups) else ()),
        OPEN,
    ]
    if result.families is not None:
        fields.append(field(_FAMILY, "group", "family", each=_family_of))
    title, rows = Label(f"By {by.en}", f"按{by.zh}分组"), result.groups[:top]
    return table_of("groups", title, fields, rows, elastic=True, total_rows=len(result.groups))


def families_table(result: FunnelResult) -> Table | None:
    """One row a family of sources; None where nothing was grouped by source."""
    if result.families is None:
        return None
    fields = (
        field(_FAMILY, each=family_label),
        figure("sources", "sources", "来源数", Kind.COUNT),
        *(ENTERED, WON, LOST, OPEN, *CONVERSION, *_win_rate(result)),
    )
    return table_of("families", Label("Families of sources", "来源归类"), fields, result.families)


def cohorts_table(result: FunnelResult) -> Table | None:
    """One row a month of entry, the latest first; None without days."""
    if not result.cohorts:
        return None
    fields = (
        field(TableColumn("month", Label("month of entry", "进入月份"), Kind.TEXT), each=group_label),
        ENTERED,
        *(_reached(place, stage.stage) for place, stage in enumerate(result.stages) if place),
        *(LOST, OPEN, *CONVERSION, *_win_rate(result)),
    )
    title, months = Label("By month of entry", "按进入月份"), tuple(reversed(result.cohorts))
    return table_of("cohorts", title, fields, months, elastic=True, total_rows=len(months))


def _win_rate(result: FunnelResult) -> tuple[TableField, ...]:
    """The win rate, where anybody is lost; otherwise it is 1 everywhere."""
    return (WIN_RATE,) if result.lost else ()


def _reached(place: int, name: str) -> TableField:
    count = TableColumn(f"reached_{name}", stage_label(name), Kind.COUNT)
    return field(count, "reached", each=lambda reached: reached[place])


def _leaks(result: FunnelResult) -> tuple[TableField, ...]:
    return (
        field(
            TableColumn("leak", Label("biggest leak", "最大流失点"), Kind.TEXT),
            each=lambda name: None if name is None else _step(result, name),
        ),
        figure("leak_conversion", "go on there", "该环节转化率", Kind.SHARE),
    )


def _family_of(group: str | None, family: str | None) -> Label | None:
    return None if group is None else family_label(family)


def _step(result: FunnelResult, name: str) -> Label:
    """A step in words: from the stage before to the stage."""
    names = [stage.stage for stage in result.stages]
    before, after = stage_label(names[names.index(name) - 1]), stage_label(name)
    return Label(f"{before.en} to {after.en}", f"{before.zh}到{after.zh}")
