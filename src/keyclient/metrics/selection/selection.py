"""The curve of a column at ranks and sums, with its totals, found in a few passes over the customers.

A value belongs into the bucket that its leading binary digits name. One pass counts and sums the buckets; from these
it is known in which of them a rank or a sum lies, and how much the order inside each of them matters. A second pass
looks at narrower buckets where that is needed, and so on. Whole numbers alone are added, so that every engine finds
the same, and Python adds what is more than an engine can hold.
"""

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import narwhals as nw

from keyclient.metrics.curve_points import CurvePoints
from keyclient.metrics.exact_shares import Number
from keyclient.metrics.profile import Profile
from keyclient.metrics.selection.around import around_nearest
from keyclient.metrics.selection.ladder import Ladder, collect_ladder, refined, values_ladder
from keyclient.metrics.selection.pieces import FARTHEST, FINEST, NARROW, Piece, octaves, with_widths
from keyclient.metrics.selection.plan import Allowed, finer_widths
from keyclient.metrics.selection.sums import loose_pieces, profile_of

_USUAL, _LIKELY = 2**34, 8
"""A first guess: customers have positive values up to here so many times as often as others of as many digits."""
_FEW = 4
"""Customers are picked where fewer than one in so many is asked for: else it costs more than it saves."""
_INT64 = 62
"""What all customers have above the lowest value of a bucket is to fit so many digits, so that it is one sum."""
_PASSES = 3
"""No more than so many passes make the totals more certain."""


@dataclass(frozen=True, slots=True)
class Limits:
    """How much is held in memory, and how certain the coefficients of a portfolio are that does not fit."""

    values: int = 2**20
    """Of no more customers than this all values are collected, and everything is exact."""
    buckets: int = 2**20
    """About so many buckets are made in one pass."""
    error: float = 1e-9
    """By how much a Gini coefficient may be wrong at most; where values are spread evenly it is a thousandth of that."""
    edge: int = 2**13
    """A bucket with an edge is looked at value by value if it holds no more customers; else in so many parts."""
    finest: int = FINEST
    narrow: int = NARROW


