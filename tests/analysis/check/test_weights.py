from decimal import Decimal

import numpy as np

from keyclient.analysis.check.weights import Weights
from tests.analysis.books import SCORE, book

ALL = np.array([True, True, True])


def test_only_positive_values_weigh() -> None:
    weights = Weights(book([5, -3, None]))
    assert (weights.gross, weights.value(np.array([False, True, True]))) == (Decimal(5), Decimal(0))


def test_sums_that_leave_64_bits_stay_exact() -> None:
    most = Decimal("92233720368547758.07")
    weights = Weights(book([most, most, most]))
    assert weights.gross == 3 * most
    assert weights.values_by(np.array([0, 0, 1]), 2, ALL) == [2 * most, most]
    assert weights.held(np.array([True, False, False])).share_of_value == 1 / 3


def test_a_measure_of_floats_is_weighed_too() -> None:
    weights = Weights(book([0.5, 1.5, 2.0], measure=SCORE))
    assert weights.held(np.array([False, True, False])).share_of_value == 0.375
    assert weights.mean(np.array([1.0, 0.0, 0.5])) == 0.375


def test_where_nobody_weighs_anything_there_is_no_share() -> None:
    weights = Weights(book([0, -1, None]))
    assert (weights.gross, weights.held(ALL).share_of_value) == (Decimal(0), None)
    assert weights.mean(np.ones(3)) is None
