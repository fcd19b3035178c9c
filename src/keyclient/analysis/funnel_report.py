"""The answer of `funnel` in the user's words: what to say first, the figures, the tables."""

from collections.abc import Iterator

from keyclient.analysis.funnel_groups import rated
from keyclient.analysis.funnel_result import FunnelGroup, FunnelResult
from keyclient.analysis.funnel_tables import (
    cohorts_table,
    compare_table,
    details_table,
    families_table,
    groups_table,
    records_table,
    stages_table,
    times_table,
)
from keyclient.analysis.funnel_words import group_label, stage_label
from keyclient.model.label import Label
from keyclient.model.measure import Measure, MeasureKind
from keyclient.model.report import Fact, Kind, Report, Sentence, Value
from keyclient.policy.funnel import FunnelPolicy

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
    amount = Kind.MONEY if measure is not None and measure.kind is MeasureKind.MONEY else Kind.NUMBER
    tables = [
        stages_table(result),
        details_table(result, amount),
        families_table(result),
        groups_table(result, by or _GROUP, top),
        compare_table(result),
        times_table(result),
        cohorts_table(result) if result.groups is None else None,
    ]
    return Report(
        title=Label("How many pass each stage, and where they are lost", "各阶段转化与流失"),
        headline=tuple(_headline(result, policy)),
        facts=tuple(_facts(result)),
        tables=tuple(table for table in tables if table is not None),
        notes=tuple(_notes(result, measure, policy)),
        records=records_table(result, amount),
    )


def _headline(result: FunnelResult, policy: FunnelPolicy) -> Iterator[Sentence]:
    yield from _whole(result)
    yield from _leak(result)
    yield from _best(result, policy)
    yield from _change(result)
    yield from _window(result)


def _whole(result: FunnelResult) -> Iterator[Sentence]:
    values = {
        "entered": Value(result.entered, Kind.COUNT),
        "won": Value(result.won, Kind.COUNT),
        "lost": Value(result.lost, Kind.COUNT),
        "open": Value(result.open, Kind.COUNT),
        "win_rate": Value(result.win_rate, Kind.SHARE),
    }
    if not result.entered:
        yield Sentence(Label("Nobody has entered the funnel.", "没有客户或商机进入漏斗。"))
        return
    counted = Label(
        "{entered} entered: {won} won, {lost} lost, {open} open.",
        "进入漏斗 {entered} 个：成交 {won}，流失 {lost}，进行中 {open}。",
    )
    if not result.lost:
        yield Sentence(counted, values)
        return
    yield Sentence(
        Label(
            counted.en + " Win rate {win_rate} of those decided.",
            counted.zh.removesuffix("。") + "；有结果者成交率 {win_rate}。",
        ),
        values,
    )


def _leak(result: FunnelResult) -> Iterator[Sentence]:
    """Where the smallest part goes on, and what became of the others; two places where that is not certain."""
    if result.leak is None or result.leak_if_late is None:
        return
    if result.leak != result.leak_if_late:
        early, late = _step(result, result.leak), _step(result, result.leak_if_late, late=True)
        values = {f"{name}_early": value for name, value in early.items()}
        values |= {f"{name}_late": value for name, value in late.items()}
        told = Label(
            "Biggest leak: {before_early} to {after_early} ({rate_early} go on) if the {unplaced} of unknown stage got "
            "no further than the first, {before_late} to {after_late} ({rate_late}) if they came far.",
            "最大流失点：若阶段不明的 {unplaced} 个止于首个阶段，为{before_early}到{after_early}（转化 {rate_early}）；"
            "若走得较远，为{before_late}到{after_late}（{rate_late}）。",
        )
        yield Sentence(told, {**values, "unplaced": Value(result.unplaced, Kind.COUNT)})
        return
    yield Sentence(
        Label(
            "Biggest leak: {before} to {after}. {reached} of {base} go on ({rate}); {lost} were lost there, "
            "{waiting} are still open.",
            "最大流失点：{before}到{after}。{base} 个中有 {reached} 个进入下一阶段（{rate}），流失 {lost} 个，"
            "仍在进行 {waiting} 个。",
        ),
        _step(result, result.leak),
    )


def _step(result: FunnelResult, name: str, *, late: bool = False) -> dict[str, Value]:
    """A step in figures; `late` counts those of unknown stage as far as they can have come."""
    place = [stage.stage for stage in result.stages].index(name)
    before, after = result.stages[place - 1], result.stages[place]
    rate = after.reached_high / before.reached_high if late else after.step_conversion
    return {
        "before": Value(stage_label(before.stage), Kind.TEXT),
        "after": Value(stage_label(after.stage), Kind.TEXT),
        "base": Value(before.reached, Kind.COUNT),
        "reached": Value(after.reached, Kind.COUNT),
        "rate": Value(rate, Kind.SHARE),
        "lost": Value(before.lost_here, Kind.COUNT),
        "waiting": Value(before.here_now + before.moved_back, Kind.COUNT),
    }


