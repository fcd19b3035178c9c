"""The report of `funnel`: headline, figures, tables, notes."""

from collections.abc import Iterator

from keyclient.analysis.common.amounts import amount_kind
from keyclient.analysis.funnel.group_tables import cohorts_table, families_table, groups_table
from keyclient.analysis.funnel.headline import headline
from keyclient.analysis.funnel.result import FunnelResult
from keyclient.analysis.funnel.stage_tables import (
    compare_table,
    details_table,
    records_table,
    stages_table,
    times_table,
)
from keyclient.model.label import Label
from keyclient.model.measure import Measure
from keyclient.model.place import quoted_names
from keyclient.model.report import Chart, ChartKind, Fact, Kind, Report, Sentence, Value
from keyclient.policy.parts.funnel import FunnelPolicy

_GROUP = Label("group", "分组")


def funnel_report(
    result: FunnelResult,
    measure: Measure | None,
    policy: FunnelPolicy,
    *,
    by: Label | None = None,
    top: int | None = None,
) -> Report:
    """The result as a report. `by` is the heading that was grouped by, `top` how many groups are listed (None: all).

    The table of records holds the stages with every figure. Cohorts are shown where nothing is grouped.
    """
    amount = Kind.NUMBER if measure is None else amount_kind(measure)
    stages = stages_table(result)
    said = tuple(headline(result, policy))
    tables = [
        stages,
        details_table(result, amount),
        families_table(result),
        groups_table(result, by or _GROUP, top),
        compare_table(result),
        times_table(result),
        cohorts_table(result) if result.groups is None else None,
    ]
    return Report(
        title=Label("How many pass each stage, and where they are lost", "各阶段转化与流失"),
        headline=said,
        facts=tuple(_facts(result)),
        tables=tuple(table for table in tables if table is not None),
        notes=tuple(_notes(result, measure, policy)),
        records=records_table(result, amount),
        charts=(Chart("funnel", ChartKind.BARS, stages.title, said[0], stages, ("reached",)),),
    )


def funnel_facts(result: FunnelResult) -> tuple[Fact, ...]:
    """The figures that are worth remembering."""
    return (Fact(Label("won of entered", "总转化率"), result.conversion, Kind.SHARE),)


def _facts(result: FunnelResult) -> Iterator[Fact]:
    yield from funnel_facts(result)
    if result.times and result.times[-1].median_days is not None:
        yield Fact(Label("median days to the end", "全程中位天数"), result.times[-1].median_days, Kind.DAYS)
    if result.unknown_stage:
        yield Fact(Label("unknown stage", "阶段无法识别"), result.unknown_stage, Kind.COUNT)
    if result.blank:
        yield Fact(Label("without stage", "无阶段"), result.blank, Kind.COUNT)


def _notes(result: FunnelResult, measure: Measure | None, policy: FunnelPolicy) -> Iterator[Sentence]:
    if policy.stages_not_lost:
        yield Sentence(
            Label(
                "{stages}: counted as named in the stages, though usually this means lost.",
                "{stages}通常表示流失，此处按所列阶段统计。",
            ),
            {"stages": Value(quoted_names(policy.stages_not_lost), Kind.TEXT)},
        )
    if result.unplaced:
        yield Sentence(
            Label(
                "The book does not give the stage of {unplaced} of them: they count at the first stage, so up to "
                "{unplaced} more may have reached the stages in between than shown.",
                "有 {unplaced} 个的所处阶段表中未写明，按首个阶段计；中间各阶段的到达数为所列数字，至多再加 {unplaced}。",
            ),
            {"unplaced": Value(result.unplaced, Kind.COUNT)},
        )
    if result.mode == "snapshot":
        yield Sentence(
            Label(
                "Each row gives the current stage: whoever is at a stage has reached all earlier ones.",
                "每行为当前阶段：处于某阶段者视为已到达此前各阶段。",
            )
        )
    else:
        yield Sentence(
            Label(
                "Counted at the furthest stage in the log; skipped means past a stage with no record of it.",
                "按记录中到达的最远阶段计；跳过指越过该阶段而没有记录。",
            )
        )
    if measure is not None:
        yield Sentence(
            Label("Value: {measure} of those who reached the stage.", "金额：到达该阶段者的{measure}合计。"),
            {"measure": Value(measure.label, Kind.TEXT)},
        )
    yield Sentence(
        Label(
            "The limits of a rate are a Wilson interval of {z} standard errors.",
            "转化率上下限为 Wilson 区间（{z} 倍标准误）。",
        ),
        {"z": Value(policy.z, Kind.NUMBER)},
    )
