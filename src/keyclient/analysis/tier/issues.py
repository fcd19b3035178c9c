"""The issues that `tier` raises about a book."""

import datetime as dt
from collections.abc import Iterator

from keyclient.analysis.common.untimed import untimed_issues
from keyclient.analysis.tier.figures import dated
from keyclient.analysis.tier.result import TierResult
from keyclient.model.amount_words import amount_words
from keyclient.model.issue import Issue
from keyclient.model.label import Label
from keyclient.model.measure import MeasureKind
from keyclient.model.rules import tiers
from keyclient.policy.parts.ladder import Tier
from keyclient.policy.parts.tier import TierPolicy

_NO_TENURE = Label("their tenure scores 0 points", "入行年限按 0 分计")
_THAT_DAY = Label("it counts as made that day", "按当日计")
_NOT_COMPARED = Label("They are not compared", "未作比较")


def tier_issues(
    result: TierResult,
    policy: TierPolicy,
    as_of: dt.date,
    *,
    as_of_from_file: bool,
    kind: MeasureKind = MeasureKind.MONEY,
) -> tuple[Issue, ...]:
    """Dates, loyalty, ties, words and histories that make the tiers less certain than they look. `kind`: that of the measure."""
    return (
        *_dates(result, policy, as_of, as_of_from_file=as_of_from_file),
        *_loyalty(result, policy),
        *untimed_issues(result.untimed),
        *_ties(result, policy.ladder, kind),
        *_words(result),
        *_history(result),
    )


def _dates(
    result: TierResult, policy: TierPolicy, as_of: dt.date, *, as_of_from_file: bool
) -> Iterator[Issue]:
    told = dated(policy.loyalty)
    used = [part for part in result.loyalty.components if part.name in told and part.weight > 0]
    if as_of_from_file and any(part.customers for part in used):
        yield tiers.LoyaltyAsOfFileDate(as_of=as_of)
    if result.late_open:
        yield tiers.OpenDatesInFuture(
            field="open_date", count=result.late_open, as_of=as_of, effect=_NO_TENURE
        )
    if result.late_contact:
        yield tiers.ContactsInFuture(
            field="last_contact", count=result.late_contact, as_of=as_of, effect=_THAT_DAY
        )


def _loyalty(result: TierResult, policy: TierPolicy) -> Iterator[Issue]:
    scale, best = policy.loyalty.satisfaction, result.best_satisfaction
    if best is not None and scale.weight > 0 and best <= policy.loyalty.scale_doubt * scale.full:
        full = f"{scale.full:g}"
        yield tiers.SatisfactionScaleDoubtful(field="satisfaction", best=f"{best:g}", full=full)
    if result.loyalty.unknown and any(tier.loyalty is not None for tier in policy.ladder):
        yield tiers.LoyaltyUnknown(count=result.loyalty.unknown)
    if result.loyalty.few and any(tier.loyalty is not None for tier in policy.ladder):
        yield tiers.LoyaltyOnFewComponents(count=result.loyalty.few, needed=result.loyalty.min_components)


def _ties(result: TierResult, ladder: tuple[Tier, ...], kind: MeasureKind) -> Iterator[Issue]:
    labels = {tier.name: tier.label for tier in ladder}
    for tie in result.ties:
        yield tiers.TieAtTierFloor(
            tier=labels[tie.tier], count=tie.customers, floor=amount_words(tie.value, kind), rank=tie.rank
        )


def _words(result: TierResult) -> Iterator[Issue]:
    if result.book is not None and result.book.unknown:
        unknown = [word for word in result.book.words if word.tier is None]
        yield tiers.TierWordsUnknown(
            field="book_tier", words=len(unknown), count=result.book.unknown, effect=_NOT_COMPARED
        )


def _history(result: TierResult) -> Iterator[Issue]:
    for book in result.history.books if result.history is not None else ():
        lost = book.customers - book.matched
        if lost:
            yield tiers.HistoryUnknown(book=book.path, count=lost)
