"""Means of scores are the same whatever the order."""

import narwhals as nw
import pandas as pd
import pytest

from keyclient.metrics.fixed_point import mean_of, score_halves
from keyclient.metrics.whole_sums import half_sums, whole_sum


def mean(*scores: float | None) -> float | None:
    frame = nw.from_native(pd.DataFrame({"score": pd.array(scores, dtype="Float64")})).lazy()
    sums = frame.select(*score_halves("score", nw.col("score"))).select(*half_sums("score"))
    (row,) = sums.collect().to_arrow().to_pylist()
    return mean_of(whole_sum(row, "score"), sum(score is not None for score in scores))


@pytest.mark.parametrize("score", [0.0, 1.0, 100.0, 83.83333333333333, 31.587328767123285, 1 + 2**-52])
def test_the_mean_of_equal_scores_is_that_score(score: float) -> None:
    assert mean(score) == mean(score, score, score) == score


def test_unknown_scores_do_not_count() -> None:
    assert mean(None, 30.0, None, 60.0) == 45.0
    assert mean(None) is None


def test_the_order_does_not_matter() -> None:
    scores = [99.99999999999999, 1e-9, 33.333333333333336, 66.66666666666667, 0.1]
    assert mean(*scores) == mean(*reversed(scores))
