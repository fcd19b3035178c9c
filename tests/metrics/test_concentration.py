import pytest
from hypothesis import given
from hypothesis import strategies as st

from keyclient.metrics.concentration import effective_customers, gini, gini_of_positives, hhi
from tests.metrics.lines import profile_of

WHALE = [100, 50, 20, -30, -60]


@pytest.mark.parametrize(
    ("values", "expected"), [([1, 2, 3, 4], 0.25), ([0, 0, 0, 10], 0.75), ([5, 5, 5], 0.0), ([7], 0.0)]
)
def test_gini_of_known_books(values: list[int], expected: float) -> None:
    assert gini(profile_of(values)) == expected


def test_gini_with_losses_is_that_of_raffinetti() -> None:
    assert gini(profile_of(WHALE)) == pytest.approx(0.615385, abs=5e-7)
    assert gini_of_positives(profile_of(WHALE)) == pytest.approx(0.313725, abs=5e-7)


def test_nothing_is_concentrated_where_there_is_nothing() -> None:
    for values in ([], [0, 0]):
        profile = profile_of(values)
        assert (gini(profile), gini_of_positives(profile), hhi(profile), effective_customers(profile)) == (
            None,
        ) * 4


def test_losses_alone_have_a_gini_but_no_concentration_of_gains() -> None:
    profile = profile_of([-1, -3])
    assert gini(profile) == 0.25
    assert (gini_of_positives(profile), hhi(profile), effective_customers(profile)) == (None, None, None)


def test_hhi_and_the_number_of_equal_customers_it_stands_for() -> None:
    profile = profile_of([80, 10, 5, 5])
    assert hhi(profile) == pytest.approx(0.655)
    assert effective_customers(profile) == pytest.approx(1.527, abs=5e-4)


def test_zeros_and_losses_do_not_change_the_hhi() -> None:
    assert hhi(profile_of([80, 10, 5, 5, 0, -40])) == hhi(profile_of([80, 10, 5, 5]))


@given(st.lists(st.integers(-(10**9), 10**12), min_size=1, max_size=30))
def test_gini_is_half_the_mean_difference_over_the_mean_of_absolute_values(values: list[int]) -> None:
    differences = sum(abs(one - other) for one in values for other in values)
    whole = sum(abs(value) for value in values)
    expected = differences / (2 * len(values) * whole) if whole else None
    assert gini(profile_of(values)) == pytest.approx(expected, abs=1e-12)
    positives = [value for value in values if value > 0]
    if positives:
        assert gini_of_positives(profile_of(values)) == pytest.approx(gini(profile_of(positives)), abs=1e-12)


@given(st.lists(st.floats(0, 1e6), min_size=1, max_size=20).filter(any))
def test_gini_of_floats_lies_between_even_and_all_in_one_hand(values: list[float]) -> None:
    found = gini(profile_of(values))
    assert found is not None
    assert 0 <= found <= 1 - 1 / len(values) + 1e-9


def test_rounding_never_makes_equal_customers_less_than_equal() -> None:
    assert gini(profile_of([9_821_240_742_987_731] * 7)) == 0


def test_a_sum_beyond_int64_is_noticed_by_its_magnitude() -> None:
    assert profile_of([10**18] * 20).magnitude == pytest.approx(2e19)
