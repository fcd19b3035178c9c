"""How many customers each bucket of values holds, and how much: the curve in steps, from the largest value down."""

from array import array
from bisect import bisect_left
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate
from operator import add, mul, neg
from typing import Any

import narwhals as nw

from keyclient.metrics.curve_points import Block
from keyclient.metrics.selection.pieces import Piece, lowest, width_of
from keyclient.metrics.whole_sums import HALF, half_names, half_sums, halves

_VALUE = "value"
_LARGEST = 2**63
_NOT_ASKED = 0
"""The width of the pieces that are not asked for."""
_ELSEWHERE = -(2**60)
"""Instead of it in floats: a bucket at 0 or beyond all others, which nobody asks for. A filter would be worked out before the
values are, and these again for every step of the search."""
_AT_ONCE = 2**16
"""Rows turned into Python numbers together."""
SQUARE = 2**30
"""What a value is above the lowest of its bucket is squared as a part of the width, and counted in so many parts of 1."""
Whole = Sequence[int]


@dataclass(frozen=True, eq=False)
class Ladder:
    """The buckets that hold customers, the largest values first. Exact whole numbers."""

    pieces: tuple[Piece, ...]
    low: Whole
    """The lowest value that belongs into each bucket."""
    n: Whole
    """The number of customers in it; at least 1."""
    rest: Whole
    """The sum of what their values are above `low`."""
    squares: Whole
    """The sum of the squares of that, as parts of the width of the bucket, in units of 1 / `SQUARE`, each rounded down."""
    blank: int
    """The number of customers without a value."""

    def __len__(self) -> int:
        return len(self.low)

    @cached_property
    def spans(self) -> tuple[tuple[Piece, range], ...]:
        """The places of the buckets of each piece that has any, the largest values first."""
        found: list[tuple[Piece, range]] = []
        begin = 0
        for piece in reversed(self.pieces):
            end = bisect_left(self.low, -piece.start + 1, lo=begin, key=neg)
            if end > begin:
                found.append((piece, range(begin, end)))
            begin = end
        return tuple(found)

    @cached_property
    def totals(self) -> Whole:
        """The sum of the values in each bucket."""
        return _whole(map(add, map(mul, self.low, self.n), self.rest))

    @cached_property
    def reach(self) -> Whole:
        """The number of customers down to the end of each bucket."""
        return _whole(accumulate(self.n))

    @cached_property
    def held(self) -> Whole:
        """The sum of their values."""
        return _whole(accumulate(self.totals))

    @property
    def known(self) -> int:
        """The number of customers with a value."""
        return self.reach[-1] if len(self) else 0

    def width(self, place: int) -> int:
        """The width of a bucket."""
        return next(piece.width for piece, places in self.spans if place in places)

    def value_at(self, place: int) -> int | None:
        """The value of all customers of a bucket; None if they may have several."""
        n, rest = self.n[place], self.rest[place]
        if n == 1 or rest == 0:
            return self.low[place] + rest
        width = self.width(place)
        return self.low[place] + width - 1 if rest == n * (width - 1) else None

    def block(self, place: int) -> Block:
        """The block of a bucket whose customers have one value."""
        value, n = self.value_at(place), self.n[place]
        if value is None:
            raise ValueError("a bucket of several values is no block")
        held = self.held[place]
        return Block(self.reach[place] - n, n, value, held - n * value, held)

    def above_zero(self) -> int:
        """The number of buckets of positive values; they come first."""
        return bisect_left(self.low, 0, key=neg)


def values_ladder(frame: nw.LazyFrame[Any]) -> Ladder:
    """Each value in a bucket of its own: as many rows in memory as there are values in the column `value`."""
    found = frame.group_by(_VALUE).agg(nw.len().alias("n")).collect()
    known = found.filter(~nw.col(_VALUE).is_null()).sort(_VALUE, descending=True)
    blank = sum(whole_column(found.filter(nw.col(_VALUE).is_null()), "n"))
    return ladder_of_values(whole_column(known, _VALUE), whole_column(known, "n"), blank)


def ladder_of_values(falling: Whole, n: Whole, blank: int) -> Ladder:
    """Each value in a bucket of its own; `n`: how many customers have it."""
    nothing = array("q", bytes(8 * len(falling)))
    return Ladder((Piece(-_LARGEST, 1),), falling, n, nothing, nothing, blank)


