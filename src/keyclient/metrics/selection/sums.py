"""The totals of a ladder, exact, and how far its pairs may be from what is estimated inside its buckets."""

from dataclasses import dataclass
from operator import mul

from keyclient.metrics.profile import Profile
from keyclient.metrics.selection.ladder import SQUARE, Ladder, Whole
from keyclient.metrics.selection.pieces import Piece

_TWO = 2
_LEAST, _MOST = 1 / 3, 2 / 3
"""The parts of the largest sum that is possible within which an estimate lies; that of values spread evenly is the second."""


@dataclass(frozen=True, slots=True)
class Loose:
    """What the buckets of a piece leave open: the largest sum that is possible, given their customers and totals, or little more."""

    piece: Piece
    buckets: int
    customers: int
    pairs: int
    """Of the differences of all pairs inside a bucket; the smallest is 0."""
    likely: int
    """The sum to be expected of values whose density rises or falls evenly over each bucket."""


def loose_pieces(ladder: Ladder) -> tuple[Loose, ...]:
    """The pieces of a ladder with customers, the largest values first.

    A bucket of width w whose n values are r above its lowest together is widest apart if each stands at one of its ends.
    """
    found = []
    for piece, places in ladder.spans:
        n = ladder.n[places.start : places.stop]
        rest = ladder.rest[places.start : places.stop]
        pairs, likely = _within(n, rest, piece.width)
        found.append(Loose(piece, len(places), sum(n), int(pairs), int(likely)))
    return tuple(found)


def _within(n: Whole, rest: Whole, width: int) -> tuple[float, float]:
    """What buckets of one width leave open, and what is likely. Of one or two values nothing is open."""
    pairs = likely = 0.0
    if width == 1:
        return pairs, likely
    for many, above in zip(n, rest, strict=True):
        if above and many > 1:
            apart = above * (many * (width - 1) - above) / (width - 1)
            if width == _TWO:
                likely += apart
                continue
            most = apart * (width + 1) / width
            pairs += most
            likely += min(max(_likely(many, above, width), _LEAST * most), _MOST * most)
    return pairs, likely


def _likely(many: int, above: int, width: int) -> float:
    """The differences of all pairs of a bucket to be expected, given its number of customers and their sum above its lowest value.

    Over 0..1, a density that changes evenly and has its mean d from the middle has a mean difference of 1/3 - 12/5 d^2; over w
    whole numbers, 1/w^2 of it is missing. The mean of `many` values is itself off by 1 / (12 many), squared.
    """
    off = (above / many + 0.5) / width - 0.5
    whole = 1 - 1 / (width * width)
    return many * (many - 1) / 2 * width * (whole / 3 - 12 / 5 * (off * off - whole / (12 * many)))


def profile_of(ladder: Ladder, loose: tuple[Loose, ...]) -> Profile:
    """Counts and sums, exact; squares to fifteen digits or so; the pairs inside a bucket as they are to be expected."""
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
        weighted=_weighted(ladder, len(ladder)) - sum(one.likely for one in loose),
        weighted_gross=_weighted(ladder, above) - sum(one.likely for one in positive),
        squares=_squares(ladder, above),
        magnitude=float(2 * gross - whole),
    )


def _weighted(ladder: Ladder, buckets: int) -> int:
    """The sum of (2i - 1) x over the first buckets, as if all values of a bucket were its mean."""
    totals, reach = ladder.totals[:buckets], ladder.reach[:buckets]
    weighted: int = 2 * sum(map(mul, totals, reach)) - sum(map(mul, totals, ladder.n[:buckets]))
    return weighted


def _squares(ladder: Ladder, buckets: int) -> int:
    """The sum of the squares of the values in the first buckets."""
    low, totals, rest = ladder.low[:buckets], ladder.totals[:buckets], ladder.rest[:buckets]
    inside: int = sum(map(mul, low, totals)) + sum(map(mul, low, rest))
    return inside + sum(
        _squares_above(ladder, piece, places[: max(buckets - places.start, 0)])
        for piece, places in ladder.spans
    )


def _squares_above(ladder: Ladder, piece: Piece, places: range) -> int:
    """The sum of the squares of what the values in some buckets are above the lowest of theirs.

    Exact where a bucket has one customer; elsewhere half a unit is added for each, as each was rounded down.
    """
    units = 0
    exact = 0
    for place in places:
        n, above = ladder.n[place], ladder.rest[place]
        if n == 1:
            exact += above * above
        elif above:
            units += 2 * ladder.squares[place] + n
    return exact + units * piece.width * piece.width // (2 * SQUARE)
