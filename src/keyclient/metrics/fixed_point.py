"""Means of scores that are the same on every engine, in whatever order it adds them."""

import narwhals as nw

ONE = 2**52
"""Parts of a point: every score from 1 on is a whole number of them, and 100 points fit into int64."""


def in_parts(score: nw.Expr) -> nw.Expr:
    """Scores of 0 to 100 as whole numbers of parts, int64, rounded down below a score of 1; null for a null score."""
    return (score * float(ONE)).floor().cast(nw.Int64)


def mean_of(parts: int, scores: int) -> float | None:
    """The mean score from the exact sum of the parts, rounded once; None of no scores."""
    return parts / (scores * ONE) if scores else None
