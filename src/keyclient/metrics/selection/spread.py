"""The Theil index of groups from their curves: see `keyclient.metrics.theil`."""

from collections.abc import Iterable, Iterator
from math import fsum, log
from typing import NamedTuple

from keyclient.metrics.selection.ladder import SQUARE, Ladder
from keyclient.metrics.theil import TheilParts


class GroupShare(NamedTuple):
    """What a group has for the index of a portfolio without negative values."""

    known: int
    gross: int
    inside: float
    """Its own index."""


def group_share(ladder: Ladder) -> GroupShare:
    """The share of a group whose values are 0 or above. The values of a bucket are taken to be its mean."""
    above = ladder.above_zero()
    known = ladder.known
    gross = ladder.held[above - 1] if above else 0
    pairs = zip(ladder.totals[:above], ladder.n[:above], strict=True)
    parts = (total / gross * log(total * known / (n * gross)) for total, n in pairs)
    return GroupShare(known, gross, fsum(parts))


def whole_index(ladder: Ladder) -> float:
    """The index of all customers, whose values are 0 or above; 0 if none is positive.

    Within a bucket the terms are those of its mean and of the squares of what values are off it.
    """
    above = ladder.above_zero()
    if not above:
        return 0.0
    known, gross = ladder.known, ladder.held[above - 1]
    return fsum(
        part
        for piece, places in ladder.spans
        for place in places[: max(above - places.start, 0)]
        for part in _terms(ladder, place, piece.width, known, gross)
    )


def _terms(ladder: Ladder, place: int, width: int, known: int, gross: int) -> Iterator[float]:
    total, n, rest = ladder.totals[place], ladder.n[place], ladder.rest[place]
    yield total / gross * log(total * known / (n * gross))
    if n > 1 and rest:
        off = (2 * ladder.squares[place] + n) * width * width / (2 * SQUARE) - rest * rest / n
        yield max(off, 0.0) * n / (2 * total * gross) if ladder.squares[place] else 0.0


def theil_within(sums: Iterable[tuple[int, int]], whole: float, known: int, gross: int) -> TheilParts | None:
    """The parts of the index of a portfolio: what is not between its groups is within them. None if no value is positive.

    `sums`: of each group the number of customers with a value and their sum; `whole`: of `whole_index`.
    """
    if not gross:
        return None
    parts = (own / gross * log(own * known / (gross * n)) for n, own in sums if own)
    between = max(fsum(parts), 0.0)
    return TheilParts(between, max(whole - between, 0.0))


def theil_of(groups: Iterable[GroupShare], known: int, gross: int) -> TheilParts | None:
    """The parts of the index; None if no value is positive."""
    if not gross:
        return None
    shares = [group for group in groups if group.gross]
    between = fsum(one.gross / gross * log(one.gross * known / (gross * one.known)) for one in shares)
    within = fsum(one.gross / gross * one.inside for one in shares)
    return TheilParts(max(between, 0.0), max(within, 0.0))
