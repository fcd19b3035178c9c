"""Which bucket a value falls into: ranges of values, each with the width of its buckets."""

from bisect import bisect_right
from collections.abc import Callable, Iterable, Sequence
from itertools import accumulate, pairwise
from typing import NamedTuple

import narwhals as nw

FINEST = 10
"""Buckets are as wide as a 2 ** FINEST-th part of the smallest values of their piece."""
OCTAVES = 3
"""So many octaves of values are one piece: fewer pieces are found faster, and buckets more alike are more."""
NARROW = 50
"""Values from 2 ** NARROW on are far: they do not fit a float with room to spare. 11 trillion yuan in fen."""
FARTHEST = 62
"""No value may be as large as 2 ** FARTHEST."""


class Piece(NamedTuple):
    """The values from `start` up to the start of the next piece, in buckets of one width, a power of two.

    A start is a multiple of the width on both of its sides, so that no bucket lies across it.
    """

    start: int
    width: int


def octaves(top: int, finest: int) -> list[Piece]:
    """Pieces in which the width of a bucket is about a fixed part of its values, up to 2 ** `top` on both sides of 0.

    Values beyond are in buckets of 2 ** `top`. Values below 2 ** `finest` have buckets of their own.
    """
    steps = [*range(finest, top, OCTAVES), top]
    widths = {bits: 2 ** (bits - finest) for bits in steps[:-1]}
    rising = [Piece(0, 1), *(Piece(2**bits, widths[bits]) for bits in steps[:-1])]
    falling = [Piece(-(2**end), widths[bits]) for bits, end in reversed(list(pairwise(steps)))]
    return [
        Piece(-(2 ** (FARTHEST + 1)), 2**top),
        *falling,
        Piece(-(2**finest), 1),
        *rising,
        Piece(2**top, 2**top),
    ]


def with_widths(pieces: Sequence[Piece], finer: Iterable[tuple[int, int, int]]) -> list[Piece]:
    """The pieces with narrower buckets in some ranges: start, end (excluded) and width of each, rising and apart.

    A range begins and ends at the border of a bucket.
    """
    starts = [piece.start for piece in pieces]
    ranges = list(finer)
    found: dict[int, int] = {piece.start: piece.width for piece in pieces}
    for start, end, width in ranges:
        inside = [piece for piece in pieces if start <= piece.start < end]
        outer = pieces[bisect_right(starts, end) - 1]
        for piece in inside:
            found[piece.start] = min(width, piece.width)
        found[start] = min(width, pieces[bisect_right(starts, start) - 1].width)
        if end not in found:
            found[end] = outer.width
    return [Piece(start, found[start]) for start in sorted(found)]


def width_of(
    value: nw.Expr, pieces: Sequence[Piece], weights: Sequence[int], leaf: Callable[[Piece], nw.Expr]
) -> nw.Expr:
    """What `leaf` says of the piece of each value, found by halving: pieces of much weight are found in few steps."""
    if len(pieces) == 1:
        return leaf(pieces[0])
    running = list(accumulate(weights))
    middle = min(range(1, len(pieces)), key=lambda place: abs(2 * running[place - 1] - running[-1]))
    below = width_of(value, pieces[:middle], weights[:middle], leaf)
    above = width_of(value, pieces[middle:], weights[middle:], leaf)
    return nw.when(value < pieces[middle].start).then(below).otherwise(above)


def lowest(value: nw.Expr, width: nw.Expr, *, far: bool) -> nw.Expr:
    """The lowest value of the bucket of each value, int64; null where the width is null.

    Powers of two divide floats exactly, and faster than whole numbers are divided; far values do not fit a float.
    """
    if far:
        return value - value % width
    return ((value / width).floor() * width).cast(nw.Int64)
