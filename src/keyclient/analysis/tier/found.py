"""The result of `tier` from what was found about the customers, in memory or by an engine."""

from collections.abc import Sequence

from keyclient.analysis.common.lazy_rows import LazyRows, ListSource
from keyclient.analysis.common.tier_steps import TierSteps
from keyclient.analysis.tier.figures import Doubts, floor_ties, key_customers, sizes
from keyclient.analysis.tier.groups import PlaceTotals
from keyclient.analysis.tier.result import (
    AverageTime,
    BookTiers,
    History,
    Loyalty,
    NearTotal,
    TierGroup,
    TierResult,
)
from keyclient.analysis.tier.rows import DifferingCustomer, NearCustomer, TieredCustomer, WatchedCustomer
from keyclient.model.record import dataclass
from keyclient.policy.models import Policy


@dataclass(frozen=True, eq=False)
class FoundTiers:
    """What was found about the customers in tiers."""

    held: PlaceTotals
    loyalty: Loyalty
    doubts: Doubts
    near: LazyRows[NearCustomer]
    near_total: NearTotal
    averages: tuple[AverageTime, ...]
    untimed: Sequence[str]
    own: tuple[BookTiers, LazyRows[DifferingCustomer]] | None
    """The comparison with the book's own tiers; None where it has none."""
    groups: tuple[TierGroup, ...] | None
    top: LazyRows[TieredCustomer]
    history: History | None = None


def tier_result(book: TierSteps, found: FoundTiers, policy: Policy) -> TierResult:
    """The result, with nobody under watch."""
    key, amount = policy.key.of(policy.tier.ladder), book.measure.amount
    return TierResult(
        measure=book.measure.name,
        customers=book.customers,
        blank=book.customers - book.totals.known,
        total=amount(book.totals.net),
        gross_positive=amount(book.totals.gross),
        key=key_customers(book, found.held, key),
        tiers=tuple(sizes(book, found.held, key)),
        loyalty=found.loyalty,
        near=found.near,
        near_total=found.near_total,
        averages=found.averages,
        differs=LazyRows(DifferingCustomer, ListSource()) if found.own is None else found.own[1],
        book=None if found.own is None else found.own[0],
        groups=found.groups,
        history=found.history,
        watch=LazyRows(WatchedCustomer, ListSource()),
        top=found.top,
        untimed=tuple(found.untimed),
        ties=tuple(floor_ties(book, policy.tier.tie_block)),
        late_open=found.doubts.late_open,
        late_contact=found.doubts.late_contact,
        best_satisfaction=found.doubts.best_satisfaction,
    )
