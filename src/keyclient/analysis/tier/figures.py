"""The figures of `tier`: tier sizes, components of loyalty, suspicious data."""

from collections.abc import Iterator, Mapping, Sequence

import narwhals as nw

from keyclient.analysis.common.tier_book import Frame
from keyclient.analysis.common.tier_steps import TierSteps
from keyclient.analysis.tier.groups import PlaceTotals
from keyclient.analysis.tier.result import FloorTie, KeyCustomers, Loyalty, LoyaltyComponent, TierSize
from keyclient.metrics.exact_shares import share_of
from keyclient.metrics.loyalty import SOURCES
from keyclient.model.record import dataclass
from keyclient.policy.parts.loyalty import LoyaltyPolicy

SCORES = (*SOURCES, "loyalty", "judged")
"""The columns of figures that a customer may have: the components, the score, the score that may decide."""


@dataclass(frozen=True)
class Doubts:
    """What makes the loyalty scores doubtful."""

    late_open: int
    """Customers whose open date lies after the data date."""
    late_contact: int
    """Customers whose last contact or transaction lies after it."""
    best_satisfaction: float | None
    """The highest satisfaction; None where there is none."""


def sizes(book: TierSteps, held: PlaceTotals, key: Sequence[str]) -> Iterator[TierSize]:
    """One entry a tier, best first."""
    for place, step in enumerate(book.steps):
        tier = step.tier
        yield TierSize(
            tier=tier.name,
            customers=held.customers[place],
            share_of_customers=share_of(held.customers[place], book.customers),
            value=book.measure.amount(held.values[place]),
            share_of_value=share_of(held.gross[place], book.totals.gross),
            mean_loyalty=held.loyalty[place],
            floor=step.floor,
            top=tier.top,
            measure=None if step.measure is book.measure else tier.measure,
            loyalty=tier.loyalty,
            key=tier.name in key,
        )


def key_customers(book: TierSteps, held: PlaceTotals, key: Sequence[str]) -> KeyCustomers:
    """The customers of the key tiers together."""
    places = [place for place, name in enumerate(book.names) if name in key]
    customers = sum(held.customers[place] for place in places)
    return KeyCustomers(
        tiers=tuple(key),
        customers=customers,
        share_of_customers=share_of(customers, book.customers),
        value=book.measure.amount(sum(held.values[place] for place in places)),
        share_of_value=share_of(sum(held.gross[place] for place in places), book.totals.gross),
    )


def known_scores(frame: Frame) -> dict[str, int]:
    """How many customers have each of `SCORES`."""
    return {name: len(frame) - frame[name].null_count() if name in frame.columns else 0 for name in SCORES}


def loyalty(known: Mapping[str, int], customers: int, policy: LoyaltyPolicy) -> Loyalty:
    """How many of some customers have each component, and a score at all. `known`: by each of `SCORES`."""
    return Loyalty(
        components=tuple(
            LoyaltyComponent(name=name, weight=part.weight, customers=known[name])
            for name, part in policy.components.items()
        ),
        known=known["loyalty"],
        unknown=customers - known["loyalty"],
        min_components=policy.needed,
        few=known["loyalty"] - known["judged"],
    )


def floor_ties(book: TierSteps, share: float) -> Iterator[FloorTie]:
    """The tiers that equal values at the floor make larger by more than `share` of the customers."""
    for step in book.steps:
        reach = step.reach
        if reach is not None and reach.customers - reach.rank > share * book.customers:
            yield FloorTie(
                tier=step.tier.name,
                rank=reach.rank,
                customers=reach.customers,
                value=step.measure.amount(reach.value),
            )


def doubts(frame: Frame, policy: LoyaltyPolicy) -> Doubts:
    """What makes the scores of a book doubtful. A component read from its own column needs no date."""
    best = frame["satisfaction"].max() if "satisfaction" in frame.columns else None
    open_, contact = (
        _below_zero(frame, name) if name in dated(policy) else 0 for name in ("tenure", "recency")
    )
    return Doubts(open_, contact, best)


def dated(policy: LoyaltyPolicy) -> tuple[str, ...]:
    """The components that are counted to the data date."""
    return tuple(name for name in ("tenure", "recency") if policy.components[name].column is None)


def _below_zero(frame: Frame, name: str) -> int:
    if name not in frame.columns:
        return 0
    return int(frame.select((nw.col(name) < 0).fill_null(value=False).cast(nw.Int64).sum()).item() or 0)