def _best(result: FunnelResult, policy: FunnelPolicy) -> Iterator[Sentence]:
    """The groups with the highest and the lowest win rate; where nobody is lost, conversion. Small ones are not named."""
    any_lost = result.lost > 0
    known = [group for group in result.groups or () if rated(group, any_lost=any_lost)[1] >= policy.least]
    if len(known) < 2 or rated(known[0], any_lost=any_lost) == rated(known[-1], any_lost=any_lost):
        return
    told = Label(
        "{best} {best_rate} ({best_won} of {best_base}); lowest: {worst} {worst_rate} ({worst_won} of {worst_base}).",
        "{best} {best_rate}（{best_base} 个中 {best_won} 个）；最低：{worst} {worst_rate}（{worst_base} 个中 {worst_won} 个）。",
    )
    begin = (
        Label("Highest win rate: ", "成交率最高：")
        if any_lost
        else Label("Highest conversion: ", "转化率最高：")
    )
    named = {"best": known[0], "worst": known[-1]}
    values = {
        key: value
        for name, group in named.items()
        for key, value in _named(name, group, any_lost=any_lost).items()
    }
    yield Sentence(Label(begin.en + told.en, begin.zh + told.zh), values)


def _named(name: str, group: FunnelGroup, *, any_lost: bool) -> dict[str, Value]:
    known, base = rated(group, any_lost=any_lost)
    return {
        name: Value(group_label(group.group), Kind.TEXT),
        f"{name}_rate": Value(known, Kind.SHARE),
        f"{name}_won": Value(group.won, Kind.COUNT),
        f"{name}_base": Value(base, Kind.COUNT),
    }


def _change(result: FunnelResult) -> Iterator[Sentence]:
    """The win rate beside that of the older book, and whether chance explains the difference.

    Where nobody was lost in one of them, the conversion.
    """
    older = result.compare
    if older is None:
        return
    are_decided = bool(result.lost and older.lost)
    change, now = (older.win_rate, result.win_rate) if are_decided else (older.conversion, result.conversion)
    if change.difference is None or change.low is None or change.high is None:
        return
    values = {
        "old": Value(change.old, Kind.SHARE),
        "new": Value(now, Kind.SHARE),
        "low": Value(100 * change.low, Kind.INDEX),
        "high": Value(100 * change.high, Kind.INDEX),
        "difference": Value(100 * change.difference, Kind.INDEX),
        "as_of": Value(older.as_of, Kind.TEXT),
    }
    begin = Label("Win rate", "成交率") if are_decided else Label("Conversion", "转化率")
    told = Label(
        " {new}, {old} at {as_of}: a change of {difference} percentage points ({low} to {high}), ",
        " {new}，{as_of} 为 {old}：变化 {difference} 个百分点（{low} 至 {high}），",
    )
    end = (
        Label("more than chance explains.", "超出随机波动。")
        if change.significant
        else Label("no more than chance.", "在随机波动范围内。")
    )
    yield Sentence(Label(begin.en + told.en + end.en, begin.zh + told.zh + end.zh), values)


def _window(result: FunnelResult) -> Iterator[Sentence]:
    window = result.window
    if window is None:
        return
    values = {
        "days": Value(window.days, Kind.COUNT),
        "observed": Value(window.observed, Kind.COUNT),
        "won": Value(window.won, Kind.COUNT),
        "rate": Value(window.conversion, Kind.SHARE),
        "recent": Value(window.too_recent, Kind.COUNT),
        "undated": Value(window.undated, Kind.COUNT),
    }
    yield Sentence(
        Label(
            "Within {days} days of entry {won} of {observed} were won ({rate}); left out: {recent} not observed that "
            "long, {undated} without days.",
            "进入后 {days} 天内，{observed} 个中成交 {won} 个（{rate}）；未计入：观察期不足 {recent} 个，无日期 {undated} 个。",
        ),
        values,
    )


def _facts(result: FunnelResult) -> Iterator[Fact]:
    yield Fact(Label("won of entered", "总转化率"), result.conversion, Kind.SHARE)
    if result.times and result.times[-1].median_days is not None:
        yield Fact(Label("median days to the end", "全程中位天数"), result.times[-1].median_days, Kind.DAYS)
    if result.unknown_stage:
        yield Fact(Label("unknown stage", "阶段无法识别"), result.unknown_stage, Kind.COUNT)
    if result.blank:
        yield Fact(Label("without stage", "无阶段"), result.blank, Kind.COUNT)


def _notes(result: FunnelResult, measure: Measure | None, policy: FunnelPolicy) -> Iterator[Sentence]:
    if result.unplaced:
        yield Sentence(
            Label(
                "The book does not say at which stage {unplaced} of them stood: they count at the first stage, so "
                "the stages between were reached by the number told and up to {unplaced} more.",
                "有 {unplaced} 个的所处阶段表中未写明，按首个阶段计；中间各阶段的到达数为所列数字，至多再加 {unplaced}。",
            ),
            {"unplaced": Value(result.unplaced, Kind.COUNT)},
        )
    if result.mode == "snapshot":
        yield Sentence(
            Label(
                "One row each with its current stage: who stands at a stage has reached all before it.",
                "每行为当前阶段：处于某阶段者视为已到达此前各阶段。",
            )
        )
    else:
        yield Sentence(
            Label(
                "Counted at the furthest stage of the log; skipped: beyond a stage without a visit.",
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
        {"z": Value(f"{policy.z:g}", Kind.TEXT)},
    )
