"""Where on the curve a given rank or a given sum falls."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import reduce
from math import ceil
from operator import or_

import narwhals as nw
from narwhals.typing import FrameT

from keyclient.metrics.curve import is_exact
from keyclient.metrics.exact_shares import Number

_SLACK = 1e-9
"""Running float sums are off in their last digits, so that a sum could fall between two blocks: a little more than
the one block is looked at."""


@dataclass(frozen=True, slots=True, order=True)
class Block:
    """The customers with one value, and what stands before them."""

    ahead: int
    """How many customers have a larger value."""
    n: int
    value: Number
    larger: Number
    """What the customers with a larger value hold."""
    held: Number
    """The same with the block."""

    @property
    def reach(self) -> int:
        """How many customers have this value or a larger one."""
        return self.ahead + self.n


@dataclass(frozen=True, slots=True)
class Points:
    """The blocks of one curve in which the ranks and sums asked for fall, from the largest value down."""

    blocks: tuple[Block, ...]

    def __or__(self, other: "Points") -> "Points":
        """The blocks of both."""
        return Points(tuple(sorted({*self.blocks, *other.blocks})))

    def holding(self, rank: int) -> Block:
        """The block of the customer of this rank, from 1."""
        return next(block for block in self.blocks if block.ahead < rank <= block.reach)

    def reaching(self, target: Number) -> Block | None:
        """The block with which the sum of the largest values reaches `target`; None where no value is positive."""
        return next((block for block in self.blocks if block.value > 0 and block.held >= target), None)

    def largest(self, rank: int) -> Number:
        """What the `rank` largest customers hold together."""
        if rank == 0:
            return 0
        block = self.holding(rank)
        return block.larger + (rank - block.ahead) * block.value

    def fewest(self, target: Number) -> int | None:
        """The smallest number of largest customers that reaches `target`; None where no value is positive."""
        block = self.reaching(target)
        if block is None:
            return None
        missing = target - block.larger
        if isinstance(missing, int) and isinstance(block.value, int):
            return block.ahead - (-missing // block.value)
        return block.ahead + min(max(ceil(missing / block.value), 1), block.n)


def points(curve: FrameT, *, targets: Iterable[Number | nw.Expr], ranks: Iterable[int] = ()) -> FrameT:
    """The blocks in which one of the sums (at least one must be asked for) or one of the ranks (from 1) falls.

    A target may be a column of the curve. Of floats a block that only comes near a sum may be among them.
    """
    exact = is_exact(curve)
    found = [reaches(target, exact=exact) for target in targets]
    found += [(nw.col("ahead") < rank) & (nw.col("reach") >= rank) for rank in sorted(set(ranks))]
    return curve.filter(reduce(or_, found))


def reaches(target: Number | nw.Expr, *, exact: bool) -> nw.Expr:
    """Whether the sum of the largest values reaches `target` with a block; of floats, whether it may."""
    return (nw.col("larger") < (target if exact else target * (1 + _SLACK))) & (nw.col("held") >= target)


def read_points(frame: FrameT) -> dict[str | int, Points]:
    """The rows of `points` by the key of their group; under "" where there are no groups. No rows, no entry."""
    grouped: dict[str | int, list[Block]] = {}
    for row in frame.lazy().collect().rows(named=True):
        block = Block(row["ahead"], row["n"], row["value"], row["larger"], row["held"])
        grouped.setdefault(row.get("group", ""), []).append(block)
    return {group: Points(tuple(sorted(blocks))) for group, blocks in grouped.items()}
