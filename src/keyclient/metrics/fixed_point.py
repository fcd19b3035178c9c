"""Means of scores that are the same on every engine, in whatever order it adds them."""

import narwhals as nw

from keyclient.metrics.whole_sums import HALF, half_names

ONE = 2**52
"""Parts of a point: every score from 1 on is a whole number of them, and 100 points fit into int64."""


def score_halves(name: str, score: nw.Expr) -> tuple[nw.Expr, nw.Expr]:
    """Scores of 0 to 100 as whole numbers of parts, in the halves of `whole_sums.halves`; 0 for a null score.

    Rounded down below a score of 1. Multiplied by powers of two alone, so that no digit is lost on the way.
    """
    low, high = half_names(name)
    scaled = score.fill_null(0.0) * (ONE / HALF)
    above = scaled.floor()
    below = ((scaled - above) * float(HALF)).floor()
    return below.cast(nw.Int64).alias(low), above.cast(nw.Int64).alias(high)


def mean_of(parts: int, scores: int) -> float | None:
    """The mean score from the exact sum of the parts, rounded once; None of no scores."""
    return parts / (scores * ONE) if scores else None
