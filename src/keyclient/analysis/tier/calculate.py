"""Who is platinum, gold, iron, why, and who is close to the next tier."""

from collections.abc import Sequence

from keyclient.analysis.common.lazy_rows import LazyRows, ListSource
from keyclient.analysis.common.refusals import GroupColumnError, UnmeasuredError
from keyclient.analysis.common.tier_book import TierBook, tier_book
from keyclient.analysis.tier.book_tiers import own_tiers
from keyclient.analysis.tier.figures import doubts, floor_ties, key_customers, loyalty, sizes
from keyclient.analysis.tier.groups import groups, held_by_place, nothing_held
from keyclient.analysis.tier.history import with_history
from keyclient.analysis.tier.lists import ranking
from keyclient.analysis.tier.near import NearList, near_list
from keyclient.analysis.tier.reasons import TierReasons
from keyclient.analysis.tier.result import History, TierResult
from keyclient.analysis.tier.rows import DifferingCustomer, WatchedCustomer
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
    near = near_list(book, policy.tier, portfolio)
    result = _result(book, policy, history, near, by=by, top=top, lang=lang)
    return result.model_copy(update={"watch": watched(book, Watch(policy.tier.grace, days, lang))})


def _result(
    book: TierBook,
    policy: Policy,
    history: History | None,
    near: NearList,
    *,
    by: str | None,
    top: int | None,
    lang: Lang,
) -> TierResult:
    held = held_by_place(book, book.frame).get("", nothing_held(book))
    key = policy.key.of(policy.tier.ladder)
    own, found = own_tiers(book, policy.tier), doubts(book.frame, policy.tier.loyalty)
    amount, customers = book.measure.amount, len(book.frame)
    return TierResult(
        measure=book.measure.name,
        customers=customers,
        blank=customers - book.totals.known,
        total=amount(book.totals.net),
        gross_positive=amount(book.totals.gross),
        key=key_customers(book, held, key),
        tiers=tuple(sizes(book, held, key)),
        loyalty=loyalty(book.frame, policy.tier.loyalty),
        near=near.rows,
        near_total=near.total,
        averages=near.ahead.times,
        differs=LazyRows(DifferingCustomer, ListSource()) if own is None else own[1],
        book=None if own is None else own[0],
        groups=None if by is None else groups(book, key, near.by_group()),
        history=history,
        watch=LazyRows(WatchedCustomer, ListSource()),
        top=ranking(
            book,
            TierReasons(book.steps, policy.tier, lang),
            TierReasons(book.steps, policy.tier, Lang.EN),
            top,
        ),
        untimed=near.ahead.untimed,
        ties=tuple(floor_ties(book, policy.tier.tie_block)),
        late_open=found.late_open,
        late_contact=found.late_contact,
        best_satisfaction=found.best_satisfaction,
    )
