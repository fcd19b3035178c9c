"""The figures of `tier`: tier sizes, components of loyalty, suspicious data."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import narwhals as nw

from keyclient.analysis.common.tier_book import Frame, TierBook
from keyclient.analysis.tier.groups import PlaceTotals
from keyclient.analysis.tier.result import FloorTie, KeyCustomers, Loyalty, LoyaltyComponent, TierSize
from keyclient.metrics.exact_shares import share_of
from keyclient.metrics.loyalty import SOURCES
from keyclient.policy.parts.loyalty import LoyaltyPolicy


@dataclass(frozen=True)
class Doubts:
    """What makes the loyalty scores doubtful."""

    late_open: int
    """Customers whose open date lies after the data date."""
    late_contact: int
    """Customers whose last contact or transaction lies after it."""
    best_satisfaction: float | None
    """The highest satisfaction; None where there is none."""


def sizes(book: TierBook, held: PlaceTotals, key: Sequence[str]) -> Iterator[TierSize]:
    """One entry a tier, best first."""
    for place, step in enumerate(book.steps):
        tier = step.tier
        yield TierSize(
            tier=tier.name,
            customers=held.customers[place],
            share_of_customers=share_of(held.customers[place], len(book.frame)),
            value=book.measure.amount(held.values[place]),
            share_of_value=share_of(held.gross[place], book.totals.gross),
            mean_loyalty=held.loyalty[place],
            floor=step.floor,
            top=tier.top,
            measure=None if step.measure is book.measure else tier.measure,
            loyalty=tier.loyalty,
            key=tier.name in key,
        )


def key_customers(book: TierBook, held: PlaceTotals, key: Sequence[str]) -> KeyCustomers:
    """The customers of the key tiers together."""
    places = [place for place, name in enumerate(book.names) if name in key]
    customers = sum(held.customers[place] for place in places)
    return KeyCustomers(
        tiers=tuple(key),
        customers=customers,
        share_of_customers=share_of(customers, len(book.frame)),
        value=book.measure.amount(sum(held.values[place] for place in places)),
        share_of_value=share_of(sum(held.gross[place] for place in places), book.totals.gross),
    )


def loyalty(frame: Frame, policy: LoyaltyPolicy) -> Loyalty:
    """How many customers have each component, and a score at all."""
    known = {
        name: len(frame) - frame[name].null_count() if name in frame.columns else 0
        for name in (*SOURCES, "loyalty", "judged")
    }
    return Loyalty(
        components=tuple(
            LoyaltyComponent(name=name, weight=part.weight, customers=known[name])
            for name, part in policy.components.items()
        ),
        known=known["loyalty"],
        unknown=len(frame) - known["loyalty"],
        min_components=policy.needed,
        few=known["loyalty"] - known["judged"],
    )


def floor_ties(book: TierBook, share: float) -> Iterator[FloorTie]:
    """The tiers that equal values at the floor make larger by more than `share` of the customers."""
    for step in book.steps:
        reach = step.reach
        if reach is not None and reach.customers - reach.rank > share * len(book.frame):
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
        _below_zero(frame, name) if policy.components[name].column is None else 0
        for name in ("tenure", "recency")
    )
    return Doubts(open_, contact, best)


def _below_zero(frame: Frame, name: str) -> int:
    if name not in frame.columns:
        return 0
    return int(frame.select((nw.col(name) < 0).fill_null(value=False).cast(nw.Int64).sum()).item() or 0)
