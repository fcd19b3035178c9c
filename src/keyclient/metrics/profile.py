"""The totals of the values of a book or of each group in it."""

from collections.abc import Sequence

import narwhals as nw
from narwhals.typing import FrameT

from keyclient.metrics.curve import is_exact, whole_numbers
from keyclient.metrics.exact_shares import Number
from keyclient.model.record import dataclass

_COUNTS = ("known", "positives", "zeros")
_AMOUNTS = ("gross", "loss")
_FLOATS = ("weighted", "weighted_gross", "squares", "magnitude")
_NAMES = (*_COUNTS, *_AMOUNTS, *_FLOATS)
_POSITIVE = (nw.col("value") > 0).cast(nw.Int64)
_FLOATING = nw.col("value").cast(nw.Float64) * nw.col("n")

LARGEST_SUM = 2**61
"""Whole units whose absolute values sum to less than this stay exact in int64 at every step."""
LARGEST_FLOAT_SUM = 1e150
"""Floats whose absolute values sum to less than this have squares that fit a float."""


@dataclass(frozen=True, slots=True)
class Profile:
    """The totals over the customers with a value; all 0 if there are none."""

    known: int = 0
    """The number of customers with a value."""
    positives: int = 0
    zeros: int = 0
    gross: Number = 0
    """Sum of the positive values: the base of every share."""
    loss: Number = 0
    """Sum of the negative values; 0 or below."""
    weighted: float = 0.0
    """Sum of (2i - 1) x over the values in falling order, i from 1, for the Gini coefficient."""
    weighted_gross: float = 0.0
    """The same over the positive values."""
    squares: float = 0.0
    """Sum of the squares of the positive values."""
    magnitude: float = 0.0
    """Sum of the absolute values in floating point: shows whether the exact sums could overflow int64."""

    @property
    def negatives(self) -> int:
        """The number of customers with a negative value."""
        return self.known - self.positives - self.zeros

    @property
    def net(self) -> Number:
        """Sum of all values."""
        return self.gross + self.loss


def profiles(curve: FrameT, by: Sequence[str] = ()) -> FrameT:
    """The totals of `Profile`, one row per group of the columns `by`; without `by` a single row."""
    if isinstance(curve, nw.DataFrame):
        curve = _with_factors(curve)
        floating, positive = nw.col("floating"), nw.col("positive")
    else:
        floating, positive = _FLOATING, _POSITIVE
    terms = _terms(floating, positive)
    sums = (
        curve.select(*by, *terms).group_by(*by).agg(*(nw.col(name).sum() for name in _NAMES))
        if by
        else curve.select(*(term.sum() for term in terms))
    )
    return whole_numbers(sums, *_COUNTS, *(_AMOUNTS if is_exact(curve) else ()))


def _with_factors(curve: FrameT) -> FrameT:
    """The curve with what several sums are made of: in memory every use would compute it again."""
    return curve.with_columns(_FLOATING.alias("floating"), _POSITIVE.alias("positive"))


def _terms(floating: nw.Expr, positive: nw.Expr) -> list[nw.Expr]:
    """What is summed, in the order of `_NAMES`. Only one of them is held at a time where they are summed at once."""
    value, n, amount = nw.col("value"), nw.col("n"), nw.col("amount")
    weighted = floating * (nw.col("ahead") * 2 + n)
    terms = (
        n,
        n * positive,
        n * (value == 0).cast(nw.Int64),
        amount * positive,
        amount * (1 - positive),
        weighted,
        weighted * positive,
        floating * value * positive,
        floating.abs(),
    )
    return [term.alias(name) for term, name in zip(terms, _NAMES, strict=True)]


def read_profiles(frame: FrameT) -> dict[str, Profile]:
    """The rows of `profiles` by the column `group`, or under "" without groups."""
    found: dict[str, Profile] = {}
    for row in frame.lazy().collect().rows(named=True):
        group = str(row.pop("group", ""))
        found[group] = Profile(**{name: figure or 0 for name, figure in row.items()})
    return found
