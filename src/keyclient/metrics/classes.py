"""The value class of a customer: A, B, C, or N (negative), Z (zero), U (unknown).

ABC analysis (H. F. Dickie 1951) by value alone: customers of equal value share a class, and row order never matters.
"""

from functools import reduce
from operator import add
from typing import Literal

import narwhals as nw
from narwhals.typing import FrameT

from keyclient.metrics.class_edge import ClassEdge, Ties
from keyclient.metrics.curve_points import CurvePoints
from keyclient.metrics.exact_shares import Number
from keyclient.metrics.profile import Profile
from keyclient.model.record import dataclass

ClassLetter = Literal["A", "B", "C", "Z", "N", "U"]

GRADES: tuple[ClassLetter, ...] = ("N", "Z", "C", "B", "A")
"""The classes of known values, lowest first: the index of a class is its grade."""


@dataclass(frozen=True, slots=True)
class Cut:
    """The customers from the largest value down to an edge."""

    customers: int = 0
    held: Number = 0
    floor: Number | None = None
    """The value at the edge; None if no value is positive."""
    floor_is_in: bool = False
    """Whether customers with exactly that value are included."""
    tied: int = 0
    """How many customers have that value if the edge falls among them; else 0."""

    def holds(self, value: nw.Expr) -> nw.Expr:
        """Whether each value of a column is included; null for null."""
        if self.floor is None:
            return value != value  # noqa: PLR0124  nothing is included, but the result must be a column
        return value >= self.floor if self.floor_is_in else value > self.floor


@dataclass(frozen=True, slots=True)
class Cuts:
    """The lower edges of classes A and B; class B is empty if A reaches as far."""

    a: Cut
    b: Cut

    @classmethod
    def of(cls, points: CurvePoints, a: ClassEdge[Number], b: ClassEdge[Number], ties: Ties) -> "Cuts":
        """The cuts at two edges. The edge of A may lie beyond that of B when it is computed from the curve."""
        first, second = cut(points, a, ties), cut(points, b, ties)
        return cls(first, max(second, first, key=lambda end: end.customers))


@dataclass(frozen=True, slots=True)
class ClassTotal:
    """The number of customers in a class and their total value."""

    letter: ClassLetter
    customers: int
    value: Number | None
    """None for U, whose values are unknown."""


def cut(points: CurvePoints, end: ClassEdge[Number], ties: Ties) -> Cut:
    """The customers of the class with this lower edge and of the classes above it.

    `ties` decides whether a block of equal values across the edge is included (see `ClassEdge.boundary_test`); a block
    that meets it exactly always is. Without positive values nobody is included.
    """
    block = points.reaching(end.least)
    if block is None:
        return Cut()
    tied = block.n if block.n > 1 and block.held > end.most else 0
    less, more = end.boundary_test(block.larger, block.held, ties)
    if less <= more:
        return Cut(block.reach, block.held, block.value, floor_is_in=True, tied=tied)
    return Cut(block.ahead, block.larger, block.value, floor_is_in=False, tied=tied)


def class_totals(profile: Profile, cuts: Cuts, unknown: int) -> tuple[ClassTotal, ...]:
    """Customers and value of every class: A, B and C always, Z, N and U if they have customers."""
    a, b = cuts.a, cuts.b
    every = (
        ClassTotal("A", a.customers, a.held),
        ClassTotal("B", b.customers - a.customers, b.held - a.held),
        ClassTotal("C", profile.positives - b.customers, profile.gross - b.held),
        ClassTotal("Z", profile.zeros, 0),
        ClassTotal("N", profile.negatives, profile.loss),
        ClassTotal("U", unknown, None),
    )
    return tuple(holding for holding in every if holding.customers or holding.letter in "ABC")


def grade_of(value: nw.Expr, cuts: Cuts) -> nw.Expr:
    """The grade (see `GRADES`) of every value of a column, int64; null, which is class U, stays null."""
    steps = (value >= 0, value > 0, cuts.b.holds(value), cuts.a.holds(value))
    return reduce(add, (step.cast(nw.Int64) for step in steps))


def spans(curve: FrameT, cuts: Cuts) -> dict[ClassLetter, tuple[Number, Number]]:
    """The smallest and largest value of every class with known values."""
    value = nw.col("value")
    graded = curve.select(value, grade_of(value, cuts).alias("grade"))
    ends = graded.group_by("grade").agg(value.min().alias("smallest"), value.max().alias("largest"))
    rows = ends.lazy().collect().rows(named=True)
    return {GRADES[row["grade"]]: (row["smallest"], row["largest"]) for row in rows}
