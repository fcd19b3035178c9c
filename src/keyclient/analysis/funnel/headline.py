"""What `funnel` says first: how many, the biggest leak, the best group, what has changed, who was won in time."""

from collections.abc import Iterator

from keyclient.analysis.funnel.groups import rated
from keyclient.analysis.funnel.issues import group_label, stage_label
from keyclient.analysis.funnel.result import FunnelGroup, FunnelResult
from keyclient.model.label import Label
from keyclient.model.report import Kind, Sentence, Value
from keyclient.policy.parts.funnel import FunnelPolicy


def headline(result: FunnelResult, policy: FunnelPolicy) -> Iterator[Sentence]:
    """The sentences that apply."""
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
        yield Sentence(Label("The funnel is empty.", "没有客户或商机进入漏斗。"))
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
            counted.en + " Win rate {win_rate} of those won or lost.",
            counted.zh.removesuffix("。") + "；有结果者成交率 {win_rate}。",
        ),
        values,
    )


def _leak(result: FunnelResult) -> Iterator[Sentence]:
    """The step with the lowest conversion and what became of the rest; two steps if that is uncertain."""
    if result.leak is None or result.leak_if_late is None:
        return
    if result.leak != result.leak_if_late:
        early, late = _step(result, result.leak), _step(result, result.leak_if_late, late=True)
        values = {f"{name}_early": value for name, value in early.items()}
        values |= {f"{name}_late": value for name, value in late.items()}
        text = Label(
            "Biggest leak: {before_early} to {after_early} ({rate_early} go on) if the {unplaced} of unknown stage got "
            "no further than the first, {before_late} to {after_late} ({rate_late}) if they came far.",
            "最大流失点：若阶段不明的 {unplaced} 个止于首个阶段，为{before_early}到{after_early}（转化 {rate_early}）；"
            "若走得较远，为{before_late}到{after_late}（{rate_late}）。",
        )
        yield Sentence(text, {**values, "unplaced": Value(result.unplaced, Kind.COUNT)})
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
    """A step in figures; `late` counts those of unknown stage as far as they can have got."""
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
    """The groups with the highest and lowest win rate, or conversion if nobody is lost. Small groups are not named."""
    any_lost = result.lost > 0
    known = [group for group in result.groups or () if rated(group, any_lost=any_lost)[1] >= policy.least]
    if len(known) < 2 or rated(known[0], any_lost=any_lost) == rated(known[-1], any_lost=any_lost):
        return
    text = Label(
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
    yield Sentence(Label(begin.en + text.en, begin.zh + text.zh), values)


def _named(name: str, group: FunnelGroup, *, any_lost: bool) -> dict[str, Value]:
    known, base = rated(group, any_lost=any_lost)
    return {
        name: Value(group_label(group.group), Kind.TEXT),
        f"{name}_rate": Value(known, Kind.SHARE),
        f"{name}_won": Value(group.won, Kind.COUNT),
        f"{name}_base": Value(base, Kind.COUNT),
    }


def _change(result: FunnelResult) -> Iterator[Sentence]:
    """The win rate compared with the older book's, and whether chance explains the difference.

    The conversion, if nobody was lost in one of them.
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
        "low": Value(round(100 * change.low, 2), Kind.INDEX),
        "high": Value(round(100 * change.high, 2), Kind.INDEX),
        "difference": Value(round(100 * change.difference, 2), Kind.INDEX),
        "as_of": Value(older.as_of, Kind.TEXT),
    }
    begin = Label("Win rate", "成交率") if are_decided else Label("Conversion", "转化率")
    text = Label(
        " {new}, {old} at {as_of}: a change of {difference} percentage points ({low} to {high}), ",
        " {new}，{as_of} 为 {old}：变化 {difference} 个百分点（{low} 至 {high}），",
    )
    end = (
        Label("more than chance explains.", "超出随机波动。")
        if change.significant
        else Label("no more than chance.", "在随机波动范围内。")
    )
    yield Sentence(Label(begin.en + text.en + end.en, begin.zh + text.zh + end.zh), values)


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
