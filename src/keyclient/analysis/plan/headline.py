"""The headline of `plan`: how much is to be done until when, for which reasons, and what hinders it."""

from collections.abc import Iterator

from keyclient.analysis.plan.look import PlanLook, visits, visits_kind
from keyclient.analysis.plan.result import PlannedEntry, PlanResult
from keyclient.model.label import Label, listed
from keyclient.model.report import Kind, Sentence, Value

_NOBODY = Label(
    "Nobody to plan for: no key customers, nobody near a key tier, nobody to grow.",
    "没有可列入计划的客户：无重点客户，也无临界或可培育的客户。",
)
_LINES = Label(
    "{lines} lines to do until {until} for {owners} managers: {visits} visits in all.",
    "至 {until} 待办行动 {lines} 条，责任人 {owners} 名，合计投入 {visits} 次。",
)
_OVERDUE = Label("Overdue from the last plan: {count}.", "其中上一份计划已逾期的 {count} 条。")
_ALL_DONE = Label("All {count} lines are finished.", "{count} 条行动均已了结。")
_WHAT = Label("Most of them: {entries}.", "主要为：{entries}。")
_OF_ENTRY = Label("{entry} {count}", "{entry} {count} 条")
_WITHOUT_OWNER = Label("Without an owner: {count}.", "无责任人：{count} 条。")
_WALLET = Label(
    "Share of wallet: {share}, of the {known} customers who tell what they have elsewhere.",
    "钱包份额 {share}（按已知他行资产的 {known} 个客户计算）。",
)
_KEPT = Label(
    "Of the {lines} lines of the last plan {kept} are as they were, {changed} were changed by people, {added} added, "
    "{deleted} deleted; {finished} are finished.",
    "上一份计划 {lines} 条：未改动 {kept} 条，修改 {changed} 条，新增 {added} 条，删除 {deleted} 条；已了结 {finished} 条。",
)
_MOST = 4
"""Entries that a sentence names."""


def headline(result: PlanResult, look: PlanLook) -> Iterator[Sentence]:
    """One sentence a subject that applies."""
    if not result.total_lines:
        yield Sentence(_NOBODY)
    elif not result.open_lines:
        yield Sentence(_ALL_DONE, {"count": Value(result.total_lines, Kind.COUNT)})
    else:
        yield _lines(result)
        yield _what(result, look)
    if result.overdue:
        yield Sentence(_OVERDUE, {"count": Value(result.overdue, Kind.COUNT)})
    if result.without_owner:
        yield Sentence(_WITHOUT_OWNER, {"count": Value(result.without_owner, Kind.COUNT)})
    if result.wallet.share is not None:
        values = {
            "share": Value(result.wallet.share, Kind.SHARE),
            "known": Value(result.wallet.known, Kind.COUNT),
        }
        yield Sentence(_WALLET, values)
    if result.kept is not None:
        names = ("lines", "kept", "changed", "added", "deleted", "finished")
        yield Sentence(_KEPT, {name: Value(getattr(result.kept, name), Kind.COUNT) for name in names})


def _lines(result: PlanResult) -> Sentence:
    effort = sum(one.effort for one in result.entries)
    values = {
        "lines": Value(result.open_lines, Kind.COUNT),
        "until": Value(result.until, Kind.DATE),
        "owners": Value(result.owners, Kind.COUNT),
        "visits": Value(visits(effort), visits_kind([effort])),
    }
    return Sentence(_LINES, values)


def _what(result: PlanResult, look: PlanLook) -> Sentence:
    most = sorted(result.entries, key=lambda one: -one.lines)[:_MOST]
    return Sentence(_WHAT, {"entries": Value(listed(_of_entry(one, look) for one in most), Kind.TEXT)})


def _of_entry(one: PlannedEntry, look: PlanLook) -> Label:
    return _OF_ENTRY.filled(entry=look.entry(one.entry), count=f"{one.lines:,}")
