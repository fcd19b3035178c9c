"""The tier of each customer, and the customers near the next tier.

The tiers above the last have floors, best first. A customer's place is the index of the first floor the customer meets;
the last place takes the rest. Only value and loyalty count, so row order never matters and equal customers share a
tier. A customer without a value meets no floor; an unknown loyalty is not required.
"""

from collections.abc import Sequence
from functools import reduce
from operator import or_

import narwhals as nw
from narwhals.typing import FrameT

from keyclient.metrics.exact_shares import Number, exact_share
from keyclient.metrics.floors import as_floats
from keyclient.model.record import dataclass

TOLERANCE = 1e-9
"""Scores that differ by less are equal: a weighted mean of 60 and 60 may come out just below 60."""
_CHEAPEST = ("worth", "short", "reached", "customer_id", "row")


@dataclass(frozen=True, slots=True)
class TierFloor:
    """The requirement of a tier above the last, for the customers of one book."""

    column: str
    """The column of the frame the floor applies to."""
    floor: Number | None
    """The smallest sufficient value; None if no customer has a positive value, so that nobody meets the floor."""
    loyalty: float | None = None
    """The loyalty score required as well."""
    unit: float = 1.0
    """The value of one unit of the column, so that gaps in different measures can be ordered."""
    score: str = "loyalty"
    """The column of the scores; null where a score is unknown or may not decide."""


def place_of(tiers: Sequence[TierFloor]) -> nw.Expr:
    """The place of every customer, int64: 0 for the best tier, `len(tiers)` for those who meet no floor.

    Columns: those of the floors (values or null) and, if a floor requires it, of the scores.
    """
    place = nw.lit(len(tiers), dtype=nw.Int64)
    for number, tier in reversed(list(enumerate(tiers))):
        if tier.floor is not None:
            place = nw.when(_meets(tier)).then(nw.lit(number, dtype=nw.Int64)).otherwise(place)
    return place


def near_next_tier(frame: FrameT, tiers: Sequence[TierFloor], *, share: float, slack: float) -> FrameT | None:
    """The customers near the tier above their `place`, one row each; None if no tier has a floor.

    Near: below the floor but at `share` (0..1) of it or more; or at the floor and short of the loyalty by at most
    `slack` points. Adds `next` (the index of that tier), `reached` (the value its floor applies to), `gap` (to the
    floor, 0 if it is reached) and `loyalty_gap` (null if loyalty is enough, unknown or not required). Ordered by gap,
    then loyalty gap, largest value, id and row.
    """
    kinds = frame.collect_schema()
    asked = [(number, tier) for number, tier in enumerate(tiers) if tier.floor is not None]
    if not asked:
        return None
    whole = all(kinds[tier.column].is_integer() for _, tier in asked)
    found = [_near_floor(frame, number, tier, share, slack) for number, tier in asked]
    if not whole:
        mixed = [as_floats(nw.col(name)).alias(name) for name in ("reached", "gap")]
        found = [part.with_columns(*mixed) for part in found]
    return cheapest_first(nw.concat(found)).drop("worth", "short")


def _meets(tier: TierFloor) -> nw.Expr:
    enough = (nw.col(tier.column) >= tier.floor).fill_null(value=False)
    return enough if tier.loyalty is None else enough & ~_short_of_loyalty(tier, tier.loyalty)


def _short_of_loyalty(tier: TierFloor, needed: float) -> nw.Expr:
    return (nw.col(tier.score) < needed - TOLERANCE).fill_null(value=False)


def near_columns(tiers: Sequence[TierFloor], *, share: float, slack: float) -> dict[str, nw.Expr]:
    """The columns of `near_next_tier` for all customers, and `near`: whether a customer is. All floors are whole numbers.

    `worth` is null where a customer is not near, the others mean nothing there. Without a floor nobody is. `worth` and `short` order them, see `cheapest_first`.
    """
    found = {
        "near": nw.lit(value=False),
        "next": nw.lit(0),
        "reached": nw.lit(0),
        "gap": nw.lit(0),
        "worth": nw.lit(0.0),
        "loyalty_gap": nw.lit(None, dtype=nw.Float64),
    }
    for number, tier in enumerate(tiers):
        if tier.floor is not None:
            here = nw.col("place") == number + 1
            for name, expr in _near(number, tier, share, slack).items():
                found[name] = nw.when(here).then(expr).otherwise(found[name])
    nobody_last = nw.when(found["near"]).then(found["worth"])
    return {**found, "worth": nobody_last, "short": found["loyalty_gap"].fill_null(0.0)}


def may_be_near(tiers: Sequence[TierFloor], share: float) -> nw.Expr | None:
    """Whether a value is large enough for any customer with it to be near a tier: sooner known than who is.

    None where no tier has a floor.
    """
    floors = [(tier.column, tier.floor) for tier in tiers if tier.floor is not None]
    tests = [(nw.col(name) >= exact_share(floor, share)).fill_null(value=False) for name, floor in floors]
    return reduce(or_, tests) if tests else None


def cheapest_first(near: FrameT, ties: Sequence[str] = ()) -> FrameT:
    """By gap, then loyalty gap, largest value, id and row, then by the columns `ties`."""
    order = [*_CHEAPEST, *ties]
    return near.sort(*order, descending=[name == "reached" for name in order], nulls_last=True)


def _near_floor(frame: FrameT, number: int, tier: TierFloor, share: float, slack: float) -> FrameT:
    near = _near(number, tier, share, slack)
    close = near.pop("near")
    return frame.filter((nw.col("place") == number + 1) & close).with_columns(
        **near, short=near["loyalty_gap"].fill_null(0.0)
    )


def _near(number: int, tier: TierFloor, share: float, slack: float) -> dict[str, nw.Expr]:
    """What the customers directly below a tier lack."""
    value, floor = nw.col(tier.column), tier.floor or 0
    close = (value >= exact_share(floor, share)) & (value < floor)
    # of no others: far below a floor the difference leaves int64
    gap = nw.when(close).then(floor - value).otherwise(nw.lit(0))
    if tier.loyalty is None:
        loyalty_gap = nw.lit(None, dtype=nw.Float64)
    else:
        short = tier.loyalty - nw.col(tier.score)
        loyalty_gap = nw.when(_short_of_loyalty(tier, tier.loyalty)).then(short)
        enough = (short <= slack + TOLERANCE).fill_null(value=False)
        close |= (value >= floor) & _short_of_loyalty(tier, tier.loyalty) & enough
    return {
        "near": close.fill_null(value=False),
        "next": nw.lit(number, dtype=nw.Int64),
        "reached": value,
        "gap": gap,
        "worth": as_floats(gap) * tier.unit,
        "loyalty_gap": loyalty_gap,
    }
