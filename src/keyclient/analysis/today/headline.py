"""The headline of `today`: how many to call and why, who is left out, what became of the last list."""

from collections.abc import Iterator

from keyclient.analysis.today.look import REASON_LABELS, TodayLook
from keyclient.analysis.today.result import TodayResult
from keyclient.analysis.today.said import APPOINTMENT, CONTACTED
from keyclient.analysis.today.tables import outcome_label
from keyclient.model.label import NO_WORDS, Label, listed
from keyclient.model.report import Kind, Sentence, Value
from keyclient.policy.parts.today import TodayPolicy

_NOBODY = Label("Nobody to call on {day}.", "{day} 没有需要联系的客户。")
_TO_CALL = Label(
    "To call on {day}: {count} customers{lists}, by first reason {reasons}.",
    "{day} 应联系 {count} 个客户{lists}，按首要理由：{reasons}。",
)
_WITH_APPOINTMENTS = Label(
    "To call on {day}: {count} customers{lists}: {appointed} with an appointment{soon}, {others} by first reason {reasons}.",
    "{day} 名单共 {count} 个客户{lists}：已约见 {appointed} 个{soon}，应联系 {others} 个，按首要理由：{reasons}。",
)
_APPOINTED = Label(
    "On the lists of {day}: {count} customers with an appointment{soon}, nobody else to call.",
    "{day} 名单共 {count} 个客户，均为已约见{soon}，没有其他需要联系的客户。",
)
_SOON = Label(" ({count} of them on that day)", "（其中当日 {count} 个）")
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
    yield from _maturing(result, policy)
    contacted = sum(one.left_out.contacted for one in result.managers)
    limit = sum(one.left_out.limit for one in result.managers)
    if contacted or limit:
        counts = {"contacted": contacted, "limit": limit, "days": policy.quiet_days}
        yield Sentence(_LEFT_OUT, {name: Value(count, Kind.COUNT) for name, count in counts.items()})
    yield from _outcomes(result)


def _to_call(result: TodayResult, look: TodayLook) -> Sentence:
    """How many are on the lists: by first reason, and those with whom there is an appointment, which have no first reason."""
    day = Value(look.as_of, Kind.DATE)
    reasons = [
        _OF_REASON.filled(reason=REASON_LABELS[one.reason], count=f"{one.listed:,}")
        for one in result.reasons
        if one.listed
    ]
    days = [one.appointment for one in result.lines if one.status == APPOINTMENT]
    appointed = {"day": day, "soon": _soon(days.count(look.as_of))}
    if not reasons:
        return (
            Sentence(_APPOINTED, {**appointed, "count": Value(len(days), Kind.COUNT)})
            if days
            else Sentence(_NOBODY, {"day": day})
        )
    several = sum(bool(one.customers) for one in result.managers)
    lists = Sentence(_LISTS, {"count": Value(several, Kind.COUNT)}) if several > 1 else NO_WORDS
    others = sum(one.listed for one in result.reasons)
    told = {
        "day": day,
        "count": Value(others + len(days), Kind.COUNT),
        "lists": Value(lists, Kind.TEXT),
        "reasons": Value(listed(reasons), Kind.TEXT),
    }
    if not days:
        return Sentence(_TO_CALL, told)
    counts = {"appointed": Value(len(days), Kind.COUNT), "others": Value(others, Kind.COUNT)}
    return Sentence(_WITH_APPOINTMENTS, {**told, **appointed, **counts})


def _soon(count: int) -> Value:
    return Value(Sentence(_SOON, {"count": Value(count, Kind.COUNT)}) if count else NO_WORDS, Kind.TEXT)


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
