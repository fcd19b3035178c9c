"""Which tier each customer is in, and who is near the next one.

The tiers above the last are rungs, best first; a customer's place is that of the first rung that the customer meets,
the last place takes the rest. Nothing but value and loyalty counts, so row order never matters and customers who are
alike share a tier. A customer without a value meets no rung; an unknown loyalty is never asked for.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import narwhals as nw
from narwhals.typing import FrameT

from keyclient.metrics.exact_shares import Number, edge
from keyclient.metrics.floors import as_floats

HAIR = 1e-9
"""Scores that differ by less are equal: a weighted mean of 60 and 60 may be a hair below 60."""


@dataclass(frozen=True, slots=True)
class Rung:
    """A tier above the last, as it is asked of the customers of one book."""

    column: str
    """The frame's column that the floor is about."""
    floor: Number | None
    """Values from it on are enough; None where no customer has a positive value, so that nobody meets the rung."""
    loyalty: float | None = None
    """The score that is needed too."""
    unit: float = 1.0
    """What one unit of the column is worth, so that gaps of several measures have an order."""


def place_of(rungs: Sequence[Rung]) -> nw.Expr:
    """The place of every customer: 0 for the best rung, `len(rungs)` for those who meet none.

    Columns: those of the rungs (values or null) and, where a rung asks for it, `loyalty`.
    """
    place = nw.lit(len(rungs), dtype=nw.Int64)
    for number, rung in reversed(list(enumerate(rungs))):
        if rung.floor is not None:
            place = nw.when(_meets(rung)).then(nw.lit(number, dtype=nw.Int64)).otherwise(place)
    return place


def near(frame: FrameT, rungs: Sequence[Rung], *, share: float, slack: float) -> FrameT | None:
    """The customers near the rung above their `place`, one row each; None where no rung has a floor.

    Near: below the rung's floor by no more than leaves `share` of it; or at it, and short of the rung's loyalty by no
    more than `slack` points. Adds `next` (the rung's number), `reached` (the value that its floor is about), `gap`
    (to the floor, 0 where it is reached) and `loyalty_gap` (null where loyalty is enough, unknown or not asked for).
    Smallest gap first, then smallest gap of loyalty, largest value, id and row.
    """
    kinds = frame.collect_schema()
    asked = [(number, rung) for number, rung in enumerate(rungs) if rung.floor is not None]
    if not asked:
        return None
    whole = all(kinds[rung.column].is_integer() for _, rung in asked)
    found = [_near(frame, number, rung, share, slack) for number, rung in asked]
    if not whole:
        mixed = [as_floats(nw.col(name)).alias(name) for name in ("reached", "gap")]
        found = [part.with_columns(*mixed) for part in found]
    order = ["worth", "short", "reached", "customer_id", "row"]
    falling = [name == "reached" for name in order]
    return nw.concat(found).sort(*order, descending=falling, nulls_last=True).drop("worth", "short")


def _meets(rung: Rung) -> nw.Expr:
    enough = (nw.col(rung.column) >= rung.floor).fill_null(value=False)
    return enough if rung.loyalty is None else enough & ~_short_of_loyalty(rung.loyalty)


def _short_of_loyalty(needed: float) -> nw.Expr:
    return (nw.col("loyalty") < needed - HAIR).fill_null(value=False)


def _near(frame: FrameT, number: int, rung: Rung, share: float, slack: float) -> FrameT:
    value, floor = nw.col(rung.column), rung.floor or 0
    close = (value >= edge(floor, share)) & (value < floor)
    gap = nw.when(value < floor).then(floor - value).otherwise(nw.lit(0))
    if rung.loyalty is None:
        loyalty_gap = nw.lit(None, dtype=nw.Float64)
    else:
        short = rung.loyalty - nw.col("loyalty")
        loyalty_gap = nw.when(_short_of_loyalty(rung.loyalty)).then(short)
        enough = (short <= slack + HAIR).fill_null(value=False)
        close |= (value >= floor) & _short_of_loyalty(rung.loyalty) & enough
    return frame.filter((nw.col("place") == number + 1) & close.fill_null(value=False)).with_columns(
        nw.lit(number, dtype=nw.Int64).alias("next"),
        value.alias("reached"),
        gap.alias("gap"),
        (as_floats(gap) * rung.unit).alias("worth"),
        loyalty_gap.alias("loyalty_gap"),
        loyalty_gap.fill_null(0.0).alias("short"),
    )
