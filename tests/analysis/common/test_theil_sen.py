"""The line of Theil and Sen."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from keyclient.analysis.common import theil_sen
from keyclient.analysis.common.theil_sen import Floats, lines, may_reach
from tests.examples import costly

VALUES = st.lists(st.one_of(st.just(float("nan")), st.integers(-50, 200).map(float)), min_size=5, max_size=5)


def _row(text: str) -> Floats:
    return np.array([[float("nan" if cell == "-" else cell) for cell in text.split()]])


def _line(text: str) -> tuple[float, float, float]:
    values = _row(text)
    line = lines(np.arange(values.shape[1], dtype=float), values)
    return float(line.slope[0]), float(line.start[0]), float(line.span[0])


@pytest.mark.parametrize(
    ("values", "slope", "start", "span"),
    [
        ("10 10 30 10 10", 0, 10, 4),
        ("10 11 12 13 40", 1, 10, 4),
        ("10 20 90", 40, 10, 2),
        ("- 11 - 13 14", 1, 11, 3),
        ("10 -", float("nan"), float("nan"), 0),
    ],
)
def test_one_wild_value_does_not_turn_the_line(values: str, slope: float, start: float, span: float) -> None:
    assert _line(values) == pytest.approx((slope, start, span), nan_ok=True)


def test_the_line_of_three_points_goes_from_the_first_to_the_last() -> None:
    assert _line("10 70 30")[0] == (30 - 10) / 2


def test_days_that_are_not_even_count_as_they_are() -> None:
    line = lines(np.array([0.0, 31.0, 59.0]), np.array([[100.0, 131.0, 159.0]]))
    assert (line.slope[0], line.start[0], line.growth[0]) == pytest.approx((1, 100, 0.59))


def test_a_line_that_starts_at_nothing_or_less_has_no_growth() -> None:
    assert np.isnan(lines(np.arange(3.0), _row("-5 0 5")).growth).all()


def test_customers_in_parts_get_the_same_lines(monkeypatch: pytest.MonkeyPatch) -> None:
    values = np.random.default_rng(1).normal(100, 30, (50, 6))
    whole = lines(np.arange(6.0), values)
    monkeypatch.setattr(theil_sen, "_CELLS", 40)
    parts = lines(np.arange(6.0), values)
    assert np.array_equal(whole.slope, parts.slope)
    assert np.array_equal(whole.start, parts.start)


@costly
@given(VALUES, st.floats(0, 100))
def test_the_quick_look_leaves_out_no_line_that_is_as_steep(values: list[float], least: float) -> None:
    rows, days = np.array([values]), np.array([0.0, 31.0, 59.0, 90.0, 120.0])
    if lines(days, rows).slope[0] >= least:
        assert may_reach(days, rows, np.array([least]))[0]
