"""Which value class a customer belongs to: A, B, C, or N (negative), Z (zero), U (unknown).

ABC analysis (Dickie 1951) by value only: customers with one value share a class, and row order never matters.
"""

from dataclasses import dataclass
from functools import reduce
from operator import add
from typing import Literal

import narwhals as nw
from narwhals.typing import FrameT

from keyclient.metrics.class_edge import End, Ties
from keyclient.metrics.curve_points import Points
from keyclient.metrics.exact_shares import Number
from keyclient.metrics.profile import Profile

ClassLetter = Literal["A", "B", "C", "Z", "N", "U"]

GRADES: tuple[ClassLetter, ...] = ("N", "Z", "C", "B", "A")
"""The classes of known values, least first: the place of a class is its grade."""


@dataclass(frozen=True, slots=True)
class Cut:
    """Where a class ends: the customers from the largest down to an edge."""

    customers: int = 0
    held: Number = 0
    floor: Number | None = None
    """The value at the edge; None where no value is positive."""
    floor_is_in: bool = False
    """Whether customers with exactly that value are still inside."""
    tied: int = 0
    """How many customers have that value, where the edge falls among them; else 0."""

    def holds(self, value: nw.Expr) -> nw.Expr:
        """Whether a value is inside."""
        if self.floor is None:
            return value != value  # noqa: PLR0124  nothing is inside, and the answer must be a column
        return value >= self.floor if self.floor_is_in else value > self.floor


@dataclass(frozen=True, slots=True)
class Cuts:
    """The lower ends of the classes A and B; class B is empty where A reaches as far."""

    a: Cut
    b: Cut

    @classmethod
    def of(cls, points: Points, a: End[Number], b: End[Number], ties: Ties) -> "Cuts":
        """The cuts at two ends. The end of A may lie beyond that of B when the curve itself says where it is."""
        first, second = cut(points, a, ties), cut(points, b, ties)
        return cls(first, max(second, first, key=lambda end: end.customers))


@dataclass(frozen=True, slots=True)
class Holding:
    """How many customers a class has and what they hold."""

    letter: ClassLetter
    customers: int
    value: Number | None
    """None for U: what they hold is not known."""


def cut(points: Points, end: End[Number], ties: Ties) -> Cut:
    """The customers of the class that ends there, and of the classes above it.

    A block of equal values that crosses the end is inside or outside as `ties` says (`End.weighed`); one that meets
    it exactly is always inside. Without positive values nobody is inside.
    """
    block = points.reaching(end.least)
    if block is None:
        return Cut()
    tied = block.n if block.n > 1 and block.held > end.most else 0
    less, more = end.weighed(block.larger, block.held, ties)
    if less <= more:
        return Cut(block.reach, block.held, block.value, floor_is_in=True, tied=tied)
    return Cut(block.ahead, block.larger, block.value, floor_is_in=False, tied=tied)


def holdings(profile: Profile, cuts: Cuts, unknown: int) -> tuple[Holding, ...]:
    """Customers and value of every class: A, B and C always, Z, N and U where there are any."""
    a, b = cuts.a, cuts.b
    every = (
        Holding("A", a.customers, a.held),
        Holding("B", b.customers - a.customers, b.held - a.held),
        Holding("C", profile.positives - b.customers, profile.gross - b.held),
        Holding("Z", profile.zeros, 0),
        Holding("N", profile.negatives, profile.loss),
        Holding("U", unknown, None),
    )
    return tuple(holding for holding in every if holding.customers or holding.letter in "ABC")


def grade_of(value: nw.Expr, cuts: Cuts) -> nw.Expr:
    """The grade (see `GRADES`) of every value of a column; null stays null, it is class U."""
    steps = (value >= 0, value > 0, cuts.b.holds(value), cuts.a.holds(value))
    return reduce(add, (step.cast(nw.Int64) for step in steps))


def spans(curve: FrameT, cuts: Cuts) -> dict[ClassLetter, tuple[Number, Number]]:
    """The smallest and the largest value of every class that has customers with a value."""
    value = nw.col("value")
    graded = curve.select(value, grade_of(value, cuts).alias("grade"))
    ends = graded.group_by("grade").agg(value.min().alias("smallest"), value.max().alias("largest"))
    rows = ends.lazy().collect().rows(named=True)
    return {GRADES[row["grade"]]: (row["smallest"], row["largest"]) for row in rows}
