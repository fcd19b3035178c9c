"""The headline of `risk`: which key customers may leave, what is at stake, why, and through whom."""

from collections.abc import Iterator

from keyclient.analysis.common.known_sum import known_sum
from keyclient.analysis.risk.backtest_report import backtest_headline
from keyclient.analysis.risk.look import RiskLook, other_balance
from keyclient.analysis.risk.result import ManagerAtRisk, RiskResult, SeverityTotal
from keyclient.analysis.risk.words import GREY, NONE, REASON_LABELS, field_label, severity_label
from keyclient.model.label import NO_WORDS, Label, listed, listed_first
from keyclient.model.report import Kind, Sentence, Value
from keyclient.policy.parts.risk import RiskPolicy

URGENT = ("red", "orange")
_NOBODY = Label(
    "Nobody is a key customer: not by the tiers, nor by an earlier book or the tier that the book names.",
    "没有重点客户：按分层、往期客户表和表内层级均未认定。",
)
_KEY = Label("Key customers: {count} ({sizes}).", "重点客户 {count} 个，其中{sizes}。")
_SIZE = Label("{count} {severity}", "{severity} {count} 个")
_GREY_SIZE = Label("{count} {severity} for lack of data", "{severity} {count} 个（资料不足）")
_QUIET = Label("{count} quiet", "无预警 {count} 个")
_STAKE = Label(
    "Red and orange: {gone} gone{of}, {remaining} still here{maturing}.",
    "红、橙客户{of}已流出 {gone}，尚余 {remaining}{maturing}。",
)
_STAKE_NOW = Label(
    "Red and orange: {remaining} still here{maturing}; what is gone shows with --previous.",
    "红、橙客户尚余 {remaining}{maturing}；已流出多少需用 --previous 对照往期。",
)
_STAKE_UNKNOWN = Label(
    "Red and orange: {remaining} still here{maturing}; nothing says what is gone.",
    "红、橙客户尚余 {remaining}{maturing}；已流出金额不详。",
)
_OF = Label(" of {balance}", "{balance}")
_MATURING = Label(
    " ({amount} matures within {days} days)",
    "（{days} 天内到期 {amount}）",
)
_WHY = Label("Most frequent: {reasons}.", "主要原因：{reasons}。")
_OF_REASON = Label("{reason} {count}", "{reason} {count} 个")
_WHOM = Label(
    "Most hangs on {manager}: {count} key customers, {value}{share}{unseated}.",
    "最依赖的客户经理：{manager}，重点客户 {count} 个、{value}{share}{unseated}。",
)
_SHARE = Label(", {share} of the branch", "，占本机构 {share}")
_SHARE_OF_ONE = Label(
    "; {amount} of it in {branch}, {share} of that branch", "，其中{branch} {amount}，占该机构 {share}"
)
_UNSEATED = Label("; no free seat for {count}", "；{count} 个无人承接")
_GREY = Label(
    "Grey is not known, which is not safe. Add: {fields}.",
    "灰色是资料不足，不是没有风险；可补充：{fields}。",
)
_GONE = Label(
    "Key customers of the book before, gone from this one: {count} ({value} then).",
    "上期重点客户中本期已不在表内的 {count} 个（上期价值 {value}）。",
)
_MOST = 4
"""Reasons and fields that a sentence names."""


def headline(result: RiskResult, policy: RiskPolicy, look: RiskLook) -> Iterator[Sentence]:
    """One sentence a subject that applies."""
    if not result.key_customers:
        yield Sentence(_NOBODY)
    else:
        yield Sentence(
            _KEY,
            {"count": Value(result.key_customers, Kind.COUNT), "sizes": Value(_sizes(result), Kind.TEXT)},
        )
        yield from _why(result)
        yield from most_hangs(result, look)
        yield from _stake(result, policy, look)
        yield from _grey(look)
    yield from backtest_headline(result.backtest)
    if result.gone is not None and result.gone.customers:
        counts = {
            "count": Value(result.gone.customers, Kind.COUNT),
            "value": Value(result.gone.value, look.amount),
        }
        yield Sentence(_GONE, counts)


def _sizes(result: RiskResult) -> Label:
    return listed(_size(one) for one in result.severities if one.customers)


def _size(one: SeverityTotal) -> Label:
    said = {GREY: _GREY_SIZE, NONE: _QUIET}.get(one.severity, _SIZE)
    return said.filled(severity=severity_label(one.severity), count=f"{one.customers:,}")


def _stake(result: RiskResult, policy: RiskPolicy, look: RiskLook) -> Iterator[Sentence]:
    """What is at stake with the red and orange customers; nothing where there are none."""
    urgent = [one for one in result.severities if one.severity in URGENT and one.customers]
    if not urgent:
        return
    gone, maturing, remaining = (
        known_sum(getattr(one, name) for one in urgent) for name in ("gone", "maturing", "remaining")
    )
    if remaining is None:
        return
    within = {"amount": Value(maturing, look.amount), "days": Value(policy.maturing_days, Kind.COUNT)}
    said = NO_WORDS if maturing is None else Sentence(_MATURING, within)
    values = {"remaining": Value(remaining, look.amount), "maturing": Value(said, Kind.TEXT)}
    if gone is not None:
        yield Sentence(
            _STAKE, values | {"gone": Value(gone, look.amount), "of": Value(_of(result), Kind.TEXT)}
        )
    else:
        yield Sentence(_STAKE_NOW if result.gone is None else _STAKE_UNKNOWN, values)


def _of(result: RiskResult) -> Label:
    """The balance that is gone, where it is not the measure."""
    other = other_balance(result)
    return NO_WORDS if other is None else _OF.filled(balance=other)


def _why(result: RiskResult) -> Iterator[Sentence]:
    found = sorted((one for one in result.reasons if one.customers), key=lambda one: -one.customers)
    if found:
        said = [
            _OF_REASON.filled(reason=REASON_LABELS[one.reason], count=f"{one.customers:,}")
            for one in found[:_MOST]
        ]
        yield Sentence(_WHY, {"reasons": Value(listed(said), Kind.TEXT)})


def most_hangs(result: RiskResult, look: RiskLook) -> Iterator[Sentence]:
    """The manager on whom most hangs; nothing where the book names none."""
    found = next((one for one in result.managers if one.manager is not None), None)
    if found is not None:
        yield Sentence(
            _WHOM,
            {
                "manager": Value(found.manager, Kind.TEXT),
                "count": Value(found.key_customers, Kind.COUNT),
                "value": Value(found.value, look.amount),
                "share": Value(_share(found, look), Kind.TEXT),
                "unseated": Value(_unseated(found), Kind.TEXT),
            },
        )


def _share(found: ManagerAtRisk, look: RiskLook) -> Sentence | Label:
    if found.share_of_branch is None:
        return NO_WORDS
    share = {"share": Value(found.share_of_branch, Kind.SHARE)}
    if found.in_branch >= found.value:
        return Sentence(_SHARE, share)
    inside = {"amount": Value(found.in_branch, look.amount), "branch": Value(found.branch, Kind.TEXT)}
    return Sentence(_SHARE_OF_ONE, share | inside)


def _unseated(found: ManagerAtRisk) -> Sentence | Label:
    if not found.unseated:
        return NO_WORDS
    return Sentence(_UNSEATED, {"count": Value(found.unseated, Kind.COUNT)})


def _grey(look: RiskLook) -> Iterator[Sentence]:
    if look.missing:
        said = [field_label(name) for name in look.missing]
        yield Sentence(_GREY, {"fields": Value(listed_first(said, _MOST), Kind.TEXT)})
