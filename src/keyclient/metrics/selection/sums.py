"""The totals of a ladder, exact, and how far its pairs and squares may be from what is estimated inside its buckets."""

from dataclasses import dataclass
from operator import mul

from keyclient.metrics.profile import Profile
from keyclient.metrics.selection.ladder import Ladder
from keyclient.metrics.selection.pieces import Piece

_PART_OF_PAIRS, _PART_OF_SQUARES = (2, 3), (1, 3)
"""Of the largest sums that are possible, those of values spread evenly over a bucket."""


@dataclass(frozen=True, slots=True)
class Loose:
    """What the buckets of a piece leave open: the largest sums that are possible, given their customers and totals."""

    piece: Piece
    buckets: int
    customers: int
    pairs: int
    """Of the differences of all pairs inside a bucket; the smallest is 0."""
    squares: int
    """Of the squared deviations from the mean of a bucket; the smallest is 0."""


def loose_pieces(ladder: Ladder) -> tuple[Loose, ...]:
    """The pieces of a ladder with customers, the largest values first.

    A bucket of width w whose n values are r above its lowest together is widest apart if each stands at one of its ends.
    """
    found = []
    for piece, places in ladder.spans:
        n = ladder.n[places.start : places.stop]
        rest = ladder.rest[places.start : places.stop]
        last, pairs, squares = piece.width - 1, 0, 0
        if last:
            for many, above in zip(n, rest, strict=True):
                if above and many > 1:
                    spread = above * (many * last - above)
                    pairs += spread // last
                    squares += spread // many
        found.append(Loose(piece, len(places), sum(n), pairs, squares))
    return tuple(found)


def profile_of(ladder: Ladder, loose: tuple[Loose, ...]) -> Profile:
    """Counts and sums, exact; what buckets of several values leave open is estimated as if these were spread evenly."""
    above = ladder.above_zero()
    gross = ladder.held[above - 1] if above else 0
    whole = ladder.held[-1] if len(ladder) else 0
    positive = [one for one in loose if one.piece.start >= 0]
    return Profile(
        known=ladder.known,
        positives=ladder.reach[above - 1] if above else 0,
        zeros=ladder.n[above] if above < len(ladder) and ladder.low[above] == 0 else 0,
        gross=gross,
        loss=whole - gross,
        weighted=_weighted(ladder, len(ladder)) - _even(sum(one.pairs for one in loose), _PART_OF_PAIRS),
        weighted_gross=_weighted(ladder, above) - _even(sum(one.pairs for one in positive), _PART_OF_PAIRS),
        squares=_squares(ladder, above) + _even(sum(one.squares for one in positive), _PART_OF_SQUARES),
        magnitude=float(2 * gross - whole),
    )


def _even(most: int, part: tuple[int, int]) -> int:
    return most * part[0] // part[1]


def _weighted(ladder: Ladder, buckets: int) -> int:
    """The sum of (2i - 1) x over the first buckets, as if all values of a bucket were its mean."""
    totals, reach = ladder.totals[:buckets], ladder.reach[:buckets]
    weighted: int = 2 * sum(map(mul, totals, reach)) - sum(map(mul, totals, ladder.n[:buckets]))
    return weighted


def _squares(ladder: Ladder, buckets: int) -> int:
    """The sum of the squares of the values in the first buckets, as if all values of a bucket were its mean."""
    low, totals, rest = ladder.low[:buckets], ladder.totals[:buckets], ladder.rest[:buckets]
    apart = sum(above * above // many for above, many in zip(rest, ladder.n[:buckets], strict=True) if above)
    inside: int = sum(map(mul, low, totals)) + sum(map(mul, low, rest))
    return inside + apart
