"""The Theil index of groups from their curves: see `keyclient.metrics.theil`."""

from collections.abc import Iterable
from math import fsum, log
from typing import NamedTuple

from keyclient.metrics.selection.ladder import Ladder
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


def theil_of(groups: Iterable[GroupShare], known: int, gross: int) -> TheilParts | None:
    """The parts of the index; None if no value is positive."""
    if not gross:
        return None
    shares = [group for group in groups if group.gross]
    between = fsum(one.gross / gross * log(one.gross * known / (gross * one.known)) for one in shares)
    within = fsum(one.gross / gross * one.inside for one in shares)
    return TheilParts(max(between, 0.0), max(within, 0.0))
