"""Who is platinum, gold, iron, why, and who is close to the next tier."""

from collections.abc import Sequence
from dataclasses import replace

from keyclient.analysis.common.refusals import GroupColumnError, UnmeasuredError
from keyclient.analysis.common.tier_book import TierBook, tier_book
from keyclient.analysis.tier.book_tiers import own_tiers
from keyclient.analysis.tier.figures import doubts, known_scores, loyalty
from keyclient.analysis.tier.found import FoundTiers, tier_result
from keyclient.analysis.tier.groups import groups, held_by_group, held_by_place, nothing_held
from keyclient.analysis.tier.history import with_history
from keyclient.analysis.tier.lists import first_by_value, ranking
from keyclient.analysis.tier.near import NearList, near_list
from keyclient.analysis.tier.reasons import reasons_of
from keyclient.analysis.tier.result import TierResult
from keyclient.analysis.tier.watch import Watch, watched
from keyclient.model.label import Lang, listed
from keyclient.model.portfolio import Portfolio
from keyclient.policy.models import Policy


def tier(
    portfolio: Portfolio,
    policy: Policy,
    *,
    by: str | None = None,
    top: int | None = 20,
    earlier: Sequence[Portfolio] = (),
    dated: bool = True,
    lang: Lang = Lang.EN,
) -> TierResult:
    """The tier of every customer by the policy's list of tiers, and the `top` first customers with reasons (None: all).

    The first tier that a customer meets counts; the last takes the rest, also those without a value, with zero or
    less. Equal customers share a tier and row order never matters. `by` names a column of the frame: then the tiers
    are counted in every group of it too. `earlier` books of the same customers, oldest first, make tiers rise at once
    and fall slowly; `dated`: all books have data dates of their own. Sentences are in `lang`.

    Raises `UnmeasuredError`, `GroupColumnError`, `UnmeasuredTierError` and `SumTooLargeError`.
    """
    measure = portfolio.measure
    if measure is None:
        raise UnmeasuredError
    if by is not None and by not in portfolio.frame.columns:
        raise GroupColumnError(column=by, columns=listed(portfolio.frame.columns))
    book, history = tier_book(portfolio, measure, policy.tier, by=by), None
    if earlier:
        book, history = with_history(book, earlier, policy.tier)
    days = [one.as_of for one in (*earlier, portfolio)] if dated else []
    found = _found(book, policy, near_list(book, policy.tier, portfolio), by=by, top=top, lang=lang)
    result = tier_result(book, replace(found, history=history), policy)
    return result.model_copy(update={"watch": watched(book, Watch(policy.tier.grace, days, lang))})


def _found(
    book: TierBook, policy: Policy, near: NearList, *, by: str | None, top: int | None, lang: Lang
) -> FoundTiers:
    scores, key = policy.tier.loyalty, policy.key.of(policy.tier.ladder)
    return FoundTiers(
        held=held_by_place(book, book.frame).get("", nothing_held(book)),
        loyalty=loyalty(known_scores(book.frame), len(book.frame), scores),
        doubts=doubts(book.frame, scores),
        near=near.rows,
        near_total=near.total,
        averages=near.ahead.times,
        untimed=near.ahead.untimed,
        own=own_tiers(book, policy.tier),
        groups=None if by is None else groups(book, held_by_group(book), key, near.by_group()),
        top=ranking(first_by_value(book, top), book, *reasons_of(book, policy.tier, lang)),
    )
