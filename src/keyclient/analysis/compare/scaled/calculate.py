"""What moved between two portfolios of any size: the result of `compare`, read from what the engine has counted."""

from collections.abc import Sequence
from dataclasses import dataclass

import narwhals as nw

from keyclient.analysis.common.lazy_rows import LazyRows, ListSource
from keyclient.analysis.compare.buckets import Bucket
from keyclient.analysis.compare.matrix import matrix_of
from keyclient.analysis.compare.quarter_ends import QuarterEnd
from keyclient.analysis.compare.result import (
    BookStep,
    CompareResult,
    FirstFloor,
    KeyMoves,
    MatrixCell,
    PeriodTotal,
    Unfollowed,
)
from keyclient.analysis.compare.scaled.balances import scaled_deviations
from keyclient.analysis.compare.scaled.books import ScaledBook
from keyclient.analysis.compare.scaled.groups import scaled_groups
from keyclient.analysis.compare.scaled.growing import grew, growing
from keyclient.analysis.compare.scaled.moved import Moved, largest_changes
from keyclient.analysis.compare.scaled.panel import ScaledPanel
from keyclient.analysis.compare.scaled.persons import scaled_perhaps
from keyclient.analysis.compare.scaled.products import inside_products, product_sums
from keyclient.analysis.compare.scaled.slipping import slipping, with_state
from keyclient.analysis.compare.scaled.tally import Alike, Tally, tallied
from keyclient.analysis.compare.scaled.wanted import Wanted
from keyclient.analysis.compare.scaled.whole_groups import scaled_whole_groups
from keyclient.analysis.compare.steps import book_step, period_name
from keyclient.model.issue import Issue
from keyclient.model.label import Lang
from keyclient.policy.models import Policy


@dataclass(frozen=True)
class ScaledComparison:
    """The figures, whose lists have their first customers alone, and what could not be looked at."""

    result: CompareResult
    everybody: Moved
    """The first of all customers, those who stayed in their tier too; largest change first."""
    issues: tuple[Issue, ...]


def compared_at_scale(
    panel: ScaledPanel, wanted: Wanted, policy: Policy, *, lang: Lang, top: int | None
) -> ScaledComparison:
    """All of it. `top`: how many customers each list has; None is all. Sentences are in `lang`."""
    frame = with_state(panel.frame, wanted)
    tally = tallied(frame, _further(panel, wanted, policy))
    step = _step(panel, tally)
    everybody, moved = largest_changes(panel, lang, top)
    held = tally.held
    perhaps, issues = scaled_perhaps(
        panel, held[Bucket.LOST].customers, held[Bucket.NEW].customers, policy.scale.one_by_one
    )
    rise = growing(panel, tally, wanted, policy.compare, top)
    result = CompareResult(
        measure=panel.new.measure.name,
        periods=tuple(_period(book) for book in panel.books),
        floors=tuple(FirstFloor(tier=one.tier.name, floor=one.floor) for one in panel.old.steps),
        opening=step.opening,
        closing=step.closing,
        customers_opening=step.customers_opening,
        customers_closing=step.customers_closing,
        buckets=step.buckets,
        steps=(step,),
        since_first=None,
        tier_changes=tally.changes,
        key=_key(panel, tally, policy.key.of(policy.tier.ladder)),
        matrix=_matrix(panel, tally, policy, own=False),
        matrix_own_floors=_matrix(panel, tally, policy, own=True),
        moved=moved,
        rising=rise.customers,
        rising_by_chance=rise.by_chance,
        rising_totals=rise.totals,
        inside=inside_products(tally, wanted),
        attrition=slipping(frame, tally, wanted, top),
        deviation=scaled_deviations(panel.new, policy, top),
        quarter_ends=LazyRows(QuarterEnd, ListSource()),
        restated=(),
        unfollowed=_unfollowed(panel, tally),
        perhaps_same=perhaps,
        vanished=scaled_whole_groups(panel, policy.compare, policy.scale.collected),
        blank=tally.blank,
        groups=scaled_groups(panel, wanted, policy.scale.collected),
    )
    return ScaledComparison(result, everybody, issues)


def _further(panel: ScaledPanel, wanted: Wanted, policy: Policy) -> dict[str, nw.Expr]:
    """What to add up beside the values."""
    return {
        "grew": grew(panel, wanted, policy.compare).cast(nw.Int64),
        "floored": nw.col("new_floored").fill_null(0),
        "high": nw.col("high"),
        **product_sums(wanted),
    }


def _there(part: Alike) -> bool:
    return part.was >= 0


def _here(part: Alike) -> bool:
    return part.now >= 0


def _step(panel: ScaledPanel, tally: Tally) -> BookStep:
    there, here = tally.of(_there), tally.of(_here)
    return book_step(
        panel.books,
        (there.customers, there.opening),
        (here.customers, here.closing),
        tally.held,
        panel.new.measure.amount,
    )


def _period(book: ScaledBook) -> PeriodTotal:
    return PeriodTotal(
        period=period_name(book),
        path=book.source.path,
        sheet=book.source.sheet,
        as_of=book.as_of if book.is_dated else None,
        customers=book.customers,
        value=book.measure.amount(book.worth),
    )


def _key(panel: ScaledPanel, tally: Tally, key: Sequence[str]) -> KeyMoves:
    places = [panel.names.index(name) for name in key]
    was, now = tally.of(lambda part: part.was in places), tally.of(lambda part: part.now in places)
    amount = panel.new.measure.amount
    return KeyMoves(
        tiers=tuple(key),
        customers_opening=was.customers,
        customers_closing=now.customers,
        opening=amount(was.opening),
        closing=amount(now.closing),
    )


def _matrix(panel: ScaledPanel, tally: Tally, policy: Policy, *, own: bool) -> tuple[MatrixCell, ...]:
    flows = tally.flows((lambda part: part.own) if own else (lambda part: part.now))
    return tuple(matrix_of(flows, panel.names, panel.new.measure, policy.compare))


def _unfollowed(panel: ScaledPanel, tally: Tally) -> Unfollowed:
    there, here = tally.of(_there), tally.of(_here)
    amount = panel.new.measure.amount
    return Unfollowed(
        opening=amount(panel.old.worth - there.opening),
        closing=amount(panel.new.worth - here.closing),
        customers_opening=panel.old.customers - there.customers,
        customers_closing=panel.new.customers - here.customers,
    )
