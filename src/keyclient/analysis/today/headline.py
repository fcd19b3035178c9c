"""The headline of `today`: how many to call and why, who is left out, what became of the last list."""

from collections.abc import Iterator

from keyclient.analysis.today.look import REASON_LABELS, TodayLook
from keyclient.analysis.today.read_back import APPOINTMENT, CONTACTED
from keyclient.analysis.today.result import TodayResult
from keyclient.analysis.today.tables import outcome_label
from keyclient.model.label import NO_WORDS, Label, listed
from keyclient.model.report import Kind, Sentence, Value
from keyclient.policy.parts.today import TodayPolicy

_NOBODY = Label("Nobody to call on {day}.", "{day} 没有需要联系的客户。")
_TO_CALL = Label(
    "To call on {day}: {count} customers{lists}, by first reason {reasons}.",
    "{day} 应联系 {count} 个客户{lists}，按首要理由：{reasons}。",
)
_APPOINTED = Label("Appointments on the lists: {count}{soon}.", "名单内约见 {count} 个{soon}。")
_SOON = Label(", {count} of them on {day}", "，其中 {day} {count} 个")
_LISTS = Label(" on {count} lists", "，分列 {count} 份名单")
_OF_REASON = Label("{reason} {count}", "{reason} {count} 个")
_LEFT_OUT = Label(
    "Not on a list though there is a reason: {contacted} contacted within {days} days, {limit} over a quota or the limit.",
    "有理由但未列入：{days} 天内已联系 {contacted} 个，超出配额或名单上限 {limit} 个。",
)
_MATURING = Label(
    "Matures for those listed: {amount} within {days} days.", "名单内客户 {days} 天内到期 {amount}。"
)
_OUTCOMES = Label(
    "The last list: {outcomes}; contacted or with an appointment: {share}.",
    "上一份名单：{outcomes}；已联系或约见占 {share}。",
)


def headline(result: TodayResult, policy: TodayPolicy, look: TodayLook) -> Iterator[Sentence]:
    """One sentence a subject that applies."""
    yield _to_call(result, look)
    yield from _appointments(result, look)
    yield from _maturing(result, policy)
    contacted = sum(one.left_out.contacted for one in result.managers)
    limit = sum(one.left_out.limit for one in result.managers)
    if contacted or limit:
        counts = {"contacted": contacted, "limit": limit, "days": policy.quiet_days}
        yield Sentence(_LEFT_OUT, {name: Value(count, Kind.COUNT) for name, count in counts.items()})
    yield from _outcomes(result)


def _to_call(result: TodayResult, look: TodayLook) -> Sentence:
    day = Value(look.as_of, Kind.DATE)
    reasons = [
        _OF_REASON.filled(reason=REASON_LABELS[one.reason], count=f"{one.listed:,}")
        for one in result.reasons
        if one.listed
    ]
    if not reasons:
        return Sentence(_NOBODY, {"day": day})
    several = sum(bool(one.customers) for one in result.managers)
    lists = Sentence(_LISTS, {"count": Value(several, Kind.COUNT)}) if several > 1 else NO_WORDS
    count = sum(one.listed for one in result.reasons)
    return Sentence(
        _TO_CALL,
        {
            "day": day,
            "count": Value(count, Kind.COUNT),
            "lists": Value(lists, Kind.TEXT),
            "reasons": Value(listed(reasons), Kind.TEXT),
        },
    )


def _appointments(result: TodayResult, look: TodayLook) -> Iterator[Sentence]:
    days = [one.appointment for one in result.lines if one.status == APPOINTMENT]
    if days:
        today = {"count": Value(days.count(look.as_of), Kind.COUNT), "day": Value(look.as_of, Kind.DATE)}
        soon = Sentence(_SOON, today) if look.as_of in days else NO_WORDS
        yield Sentence(_APPOINTED, {"count": Value(len(days), Kind.COUNT), "soon": Value(soon, Kind.TEXT)})


def _maturing(result: TodayResult, policy: TodayPolicy) -> Iterator[Sentence]:
    amount = next((one.amount for one in result.reasons if one.reason == "matures"), None)
    if amount:
        within = {"amount": Value(amount, Kind.MONEY), "days": Value(policy.maturing_days, Kind.COUNT)}
        yield Sentence(_MATURING, within)


def _outcomes(result: TodayResult) -> Iterator[Sentence]:
    counts = {one.status: one.calls for one in result.outcomes}
    total = sum(counts.values())
    if total:
        said = [
            _OF_REASON.filled(reason=outcome_label(name), count=f"{count:,}")
            for name, count in counts.items()
        ]
        reached = counts.get(CONTACTED, 0) + counts.get(APPOINTMENT, 0)
        words = {
            "outcomes": Value(listed(said), Kind.TEXT),
            "share": Value(reached / total, Kind.SHARE),
        }
        yield Sentence(_OUTCOMES, words)
