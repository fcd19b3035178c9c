"""How narrow buckets have to be so that what happens inside them no longer matters."""

from collections.abc import Iterable
from heapq import heapify, heapreplace
from typing import NamedTuple

from keyclient.metrics.profile import Profile
from keyclient.metrics.selection.sums import Loose

_OPEN = 2 / 3
"""The part of what is left open by which an estimate may be wrong."""
_MARGIN = 0.5
"""Values are not spread as smoothly as the plan takes them to be."""
_QUARTER = 4
"""What is left open falls to a quarter where buckets are half as wide."""


class Allowed(NamedTuple):
    """What may be left open over all customers."""

    pairs: float
    pairs_above_zero: float

    @classmethod
    def within(cls, profile: Profile, error: float) -> "Allowed":
        """So that no Gini coefficient is wrong by more than `error`."""
        return cls(
            error * profile.known * (profile.gross - profile.loss) / _OPEN,
            error * profile.positives * profile.gross / _OPEN,
        )

    def used(self, loose: Iterable[Loose]) -> float:
        """How much of it is used; all of it is 1. What is left open where nothing may be is not counted."""
        parts = [0.0, 0.0]
        for one in loose:
            parts[0] += one.pairs
            if one.piece.start >= 0:
                parts[1] += one.pairs
        return sum(part / most for part, most in zip(parts, self, strict=True) if most)


def finer_widths(loose: Iterable[Loose], allowed: Allowed, most: int) -> dict[int, int]:
    """The widths of buckets, by start of a piece, with which no more than is allowed is left open; only those that change.

    No more than about `most` buckets are made: those are halved first that leave the most open for the buckets they cost.
    """
    heap = [_Step.of(one, allowed.used([one]), 1) for one in loose if one.piece.width > 1]
    heap = [step for step in heap if step.used]
    heapify(heap)
    left, made = sum(step.used for step in heap), 0
    while heap and left > _MARGIN and made < most:
        step = heap[0]
        following = step.halved()
        left -= step.used - following.used
        made += step.cost
        heapreplace(heap, following)
    return {step.loose.piece.start: step.width for step in heap if step.parts > 1}


class _Step(NamedTuple):
    """A piece whose buckets may be halved once more; the best comes first."""

    order: float
    start: int
    loose: Loose
    used: float
    parts: int

    @classmethod
    def of(cls, loose: Loose, used: float, parts: int) -> "_Step":
        cost = _buckets(loose, 2 * parts) - (_buckets(loose, parts) if parts > 1 else 0)
        finest = parts >= loose.piece.width
        return cls(0.0 if finest else -used / max(cost, 1), loose.piece.start, loose, used, parts)

    @property
    def cost(self) -> int:
        """How many buckets more it takes."""
        return _buckets(self.loose, 2 * self.parts) - (
            _buckets(self.loose, self.parts) if self.parts > 1 else 0
        )

    @property
    def width(self) -> int:
        return self.loose.piece.width // self.parts

    def halved(self) -> "_Step":
        parts = 2 * self.parts
        used = 0.0 if parts >= self.loose.piece.width else self.used / _QUARTER
        return _Step.of(self.loose, used, parts)


def _buckets(loose: Loose, parts: int) -> int:
    return min(loose.buckets * parts, loose.customers)