class Selection:
    """The curve of the column `value` (int64, null is blank) of a lazy frame."""

    def __init__(self, frame: nw.LazyFrame[Any], customers: int, limits: Limits | None = None) -> None:
        """`customers`: the number of rows, or more. Raises `ValueError` for values that are not below 2 ** 62."""
        self._frame = frame.select("value")
        self._customers = customers
        self._limits = limits or Limits()
        self._far: bool | None = None
        self._take(self._first())

    @classmethod
    def settled(cls, ladder: Ladder) -> "Selection":
        """Of buckets that hold one value each: nothing is looked at any more."""
        found = cls.__new__(cls)
        found._limits = Limits()
        found._take(ladder)
        return found

    @property
    def ladder(self) -> Ladder:
        """The buckets as far as they have been looked at."""
        return self._ladder

    @property
    def blank(self) -> int:
        """The number of customers without a value."""
        return self._ladder.blank

    @property
    def totals(self) -> Profile:
        """Counts and sums, exact. What the coefficients need may not yet be certain."""
        return self._profile

    def profile(self) -> Profile:
        """All totals; certain within the limits, as far as the passes allow."""
        for _ in range(_PASSES):
            widths = self._uncertain()
            if not widths:
                break
            self._refine({}, widths)
        return self._profile

    def points(
        self,
        *,
        targets: Iterable[Number] = (),
        ranks: Iterable[int] = (),
        nearest: bool = False,
        profiled: bool = False,
    ) -> CurvePoints:
        """The blocks of the curve that contain some sums of the largest positive values, or ranks from 1.

        `nearest`: also those that may contain the point nearest to the ideal. `profiled`: the profile will be asked for,
        so that the first pass looks at what it needs too.
        """
        sums, places = sorted(set(targets)), sorted(set(ranks))
        while True:
            found = self._places(sums, places, nearest=nearest)
            open_ = [place for place in found if self._ladder.value_at(place) is None]
            if not open_:
                return CurvePoints(tuple(self._ladder.block(place) for place in found))
            self._refine(self._ranges(open_), self._uncertain() if profiled else {})
            profiled = False

    def _first(self) -> Ladder:
        limits = self._limits
        if self._customers <= limits.values:
            return values_ladder(self._frame)
        fits = limits.finest + _INT64 - self._customers.bit_length()
        narrow = min(limits.narrow, max(fits, limits.finest + 1))
        pieces = octaves(narrow, limits.finest)
        found = self._collected(pieces, _guessed(pieces))
        beyond = 2**narrow
        self._far = bool(len(found)) and not -beyond <= found.low[-1] <= found.low[0] < beyond
        if not self._far:
            return found
        pieces = octaves(FARTHEST, limits.finest)
        return self._collected(pieces, _guessed(pieces))

    def _take(self, ladder: Ladder) -> None:
        if len(ladder) and not -(2**FARTHEST) <= int(ladder.low[-1]) <= int(ladder.low[0]) < 2**FARTHEST:
            raise ValueError("a value is not below 2 ** 62")
        self._ladder, self._loose = ladder, loose_pieces(ladder)
        self._profile = profile_of(ladder, self._loose)

    def _collected(
        self, pieces: Sequence[Piece], weights: Sequence[int], only: set[int] | None = None
    ) -> Ladder:
        return collect_ladder(self._frame, pieces, weights, self._customers, only=only, far=self._far)

    def _places(self, targets: Sequence[Number], ranks: Sequence[int], *, nearest: bool) -> list[int]:
        """The buckets with some sums and ranks, in order."""
        ladder, known = self._ladder, self._ladder.known
        above = ladder.above_zero()
        found = {bisect_left(ladder.held, target, hi=above) for target in targets} if above else set()
        found = {place for place in found if place < above}
        found |= {bisect_left(ladder.reach, rank) for rank in ranks if 0 < rank <= known}
        if nearest:
            found |= around_nearest(ladder, above)
        return sorted(found)

    def _ranges(self, places: Iterable[int]) -> dict[int, tuple[int, int]]:
        """The ranges of some buckets and how wide the buckets in them are to be, by their start."""
        ladder, edge = self._ladder, self._limits.edge
        found = {}
        for place in places:
            low, width = ladder.low[place], ladder.width(place)
            found[low] = (low + width, 1 if ladder.n[place] <= edge else max(width // max(edge, 2), 1))
        return found

    def _uncertain(self) -> dict[int, int]:
        """The widths that make the profile certain, by start of a piece; none where it is."""
        allowed = Allowed.within(self._profile, self._limits.error)
        if allowed.used(self._loose) <= 1:
            return {}
        return finer_widths(self._loose, allowed, self._limits.buckets)

    def _refine(self, ranges: dict[int, tuple[int, int]], widths: dict[int, int]) -> None:
        """Looks at some ranges and pieces once more, in narrower buckets."""
        before = self._ladder.pieces
        finer = [Piece(piece.start, widths.get(piece.start, piece.width)) for piece in before]
        pieces = with_widths(finer, ((start, *end) for start, end in sorted(ranges.items())))
        asked = {
            piece.start
            for piece in pieces
            if piece.width < before[bisect_left(before, (piece.start + 1, 0)) - 1].width
        }
        weights = self._weights(pieces)
        those = [weight for piece, weight in zip(pieces, weights, strict=True) if piece.start in asked]
        few = _FEW * sum(those) < sum(weights)
        found = self._collected(pieces, weights, asked if few else None)
        self._take(refined(self._ladder, found, asked))

    def _weights(self, pieces: Sequence[Piece]) -> list[int]:
        """How many customers are in each piece."""
        ladder, known = self._ladder, self._ladder.known

        def from_(start: int) -> int:
            """The number of customers with at least a value."""
            place = bisect_left(ladder.low, -start + 1, key=lambda low: -low)
            return ladder.reach[place - 1] if place else 0

        counts = [known, *(from_(piece.start) for piece in pieces[1:]), 0]
        return [upper - lower + 1 for upper, lower in pairwise(counts)]


def _guessed(pieces: Sequence[Piece]) -> list[int]:
    return [_LIKELY if 0 <= piece.start < _USUAL else 1 for piece in pieces]
