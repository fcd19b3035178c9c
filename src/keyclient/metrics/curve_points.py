"""The blocks of the curve that contain given ranks or cumulative values."""

from collections.abc import Iterable, Sequence
from functools import reduce
from math import ceil
from operator import or_
from typing import Any, NamedTuple

import narwhals as nw
from narwhals.typing import FrameT

from keyclient.metrics.curve import COLUMNS, is_exact
from keyclient.metrics.exact_shares import Number
from keyclient.model.record import dataclass

_TOLERANCE = 1e-9
"""Running float sums are inexact in their last digits, so a target could fall between two blocks: neighbouring blocks
within this relative distance are selected too."""
_SHORT = 1000
"""Blocks of a curve of which all are taken."""


class Block(NamedTuple):
    """The customers with one value, and the totals of those before them."""

    ahead: int
    """The number of customers with a larger value."""
    n: int
    value: Number
    larger: Number
    """The sum of all larger values."""
    held: Number
    """The same including the block."""

    @property
    def reach(self) -> int:
        """The number of customers with this value or a larger one."""
        return self.ahead + self.n


@dataclass(frozen=True, slots=True)
class CurvePoints:
    """The blocks of one curve that contain the selected ranks and sums, from the largest value down."""

    blocks: tuple[Block, ...]

    def __or__(self, other: "CurvePoints") -> "CurvePoints":
        """The blocks of both."""
        return CurvePoints(tuple(sorted({*self.blocks, *other.blocks})))

    def holding(self, rank: int) -> Block:
        """The block of the customer at this rank, from 1. The rank must have been selected."""
        return next(block for block in self.blocks if block.ahead < rank <= block.reach)

    def reaching(self, target: Number) -> Block | None:
        """The block that takes the sum of the largest values to `target`; None if no value is positive."""
        return next((block for block in self.blocks if block.value > 0 and block.held >= target), None)

    def largest(self, rank: int) -> Number:
        """The total value of the `rank` largest customers."""
        if rank == 0:
            return 0
        block = self.holding(rank)
        return block.larger + (rank - block.ahead) * block.value

    def fewest(self, target: Number) -> int | None:
        """The smallest number of largest customers who together reach `target`; None if no value is positive."""
        block = self.reaching(target)
        if block is None:
            return None
        missing = target - block.larger
        if isinstance(missing, int) and isinstance(block.value, int):
            return block.ahead - (-missing // block.value)
        return block.ahead + min(max(ceil(missing / block.value), 1), block.n)


def select_points(curve: FrameT, *, targets: Iterable[Number | nw.Expr], ranks: Iterable[int] = ()) -> FrameT:
    """The blocks of a curve that contain a target sum (there must be one) or a rank (from 1).

    A target may be a column of the curve. With floats, blocks that only come close to a sum may be included, and of a
    short curve all are: they are read faster than picked.
    """
    if _is_short(curve):
        return curve
    exact = is_exact(curve)
    wanted: list[int] = sorted(set(ranks))
    found = reduce(or_, [reaches(target, exact=exact) for target in targets])
    if COLUMNS.issuperset(curve.collect_schema().names()) and isinstance(curve, nw.DataFrame):
        reached: list[int] = curve.select(found.alias("found"))["found"].arg_true().to_list()
        return curve[sorted({*reached, *_holding(curve["reach"], wanted)})]
    held = [(nw.col("ahead") < rank) & (nw.col("reach") >= rank) for rank in wanted]
    return curve.filter(reduce(or_, held, found))


def _holding(reach: nw.Series[Any], ranks: Sequence[int]) -> list[int]:
    """The places of the blocks that hold the ranks in a curve without groups, where `reach` only rises."""
    at: list[int] = reach.to_numpy().searchsorted(ranks).tolist()
    return [place for place, rank in zip(at, ranks, strict=True) if rank > 0 and place < len(reach)]


def _is_short(curve: "nw.DataFrame[Any] | nw.LazyFrame[Any]") -> bool:
    return isinstance(curve, nw.DataFrame) and len(curve) <= _SHORT


def reaches(target: Number | nw.Expr, *, exact: bool) -> nw.Expr:
    """Whether a block takes the sum of the largest values to `target`; with floats, whether it may."""
    return (nw.col("larger") < (target if exact else target * (1 + _TOLERANCE))) & (nw.col("held") >= target)


def read_points(frame: FrameT) -> dict[str | int, CurvePoints]:
    """The rows of `select_points` by group, or under "" without groups. Groups without rows have no entry."""
    grouped: dict[str | int, list[Block]] = {}
    for row in frame.lazy().collect().rows(named=True):
        block = Block(row["ahead"], row["n"], row["value"], row["larger"], row["held"])
        grouped.setdefault(row.get("group", ""), []).append(block)
    return {group: CurvePoints(tuple(sorted(blocks))) for group, blocks in grouped.items()}
