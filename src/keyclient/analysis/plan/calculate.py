"""The plan that a book gives."""

import datetime as dt

from keyclient.analysis.common.evidence.arrays import Ints
from keyclient.analysis.common.evidence.books import RiskBooks
from keyclient.analysis.common.occasions.book import OccasionBook, occasions
from keyclient.analysis.common.occasions.occasion import Occasion
from keyclient.analysis.common.occasions.within import Within
from keyclient.analysis.plan.balance import balance
from keyclient.analysis.plan.basis import Basis
from keyclient.analysis.plan.capacity import move_rows
from keyclient.analysis.plan.competitors import competitors
from keyclient.analysis.plan.grid import cells_of, grid, rising
from keyclient.analysis.plan.lines import plan_lines
from keyclient.analysis.plan.planned import Planned
from keyclient.analysis.plan.proofs import check_proofs
from keyclient.analysis.plan.refusals import PlanOverError, PlanTooLongError
from keyclient.analysis.plan.resources import resources, served_managers
from keyclient.analysis.plan.result import PlanResult
from keyclient.analysis.plan.totals import Totals
from keyclient.analysis.plan.wallet import wallet
from keyclient.model.label import Lang
from keyclient.policy.parts.plan import LONGEST_PLAN, PlanPolicy


def basis_of(books: RiskBooks, lang: Lang = Lang.EN) -> Basis:
    """What the plan of the newest book is made from. Raises `PlanOverError` and `ProofError`."""
    policy, as_of = books.policy, books.books[books.newest].portfolio.as_of
    until = last_day(policy.plan, as_of)
    check_proofs(policy, balance(books).word, as_of)
    within = Within.until((until - as_of).days, policy.today)
    found = occasions(books, policy, within, lang)
    return Basis(found, policy, _cells(found), until, lang)


def last_day(policy: PlanPolicy, as_of: dt.date) -> dt.date:
    """The last day of a plan. Raises `PlanOverError` where it is not after the data date, `PlanTooLongError` where that is a year after."""
    until = as_of + dt.timedelta(days=policy.days) if policy.until is None else policy.until
    if until <= as_of:
        raise PlanOverError(until=until, as_of=as_of)
    if (until - as_of).days > LONGEST_PLAN:
        raise PlanTooLongError(until=until, as_of=as_of, days=f"{(until - as_of).days:,}", most=LONGEST_PLAN)
    return until


def plan(planned: Planned, sha256: str) -> PlanResult:
    """The plan with all its lines. `sha256`: of the book."""
    basis, totals = planned.basis, Totals.of_planned(planned)
    books, policy = basis.books, basis.policy
    return PlanResult(
        measure=books.measure.name,
        until=basis.until,
        lines=plan_lines(planned, sha256),
        total_lines=totals.lines,
        open_lines=totals.lines,
        overdue=0,
        without_owner=totals.without_owner,
        owners=totals.managers,
        entries=totals.entries,
        grid=grid(books, basis.cell),
        resources=resources(books, basis.class_a),
        served=served_managers(books, basis.class_a, planned.owners.name, totals.effort),
        wallet=wallet(books),
        competitors=competitors(books, policy.plan.banks),
        moves=move_rows(books, basis.moves),
        kept=None,
    )


def _cells(found: OccasionBook) -> Ints:
    """The cells of the grid: large are the key customers; near any tier, or on the rise, is growing."""
    books = found.books
    growing = found.found[Occasion.NEAR].holds | rising(books, books.policy)
    return cells_of(books, books.policy, large=found.key, growing=growing)
