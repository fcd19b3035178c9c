"""What moved between deposits and investments."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from keyclient.analysis.compare.inside import between
from tests.analysis.compare.snapshots import compared
from tests.examples import costly

HEADING = "customer_id|aum|deposits|investments\nother|2|1|1"
CHANGES = st.lists(st.tuples(st.integers(-1000, 1000), st.integers(-1000, 1000)), min_size=1, max_size=20)


def _inside(before: str, after: str) -> tuple[float, ...]:
    found = compared([f"{HEADING}\n{before}", f"{HEADING}\n{after}"]).inside
    assert found is not None
    return found.customers, *(float(one) for one in (found.between_products, found.left, found.came))


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        ("a|100|100|0", "a|100|40|60", (1, 60, 0, 0)),
        ("a|100|100|0", "a|80|40|40", (1, 40, 20, 0)),
        ("a|100|100|0", "a|140|40|100", (1, 60, 0, 40)),
        ("a|100|60|40", "a|100|90|10", (1, 30, 0, 0)),
        ("a|100|60|40", "a|50|30|20", (0, 0, 50, 0)),
        ("a|100|60|40", "a|200|80|120", (0, 0, 0, 100)),
        ("a|100|100|", "a|100|40|60", (1, 60, 0, 0)),
        ("a|100||", "a|100|40|60", (0, 0, 0, 0)),
        ("a|100|100|0", "b|100|40|60", (0, 0, 0, 0)),
    ],
)
def test_a_fall_of_one_with_a_rise_of_the_other_stays_in_the_bank(
    before: str, after: str, said: tuple[float, ...]
) -> None:
    assert _inside(before, after) == said


def test_books_without_investments_say_nothing() -> None:
    assert compared(["customer_id|aum|deposits\na|1|1"] * 2).inside is None


@costly
@given(CHANGES)
def test_what_moved_left_and_came_is_all_that_fell_and_rose(changes: list[tuple[int, int]]) -> None:
    deposits, investments = (np.array(side) for side in zip(*changes, strict=True))
    moved, net = between(deposits, investments), deposits + investments
    fell = np.maximum(-deposits, 0) + np.maximum(-investments, 0)
    rose = np.maximum(deposits, 0) + np.maximum(investments, 0)
    assert np.array_equal(fell, moved + np.maximum(-net, 0))
    assert np.array_equal(rose, moved + np.maximum(net, 0))
