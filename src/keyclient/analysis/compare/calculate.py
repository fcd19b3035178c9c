"""What moved between books."""

from collections.abc import Sequence
from dataclasses import dataclass

from keyclient.analysis.common.exact_sum import exact_sum
from keyclient.analysis.common.lazy_rows import LazyRows
from keyclient.analysis.common.snapshot import Snapshot
from keyclient.analysis.compare.attrition import attrition
from keyclient.analysis.compare.buckets import Moves, held, moves
from keyclient.analysis.compare.deviation import deviations
from keyclient.analysis.compare.groups import group_moves
from keyclient.analysis.compare.inside import inside_the_bank
from keyclient.analysis.compare.key import blank_values, key_moves
from keyclient.analysis.compare.key_floor import key_floor
from keyclient.analysis.compare.lists import moved_rows
from keyclient.analysis.compare.matrix import matrix, tier_changes
from keyclient.analysis.compare.panel import Panel, make_panel
from keyclient.analysis.compare.perhaps import perhaps_same
from keyclient.analysis.compare.quarter_ends import quarter_ends
from keyclient.analysis.compare.reasons import Reasons
from keyclient.analysis.compare.restated import restated
from keyclient.analysis.compare.result import (
    BookStep,
    CompareResult,
    FirstFloor,
    PeriodTotal,
    TierChanges,
    Unfollowed,
)
from keyclient.analysis.compare.rising import rising
from keyclient.analysis.compare.rows import MovedCustomer
from keyclient.analysis.compare.since_first import since_first
from keyclient.analysis.compare.steps import book_step, period_name
from keyclient.analysis.compare.whole_groups import whole_groups
from keyclient.model.label import Lang
from keyclient.policy.models import Policy


def compare(
    books: Sequence[Snapshot], policy: Policy, *, everybody: bool = False, lang: Lang = Lang.EN
) -> CompareResult:
    """What became of the customers of some books, oldest first, at least two, all by one measure.

    Customers are matched by number. All are tiered by the floors of the first book; `everybody` lists those too who
    stayed in their tier. Sentences are in `lang`.
    """
    found = compared(make_panel(books), policy, lang)
    return found.result.model_copy(update={"moved": found.everybody}) if everybody else found.result


@dataclass(frozen=True)
class Compared:
    """The figures, whose list has those who did not stay in their tier, and everybody."""

    result: CompareResult
    everybody: LazyRows[MovedCustomer]
    """All customers of the two newest books, largest change first."""


def compared(panel: Panel, policy: Policy, lang: Lang) -> Compared:
    """The same of books that stand side by side already."""
    books = panel.books
    steps = [moves(panel, before) for before in range(len(books) - 1)]
    everybody, moved = moved_rows(panel, steps[-1], Reasons(panel.now.steps, panel.measure, lang))
    told = tuple(_step(panel, step) for step in steps)
    last = told[-1]
    names = [period_name(book) for book in books]
    floor = key_floor(panel, policy)
    rise = rising(panel, floor, policy.compare)
    result = CompareResult(
        measure=panel.measure.name,
        periods=tuple(_period(panel, book) for book in range(len(books))),
        floors=tuple(FirstFloor(tier=step.tier.name, floor=step.floor) for step in panel.books[0].steps),
        opening=last.opening,
        closing=last.closing,
        customers_opening=last.customers_opening,
        customers_closing=last.customers_closing,
        buckets=last.buckets,
        steps=told,
        since_first=since_first(told, panel.measure),
        tier_changes=TierChanges(
            first_floors=tier_changes(panel.places), own_floors=tier_changes(panel.own_places)
        ),
        key=key_moves(panel, policy.key.of(policy.tier.ladder)),
        matrix=matrix(panel, panel.places, policy.compare),
        matrix_own_floors=matrix(panel, panel.own_places, policy.compare),
        moved=moved,
        rising=rise.customers,
        rising_by_chance=rise.by_chance,
        rising_totals=rise.totals,
        inside=inside_the_bank(panel),
        attrition=attrition(panel, floor),
        deviation=deviations(panel, policy.compare),
        quarter_ends=quarter_ends(panel, names, policy.compare),
        restated=restated(panel, names, policy.compare.restated_listed),
        unfollowed=_unfollowed(panel),
        perhaps_same=perhaps_same(panel),
        vanished=whole_groups(panel, policy.compare),
        blank=blank_values(panel, steps[-1]),
        groups=group_moves(panel, steps[-1]),
    )
    return Compared(result, everybody)


def _step(panel: Panel, step: Moves) -> BookStep:
    before, now = step.before, step.before + 1
    return book_step(
        (panel.books[before], panel.books[now]),
        (int(panel.present[before].sum()), exact_sum(step.opening)),
        (int(panel.present[now].sum()), exact_sum(step.closing)),
        held(step),
        panel.measure.amount,
    )


def _period(panel: Panel, book: int) -> PeriodTotal:
    own = panel.books[book]
    return PeriodTotal(
        period=period_name(own),
        path=own.source.path,
        sheet=own.source.sheet,
        as_of=own.as_of if own.is_dated else None,
        customers=own.customers,
        value=panel.measure.amount(exact_sum(panel.worth(book))),
    )


def _unfollowed(panel: Panel) -> Unfollowed:
    found = []
    for book in (-2, -1):
        apart = ~panel.followed(book)
        found.append((panel.measure.amount(exact_sum(panel.worth(book)[apart])), int(apart.sum())))
    (opening, customers), (closing, customers_now) = found
    return Unfollowed(
        opening=opening, closing=closing, customers_opening=customers, customers_closing=customers_now
    )