def collect_ladder(
    frame: nw.LazyFrame[Any],
    pieces: Sequence[Piece],
    weights: Sequence[int],
    customers: int,
    *,
    only: Collection[int] | None = None,
    far: bool | None = False,
) -> Ladder:
    """The buckets of a column `value` of int64, one row each, in one pass.

    `weights`: how many customers there are about in each piece. `only`: the starts of the pieces that are asked for (None: all). `far`: whether
    values may not fit a float exactly; None: not known yet, so values of the first and the last piece are counted, but not summed.
    """
    value, width, low = nw.col(_VALUE), nw.col("width"), nw.col("low")

    steps = _steps(pieces, weights, only)

    def leaf(piece: Piece) -> nw.Expr:
        return nw.lit(piece.width if far else float(piece.width or _ELSEWHERE))

    widest = max(piece.width for piece in pieces[1:-1] if only is None or piece.start in only)
    split = customers * widest >= _LARGEST
    rows = frame.select(value, width_of(value, *steps, leaf).alias("width"))
    if only is not None and far:
        rows = rows.filter(width != _NOT_ASKED)
    rows = rows.select(value, width, lowest(value, width, far=bool(far)).alias("low"))
    rest = value - low
    if only is not None and not far:
        rest = nw.when(width > 0).then(rest).otherwise(nw.lit(0))
    if far is None:
        near = (value >= pieces[1].start) & (value < pieces[-1].start)
        rest = nw.when(near).then(rest).otherwise(nw.lit(0))
    columns, sums = (
        (halves("rest", rest), half_sums("rest"))
        if split
        else ((rest.alias("rest"),), [nw.col("rest").sum()])
    )
    part = rest / width
    square = (part * part * SQUARE).floor().cast(nw.Int64).alias("squares")
    grouped = rows.select("low", *columns, square).group_by("low")
    found = grouped.agg(nw.len().alias("n"), *sums, nw.col("squares").sum()).collect()
    known = found.filter(~nw.col("low").is_null()).sort("low", descending=True)
    names = half_names("rest")
    rests = (
        _whole(
            low + high * HALF
            for low, high in zip(*(whole_column(known, name) for name in names), strict=True)
        )
        if split
        else whole_column(known, "rest")
    )
    blank = sum(whole_column(found.filter(nw.col("low").is_null()), "n"))
    low_, n, squares = (whole_column(known, name) for name in ("low", "n", "squares"))
    return Ladder(tuple(pieces), low_, n, rests, squares, blank)


def _steps(
    pieces: Sequence[Piece], weights: Sequence[int], only: Collection[int] | None
) -> tuple[list[Piece], list[int]]:
    """The pieces and weights, neighbours of one width as one; those not asked for have the width `_NOT_ASKED`."""
    steps: list[Piece] = []
    heavy: list[int] = []
    for piece, weight in zip(pieces, weights, strict=True):
        width = piece.width if only is None or piece.start in only else _NOT_ASKED
        if steps and steps[-1].width == width:
            heavy[-1] += weight
        else:
            steps.append(Piece(piece.start, width))
            heavy.append(weight)
    return steps, heavy


def refined(ladder: Ladder, finer: Ladder, asked: Collection[int]) -> Ladder:
    """A ladder with the buckets of some pieces of a finer one in place of its own; `asked`: the starts of these."""
    there = {piece.start: places for piece, places in finer.spans if piece.start in asked}
    ends = [*(piece.start for piece in finer.pieces[1:]), _LARGEST]
    columns: tuple[list[int], ...] = ([], [], [], [])
    for piece, end in reversed(list(zip(finer.pieces, ends, strict=True))):
        source, places = (
            (finer, there.get(piece.start, range(0)))
            if piece.start in asked
            else (ladder, _between(ladder.low, piece.start, end))
        )
        for column, values in zip(columns, (source.low, source.n, source.rest, source.squares), strict=True):
            column.extend(values[places.start : places.stop])
    low, n, rest, squares = map(_whole, columns)
    return Ladder(finer.pieces, low, n, rest, squares, ladder.blank)


def _between(low: Whole, start: int, end: int) -> range:
    return range(bisect_left(low, -end + 1, key=neg), bisect_left(low, -start + 1, key=neg))


def whole_column(frame: nw.DataFrame[Any], name: str) -> "array[int]":
    """A column of whole numbers without nulls, a few bytes each."""
    column = frame[name]
    found: array[int] = array("q")
    for begin in range(0, len(column), _AT_ONCE):
        found.extend(map(int, column[begin : begin + _AT_ONCE].to_list()))
    return found


def _whole(numbers: Iterator[int] | Sequence[int]) -> Whole:
    """Whole numbers, as small as they can be kept; also those beyond int64."""
    kept = list(numbers)
    try:
        return array("q", kept)
    except OverflowError:
        return kept
