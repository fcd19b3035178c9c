"""How many of a book, or of a group in it, stand where on the ladder."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple, TypedDict

import narwhals as nw
import pandas as pd

from keyclient.metrics.proportions import wilson
from keyclient.metrics.stage import HERE, LOST


class Pile(NamedTuple):
    """Those of a group who stand alike."""

    furthest: int
    fate: int
    placed: bool
    n: int
    value: float
    """What they are worth together, in units of the measure; 0 where nothing is measured."""
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
    """How many of a book, or of one group in it, stand where on a ladder of `size` stages."""

    piles: tuple[Pile, ...]
    size: int

    def reached(self, place: int) -> int:
        """At a stage or beyond."""
        return sum(pile.n for pile in self.piles if pile.furthest >= place)

    def at(self, place: int, fate: int) -> int:
        """Those who met one fate at a stage."""
        return sum(pile.n for pile in self.piles if (pile.furthest, pile.fate) == (place, fate))

    @property
    def unplaced(self) -> int:
        """Those who have entered and whose stage is not known."""
        return sum(pile.n for pile in self.piles if not pile.placed)

    def reached_high(self, place: int) -> int:
        """The same where those of unknown stage have come as far as they can, short of the last stage."""
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
        """What those are worth who are at a stage, or also those beyond; None where no value is known."""
        there = [
            pile
            for pile in self.piles
            if (pile.furthest >= place if beyond else (pile.furthest, pile.fate) == (place, HERE))
        ]
        return sum(pile.value for pile in there) if any(pile.known for pile in there) else None


def tallies(positions: pd.DataFrame, size: int, by: str | None = None) -> dict[str, FunnelTally]:
    """The tally of everybody, under "", or of every group of a column."""
    keys = [name for name in (by, "furthest", "fate", "placed") if name is not None]
    frame = positions
    if "value" in frame and frame["value"].dtype.kind == "f":
        # A sum of floats depends on their order in the last digit, and row order must not matter.
        frame = frame.sort_values("value")
    rows = nw.from_native(frame, eager_only=True)
    sums = [nw.len().alias("n")]
    if "value" in frame:
        rows = rows.with_columns((~nw.col("value").is_null()).cast(nw.Int64).alias("known"))
        sums += [nw.col("value").sum(), nw.col("known").sum()]
    found: dict[str, list[Pile]] = {}
    for row in rows.group_by(*keys).agg(*sums).rows(named=True):
        pile = Pile(
            row["furthest"],
            row["fate"],
            bool(row["placed"]),
            row["n"],
            row.get("value") or 0,
            row.get("known", 0),
        )
        found.setdefault(str(row[by]) if by is not None else "", []).append(pile)
    return {group: FunnelTally(tuple(sorted(piles)), size) for group, piles in found.items()}


def rate(part: tuple[int, int]) -> float | None:
    """A part of a whole; None where the whole is nothing."""
    return part[0] / part[1] if part[1] else None


def counts_of(tally: FunnelTally, z: float) -> EntryCounts:
    """How many entered, what became of them, and how sure the conversion is."""
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
    """The stage that the smallest part of those at the stage before reached."""

    early: int | None
    """Where everybody of unknown stage stood at the first stage, as they are counted."""
    late: int | None
    """Where they stood at the last stage but the closing one."""

    @property
    def certain(self) -> int | None:
        """The stage, where it does not hang on those of unknown stage."""
        return self.early if self.early == self.late else None


def leak_of(tally: FunnelTally, shown: int, least: int) -> Leak:
    """The stage of the smallest step conversion below 1, the first one of equals.

    Steps that fewer than `least` customers could have made do not count.
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
