"""An average over a time goes on with the balance of today; what a floor takes is held on each day left."""

import numpy as np
import pytest

from keyclient.analysis.common.average_at_end import average_at_end, more_to_hold


def _one(value: float) -> "np.typing.NDArray[np.float64]":
    return np.array([value])


def test_a_balance_that_stays_pulls_the_average_towards_itself() -> None:
    """30 days, 20 gone, average 45, point 40: (45 x 20 + 40 x 10) / 30."""
    assert average_at_end(_one(4500), _one(4000), 20, 10).tolist() == [4333]


def test_what_a_floor_takes_is_held_on_the_days_left() -> None:
    """(50 x 30 - 45 x 20) / 10 = 60 a day, 20 more than today."""
    assert more_to_hold(_one(4500), _one(4000), _one(5000), 20, 10).tolist() == [2000]


@pytest.mark.parametrize(
    ("left", "floor", "more"),
    [(10, 4333, 0.0), (10, 4334, 2.0), (10, 4000, 0.0), (0, 5000, np.nan)],
)
def test_the_amount_is_rounded_up_and_never_less_than_nothing(left: int, floor: float, more: float) -> None:
    found = more_to_hold(_one(4500), _one(4000), _one(floor), 20, left)
    assert np.array_equal(found, [more], equal_nan=True)


def test_holding_what_it_takes_reaches_the_floor() -> None:
    more = more_to_hold(_one(4517), _one(3999), _one(5000), 17, 13)
    assert (4517 * 17 + (3999 + more[0]) * 13) / 30 >= 5000
    assert (4517 * 17 + (3999 + more[0] - 1) * 13) / 30 < 5000


def test_an_unknown_balance_leads_nowhere() -> None:
    assert np.isnan(average_at_end(_one(4500), _one(np.nan), 20, 10)).all()
    assert np.isnan(more_to_hold(_one(4500), _one(np.nan), _one(5000), 20, 10)).all()
