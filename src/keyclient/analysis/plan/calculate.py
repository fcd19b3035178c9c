"""The plan that a book gives."""

import datetime as dt

import numpy as np

from keyclient.analysis.common.evidence.arrays import Ints
from keyclient.analysis.common.evidence.books import RiskBooks
from keyclient.analysis.common.lazy_rows import LazyRows, ListSource
from keyclient.analysis.common.occasions.book import OccasionBook, occasions
from keyclient.analysis.common.occasions.occasion import Occasion
from keyclient.analysis.common.occasions.within import Within
from keyclient.analysis.plan.balance import balance
from keyclient.analysis.plan.basis import Basis
from keyclient.analysis.plan.lines import plan_lines
from keyclient.analysis.plan.planned import Planned
from keyclient.analysis.plan.proofs import check_proofs
from keyclient.analysis.plan.refusals import PlanOverError
from keyclient.analysis.plan.result import Move, PlanResult, Wallet
from keyclient.analysis.plan.totals import Totals
from keyclient.model.label import Lang
from keyclient.policy.parts.plan import PlanPolicy


def basis_of(books: RiskBooks, lang: Lang = Lang.EN) -> Basis:
    """What the plan of the newest book is made from. Raises `PlanOverError` and `ProofError`."""
    policy, as_of = books.policy, books.books[books.newest].portfolio.as_of
    until = last_day(policy.plan, as_of)
    check_proofs(policy, balance(books).word, as_of)
    within = Within.until((until - as_of).days, policy.today)
    found = occasions(books, policy, within, lang)
    return Basis(found, policy, cells(found), until, lang)


def last_day(policy: PlanPolicy, as_of: dt.date) -> dt.date:
    """The last day of a plan. Raises `PlanOverError` where it is not after the data date."""
    until = as_of + dt.timedelta(days=policy.days) if policy.until is None else policy.until
    if until <= as_of:
        raise PlanOverError(until=until, as_of=as_of)
    return until


def plan(planned: Planned, sha256: str) -> PlanResult:
    """The plan with all its lines. `sha256`: of the book."""
    totals = Totals.of_planned(planned)
    return PlanResult(
        measure=planned.basis.books.measure.name,
        until=planned.basis.until,
        lines=plan_lines(planned, sha256),
        total_lines=totals.lines,
        without_owner=totals.owners[None],
        owners=len(totals.owners) - (None in totals.owners),
        entries=totals.entries,
        grid=(),
        resources=(),
        served=(),
        wallet=Wallet(share=None, known=0, unknown=0),
        competitors=(),
        moves=LazyRows(Move, ListSource()),
        kept=None,
    )


def cells(found: OccasionBook) -> Ints:
    """Interim."""
    policy = found.books.policy
    from keyclient.analysis.common.evidence.columns import assets, numbers

    portfolio = found.books.books[-1].portfolio
    ours, elsewhere = assets(portfolio, found.books.measure), numbers(portfolio, "potential")
    near = found.found[Occasion.NEAR].holds
    with np.errstate(all="ignore"):
        share = ours / (ours + elsewhere)
    large = np.where(np.isnan(elsewhere), 2, np.where(share >= policy.plan.wallet, 0, 1))
    cell = np.where(found.key, large, np.where(near, 3, 4))
    return np.where(np.isnan(found.value), -1, cell)
