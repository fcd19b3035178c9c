"""How many customers or deals of a book, or of a group in it, are at each stage."""

from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple, TypedDict

import narwhals as nw
import pandas as pd

from keyclient.analysis.funnel.alike import COPIES, KNOWN, SUMS, total
from keyclient.metrics.proportions import wilson
from keyclient.metrics.stage import HERE, LOST
from keyclient.model.record import dataclass


class Pile(NamedTuple):
    """The members of a group with the same stage and fate."""

    furthest: int
    fate: int
    placed: bool
    n: int
    value: float
    """Their total value in units of the measure; 0 without a measure."""
    known: int
    """How many of them have a value."""


class EntryCounts(TypedDict):
    """The figures of `FunnelCounts`."""

    entered: int
    won: int
    lost: int
    open: int
    conversion: float | None
    low: float | None
    high: float | None
    win_rate: float | None


@dataclass(frozen=True)
class FunnelTally:
    """How many customers or deals of a book, or of one group, are at each of `size` stages."""

    piles: tuple[Pile, ...]
    size: int

    def reached(self, place: int) -> int:
        """At a stage or beyond."""
        return sum(pile.n for pile in self.piles if pile.furthest >= place)

    def at(self, place: int, fate: int) -> int:
        """Those with one fate at a stage."""
        return sum(pile.n for pile in self.piles if (pile.furthest, pile.fate) == (place, fate))

    @property
    def unplaced(self) -> int:
        """Those who have entered and whose stage is unknown."""
        return sum(pile.n for pile in self.piles if not pile.placed)

    def reached_high(self, place: int) -> int:
        """As `reached`, if those of unknown stage got as far as they could, short of the last stage."""
        return self.reached(place) + (self.unplaced if 0 < place < self.size - 1 else 0)

    @property
    def lost(self) -> int:
        """Those who were lost."""
        return sum(pile.n for pile in self.piles if pile.fate == LOST)

    @property
    def won(self) -> int:
        """Those who have reached the last stage."""
        return self.reached(self.size - 1)

    @property
    def counts(self) -> tuple[int, int]:
        """Those who were won, of those who have entered."""
        return self.won, self.reached(0)

    @property
    def decided(self) -> tuple[int, int]:
        """Those who were won, of those won or lost."""
        return self.won, self.won + self.lost

    def step(self, place: int) -> tuple[int, int]:
        """Those who reached a stage, of those who reached the one before."""
        return self.reached(place), self.reached(place - 1)

    def value(self, place: int, *, beyond: bool) -> float | None:
        """Total value of those at a stage, or at it and beyond; None if no value is known."""
        there = [
            pile
            for pile in self.piles
            if (pile.furthest >= place if beyond else (pile.furthest, pile.fate) == (place, HERE))
        ]
        return sum(pile.value for pile in there) if any(pile.known for pile in there) else None


def tallies(positions: pd.DataFrame, size: int, by: str | None = None) -> dict[str, FunnelTally]:
    """The tally of all rows, under "", or of each group of a column; see `keyclient.analysis.funnel.alike`."""
    keys = [name for name in (by, "furthest", "fate", "placed") if name is not None]
    frame = positions
    if "value" in frame and frame["value"].dtype.kind == "f":
        # A sum of floats depends on their order in the last digit, and row order must not matter.
        frame = frame.sort_values("value")
    rows = nw.from_native(frame, eager_only=True)
    if "value" in frame:
        rows = rows.with_columns((~nw.col("value").is_null()).cast(nw.Int64).alias(KNOWN))
    sums = [nw.col(name).sum() for name in ("value", COPIES, *SUMS) if name in rows.columns]
    found: dict[str, list[Pile]] = {}
    for row in rows.group_by(*keys).agg(nw.len().alias("n"), *sums).rows(named=True):
        pile = Pile(
            row["furthest"],
            row["fate"],
            bool(row["placed"]),
            row.get(COPIES, row["n"]),
            total(row),
            row.get(KNOWN, 0),
        )
        found.setdefault(str(row[by]) if by is not None else "", []).append(pile)
    return {group: FunnelTally(tuple(sorted(piles)), size) for group, piles in found.items()}


def rate(part: tuple[int, int]) -> float | None:
    """Part over whole; None if the whole is zero."""
    return part[0] / part[1] if part[1] else None


def counts_of(tally: FunnelTally, z: float) -> EntryCounts:
    """How many entered, what became of them, and the interval of the conversion."""
    interval = wilson(*tally.counts, z)
    entered = tally.reached(0)
    return EntryCounts(
        entered=entered,
        won=tally.won,
        lost=tally.lost,
        open=entered - tally.won - tally.lost,
        conversion=rate(tally.counts),
        low=interval.low if interval else None,
        high=interval.high if interval else None,
        win_rate=rate(tally.decided),
    )


class Leak(NamedTuple):
    """The stage with the smallest conversion from the one before."""

    early: int | None
    """If those of unknown stage were all at the first stage, as they are counted."""
    late: int | None
    """If they were all at the last stage before the closing one."""

    @property
    def certain(self) -> int | None:
        """The stage, if it does not depend on those of unknown stage."""
        return self.early if self.early == self.late else None


def leak_of(tally: FunnelTally, shown: int, least: int) -> Leak:
    """The stage of the smallest step conversion below 1, the first one of equals.

    Steps open to fewer than `least` customers do not count.
    """
    low = [tally.reached(place) for place in range(shown)]
    high = [tally.reached_high(place) for place in range(shown)]
    return Leak(_smallest_step(low, least), _smallest_step(high, least))


def _smallest_step(reached: Sequence[int], least: int) -> int | None:
    steps = [
        (after / before, place)
        for place, (before, after) in enumerate(pairwise(reached), 1)
        if before >= least
    ]
    rate, place = min(steps, default=(1.0, 0))
    return place if rate < 1 else None
