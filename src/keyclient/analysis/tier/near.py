"""Who is near the next tier, and what is missing."""

from collections.abc import Mapping, Sequence
from decimal import Decimal

from keyclient.analysis.common.lazy_rows import LazyRows, ListSource
from keyclient.analysis.common.tier_book import Frame, TierBook
from keyclient.analysis.common.tier_steps import TierSteps
from keyclient.analysis.tier.lists import near_rows
from keyclient.analysis.tier.near_ahead import NOTHING_AHEAD, NearAhead, near_ahead
from keyclient.analysis.tier.result import NearTotal
from keyclient.analysis.tier.rows import NearCustomer
from keyclient.metrics.tier import near_next_tier
from keyclient.model.measure import Amount
from keyclient.model.portfolio import Portfolio
from keyclient.model.record import dataclass
from keyclient.policy.parts.tier import TierPolicy

_NOBODY = NearTotal(customers=0, short_of_value=0, gap=Decimal(0))


@dataclass(frozen=True)
class NearList:
    """The customers near the tier above, in order, with their gaps."""

    frame: Frame | None
    """None if there is no tier to reach."""
    gaps: Sequence[Amount]
    book: TierBook
    ahead: NearAhead = NOTHING_AHEAD
    """What the averages among their values come to."""

    @property
    def rows(self) -> LazyRows[NearCustomer]:
        """The customers."""
        if self.frame is None:
            return LazyRows(NearCustomer, ListSource())
        return near_rows(self.frame, self.gaps, self.book, self.ahead)

    @property
    def total(self) -> NearTotal:
        """Their total."""
        return _total(self.gaps)

    def by_group(self) -> Mapping[str, NearTotal]:
        """The totals of the groups that have any."""
        found: dict[str, list[Amount]] = {}
        if self.frame is None or self.book.groups is None:
            return {}
        gaps = dict(zip(self.frame["row"].to_list(), self.gaps, strict=True))
        near = self.book.groups[self.book.groups["row"].isin(list(gaps))]
        for group, row in zip(near["group"], near["row"].tolist(), strict=True):
            found.setdefault(group, []).append(gaps[row])
        return {group: _total(gaps) for group, gaps in found.items()}


def near_list(book: TierBook, policy: TierPolicy, portfolio: Portfolio) -> NearList:
    """The customers of a portfolio near the tier above the one they hold."""
    frame = near_next_tier(book.frame, book.rungs, share=policy.near, slack=policy.near_loyalty)
    if frame is None:
        return NearList(None, (), book)
    return NearList(frame, gaps_of(frame, book), book, near_ahead(frame, book, portfolio))


def gaps_of(near: Frame, book: TierSteps) -> list[Amount]:
    """What each customer near a tier lacks in value."""
    pairs = zip(near["next"].to_list(), near["gap"].to_list(), strict=True)
    return [book.steps[next_].measure.amount(gap) for next_, gap in pairs]


def nobody_near() -> NearTotal:
    """The total of a group with no such customers."""
    return _NOBODY


def _total(gaps: Sequence[Amount]) -> NearTotal:
    return NearTotal(
        customers=len(gaps), short_of_value=sum(gap > 0 for gap in gaps), gap=sum(gaps, start=Decimal(0))
    )
