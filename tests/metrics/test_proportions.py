import pytest
from hypothesis import given
from hypothesis import strategies as st

from keyclient.metrics.proportions import newcombe, wilson

Z = 1.959964
PARTS = st.integers(1, 10**6).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n)))


@pytest.mark.parametrize(
    ("successes", "trials", "low", "high"),
    [(0, 10, 0, 0.2775), (15, 148, 0.0624, 0.1605), (3, 3, 0.4385, 1), (1, 1, 0.2065, 1), (0, 1, 0, 0.7935)],
)
def test_intervals_of_known_rates(successes: int, trials: int, low: float, high: float) -> None:
    assert wilson(successes, trials, Z) == pytest.approx((low, high), abs=5e-5)


def test_nothing_tried_has_no_interval() -> None:
    assert wilson(0, 0, Z) is None
    assert newcombe((0, 0), (1, 2), Z) is None
    assert newcombe((1, 2), (0, 0), Z) is None


def test_difference_of_56_in_70_and_48_in_80_as_newcombe_publishes_it() -> None:
    assert newcombe((56, 70), (48, 80), Z) == pytest.approx((0.0524, 0.3339), abs=5e-5)


def test_difference_of_9_in_10_and_3_in_10_as_newcombe_publishes_it() -> None:
    assert newcombe((9, 10), (3, 10), Z) == pytest.approx((0.1705, 0.8090), abs=5e-5)


@given(PARTS, st.floats(0.1, 5))
def test_an_interval_holds_its_rate_and_stays_within_0_and_1(part: tuple[int, int], z: float) -> None:
    found = wilson(*part, z)
    assert found is not None
    assert 0 <= found.low <= part[0] / part[1] <= found.high <= 1


@given(PARTS)
def test_an_interval_gets_narrower_with_ten_times_the_trials(part: tuple[int, int]) -> None:
    few, many = wilson(*part, Z), wilson(part[0] * 10, part[1] * 10, Z)
    assert few is not None
    assert many is not None
    assert many.high - many.low < few.high - few.low


@given(PARTS, PARTS)
def test_a_difference_turned_round_has_the_interval_turned_round(
    new: tuple[int, int], old: tuple[int, int]
) -> None:
    there, back = newcombe(new, old, Z), newcombe(old, new, Z)
    assert there is not None
    assert back is not None
    assert there == pytest.approx((-back.high, -back.low), abs=1e-12)
    assert there.low <= new[0] / new[1] - old[0] / old[1] <= there.high
