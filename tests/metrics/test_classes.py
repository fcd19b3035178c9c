import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from keyclient.metrics.class_edge import Ties
from keyclient.metrics.classes import ClassTotal, Cut, class_totals, spans
from keyclient.metrics.curve import curve
from keyclient.metrics.exact_shares import fraction
from tests.examples import costly
from tests.metrics.lines import cuts_of, frame_of, letters_of, profile_of

VALUES = st.lists(st.integers(-20, 60), min_size=1, max_size=40)
TIES = st.sampled_from(["up", "down", "nearest"])


@pytest.mark.parametrize(
    ("values", "letters"),
    [
        ([50, 30, 10, 10], "AABB"),
        ([50, 25, 10, 5, 5, 5], "AAABBB"),
        ([90, 5, 5], "ABB"),
        ([100] * 5 + [10], "AAAAAC"),
        ([25] * 4, "AAAA"),
        ([7], "A"),
        ([7] * 10, "A" * 10),
        ([0, 5, -2, 0], "ZANZ"),
        ([0, 0], "ZZ"),
        ([-1, -9], "NN"),
    ],
)
def test_classes_of_known_books(values: list[int], letters: str) -> None:
    assert letters_of(values) == letters


@pytest.mark.parametrize(
    ("values", "ties", "letters"),
    [
        ([25] * 4, "up", "AAAA"),
        ([25] * 4, "down", "CCCC"),
        ([25] * 4, "nearest", "AAAA"),
        ([50, 30, 10, 10], "down", "AACC"),
        ([50, 30, 10, 10], "nearest", "AABB"),
        ([60, 20, 20], "down", "ACC"),
        ([60, 20, 20], "nearest", "AAA"),
        ([72, 14, 14], "nearest", "ABB"),
        ([90, 5, 5], "nearest", "ABB"),
        ([90, 5, 5], "down", "BCC"),
    ],
)
def test_where_a_block_goes_that_crosses_an_edge(values: list[int], ties: Ties, letters: str) -> None:
    assert letters_of(values, ties) == letters


def test_equally_near_to_the_edge_goes_up() -> None:
    assert letters_of([700, 200, 100], "nearest") == "AAB"
    assert letters_of([701, 200, 99], "nearest") == "ABC"


@costly
@given(VALUES)
def test_a_customer_is_in_a_class_when_those_above_hold_less_than_its_edge(values: list[int]) -> None:
    base = sum(value for value in values if value > 0)
    expected = ""
    for value in values:
        larger = sum(other for other in values if other > value)
        if value <= 0:
            expected += "Z" if value == 0 else "N"
        elif larger < fraction(0.8) * base:
            expected += "A"
        else:
            expected += "B" if larger < fraction(0.95) * base else "C"
    assert letters_of(values) == expected


@costly
@given(VALUES, TIES, st.randoms())
def test_row_order_never_changes_a_class(values: list[int], ties: Ties, dice: random.Random) -> None:
    order = dice.sample(range(len(values)), len(values))
    letters = letters_of(values, ties)
    assert letters_of([values[place] for place in order], ties) == "".join(letters[place] for place in order)


@costly
@given(VALUES, TIES)
def test_classes_count_and_hold_what_their_customers_are(values: list[int], ties: Ties) -> None:
    letters = letters_of(values, ties)
    found = class_totals(profile_of(values), cuts_of(values, ties), 3)
    for holding in found[:-1]:
        members = [value for value, letter in zip(values, letters, strict=True) if letter == holding.letter]
        assert (holding.customers, holding.value) == (len(members), sum(members))
    assert found[-1] == ClassTotal("U", 3, None)
    assert sum(holding.customers for holding in found) == len(values) + 3


@costly
@given(VALUES, TIES)
def test_spans_are_the_smallest_and_largest_value_of_each_class(values: list[int], ties: Ties) -> None:
    letters = letters_of(values, ties)
    expected = {
        letter: (min(members), max(members))
        for letter in set(letters)
        if (members := [value for value, other in zip(values, letters, strict=True) if other == letter])
    }
    assert spans(curve(frame_of(values)), cuts_of(values, ties)) == expected


def test_only_classes_with_customers_are_listed_beyond_c() -> None:
    assert [size.letter for size in class_totals(profile_of([5]), cuts_of([5]), 0)] == ["A", "B", "C"]
    assert [size.letter for size in class_totals(profile_of([]), cuts_of([]), 0)] == ["A", "B", "C"]
    assert [size.letter for size in class_totals(profile_of([0, -1]), cuts_of([0, -1]), 2)] == list("ABCZNU")


def test_a_tie_counts_only_where_the_edge_falls_among_its_customers() -> None:
    assert cuts_of([25] * 4).a.tied == 4
    assert cuts_of([40, 40, 20]).a.tied == 0
    assert cuts_of([90, 10]).a.tied == 0


def test_floats_are_classed_like_whole_numbers() -> None:
    assert letters_of([50.5, 30.25, 10.0, 0.0, -1.0]) == "AABZN"


@pytest.mark.parametrize("ties", ["up", "down", "nearest"])
def test_a_float_class_that_ends_at_its_edge_but_for_rounding_ends_there(ties: Ties) -> None:
    values = [0.3, 0.3, 0.2]
    assert 0.75 * sum(values) > 0.3 + 0.3
    assert cuts_of(values, ties, (0.75, 0.9)).a == Cut(2, 0.6, 0.3, floor_is_in=True, tied=0)
