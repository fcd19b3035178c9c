"""The headline of `tier`: key customers, who is near, who rose or fell, who differs from the book."""

from collections.abc import Iterator

from keyclient.analysis.common.amounts import amount_kind
from keyclient.analysis.tier.result import TierResult
from keyclient.model.label import Label, listed
from keyclient.model.measure import Measure
from keyclient.model.report import Kind, Sentence, Value
from keyclient.policy.parts.tier import TierPolicy

_KEY = Label(
    "{tiers}; key customers ({share}) hold {value_share} of {measure}.",
    "{tiers}；重点客户（{share}）持有{measure}的 {value_share}。",
)
_SIZE = Label("{tier} {customers}", "{tier} {customers} 个")
_NEAR = Label(
    "Near the next tier: {short} (gap {gap} together at today's floor).",
    "临界客户：{short} 个（按当前门槛合计差 {gap}）。",
)
_NEAR_LOYALTY = Label(
    "Near the next tier: {loyal} short of loyalty only, by {points} points at most.",
    "临界客户：{loyal} 个只差忠诚度（不超过 {points} 分）。",
)
_NEAR_BOTH = Label(
    "Near the next tier: {short} (gap {gap} together at today's floor), {loyal} by loyalty.",
    "临界客户：{short} 个（按当前门槛合计差 {gap}），另有 {loyal} 个只差忠诚度。",
)
_BOOK = Label(
    "Higher than the book's own tier: {higher}; lower: {lower}; the same: {agree}.",
    "与表内等级相比：{higher} 个更高，{lower} 个更低，{agree} 个一致。",
)
_HISTORY = Label(
    "Since the earlier books ({books}): {risen} rose, {fallen} fell, under watch: {watched}.",
    "对照往期 {books} 期：{risen} 个升级，{fallen} 个降级，{watched} 个处于观察期。",
)


def headline(result: TierResult, measure: Measure, policy: TierPolicy) -> Iterator[Sentence]:
    """One sentence per subject that applies."""
    key = result.key
    yield Sentence(
        _KEY,
        {
            "tiers": Value(_sizes(result, policy), Kind.TEXT),
            "share": Value(key.share_of_customers, Kind.SHARE),
            "value_share": Value(key.share_of_value, Kind.SHARE),
            "measure": Value(measure.label, Kind.TEXT),
        },
    )
    yield from _near(result, measure, policy)
    if result.history is not None:
        yield Sentence(
            _HISTORY,
            {
                "books": Value(len(result.history.books), Kind.COUNT),
                "risen": Value(result.history.risen, Kind.COUNT),
                "fallen": Value(result.history.fallen, Kind.COUNT),
                "watched": Value(result.history.watched, Kind.COUNT),
            },
        )
    if result.book is not None and result.book.compared:
        book = result.book
        yield Sentence(
            _BOOK,
            {
                "higher": Value(book.higher, Kind.COUNT),
                "lower": Value(book.lower, Kind.COUNT),
                "agree": Value(book.agree, Kind.COUNT),
            },
        )


def _sizes(result: TierResult, policy: TierPolicy) -> Label:
    """How many customers each tier has."""
    sizes = [
        _SIZE.filled(tier=tier.label, customers=f"{size.customers:,}")
        for tier, size in zip(policy.ladder, result.tiers, strict=True)
    ]
    return listed(sizes)


def _near(result: TierResult, measure: Measure, policy: TierPolicy) -> Iterator[Sentence]:
    total = result.near_total
    loyal = total.customers - total.short_of_value
    if not total.customers:
        return
    label = _NEAR_LOYALTY if not total.short_of_value else _NEAR_BOTH if loyal else _NEAR
    yield Sentence(
        label,
        {
            "short": Value(total.short_of_value, Kind.COUNT),
            "gap": Value(total.gap, amount_kind(measure)),
            "loyal": Value(loyal, Kind.COUNT),
            "points": Value(f"{policy.near_loyalty:g}", Kind.TEXT),
        },
    )
