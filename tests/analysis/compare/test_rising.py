"""Customers on the rise, and how many of them chance would bring."""

import datetime as dt
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from keyclient.analysis.compare.calculate import compare
from keyclient.analysis.compare.chance import other_orders
from keyclient.analysis.compare.result import CompareResult
from keyclient.policy.models import Policy
from keyclient.policy.parts.base import Contradiction
from keyclient.policy.parts.compare import ComparePolicy
from tests.analysis.compare.snapshots import MONTHS, compared, courses, taken
from tests.examples import costly


def _states(result: CompareResult) -> dict[str, str]:
    return {customer.customer_id: customer.state for customer in result.rising}


def _state(course: str) -> str | None:
    return _states(compared(courses({"a": course}))).get("a")


@pytest.mark.parametrize(
    ("course", "state"),
    [
        ("10 20", "grew"),
        ("10 12 20", "grew"),
        ("10 12 14 20", "possible"),
        ("10 12 14 16 20", "possible"),
        ("10 12 14 16 18 20", "confirmed"),
        ("10 12 16 14 18 20", "possible"),
        ("10 11 10 12 13 12", "confirmed"),
        ("10 11 12 10 13 14", "possible"),
        ("10 10 30 10 10", None),
        ("10 10 10 10 10 90", None),
        ("20 18 16 14 12 10", None),
        ("100 101 102 103 104 99", None),
        ("0 1 4 8 13 19", None),
        ("- 12 14 16 18 20", "possible"),
        ("- - - - 18 20", "grew"),
        ("- - - - - 20", None),
        ("10 12 14 16 18 -", None),
        ("20 40 60 80 90 100", None),
    ],
)
def test_the_word_for_a_course_of_values(course: str, state: str | None) -> None:
    assert _state(course) == state


def test_a_value_in_the_middle_is_in_neither_half() -> None:
    assert _state("10 11 12 40 13 14 15") == "confirmed"


def test_thirty_per_cent_in_half_a_year_are_a_rise_and_less_are_not() -> None:
    dates = [dt.date(2026, 1, 1), dt.date(2027, 1, 1)]
    grown = compared(courses({"a": "50 80", "b": "50 79.9"}), dates)
    assert _states(grown) == {"a": "grew"}
    assert [customer.growth for customer in grown.rising] == [pytest.approx(0.6)]


def test_books_without_dates_of_their_own_are_a_month_apart() -> None:
    dated = compared(courses({"a": "10 11"}), [dt.date(2026, 1, 1), dt.date(2028, 1, 1)])
    undated = compared(courses({"a": "10 11"}), [dt.date(2026, 1, 1), dt.date(2028, 1, 1)], is_dated=False)
    assert (_states(dated), _states(undated)) == ({}, {"a": "grew"})
    assert (dated.rising_totals.axis, undated.rising_totals.axis) == ("days", "months")


def test_two_books_of_one_day_are_a_month_apart() -> None:
    assert compared(courses({"a": "10 11"}), [MONTHS[0]] * 2).rising_totals.axis == "months"


def test_the_nearest_to_the_key_floor_comes_first() -> None:
    result = compared(courses({"a": "10 20", "b": "60 90", "c": "30 50", "key": "60 100"}))
    assert [(c.customer_id, float(c.value), float(c.gap_to_key)) for c in result.rising] == [
        ("b", 90, 10),
        ("c", 50, 50),
        ("a", 20, 80),
    ]


def test_averages_count_where_all_books_have_them() -> None:
    heading = "customer_id|aum|aum_average"
    both = compared([f"{heading}\na|50|10", f"{heading}\na|50|20"])
    one = compared([f"{heading}\na|50|10", "customer_id|aum\na|50"])
    assert (_states(both), both.rising_totals.column) == ({"a": "grew"}, "aum_average")
    assert (_states(one), one.rising_totals.column) == ({}, "aum")


def test_what_chance_brings_is_told_from_four_books_on() -> None:
    values = {f"c{n}": " ".join(str(Random(n * 10 + b).randint(5, 90)) for b in range(4)) for n in range(40)}
    chance = compared(courses(values)).rising_by_chance
    assert chance is not None
    assert chance.confirmed == 0
    assert 5 < chance.possible < 25
    assert compared(courses({"a": "10 12 14"})).rising_by_chance is None


def test_a_shuffled_order_confirms_hardly_any_of_those_who_rise_in_the_true_one() -> None:
    rising = {f"c{n}": "10 12 14 16 18 20" for n in range(10)}
    result = compared(courses(rising))
    assert result.rising_totals.confirmed == 10
    assert result.rising_by_chance is not None
    assert result.rising_by_chance.confirmed < 2


@costly
@given(st.permutations(range(12)))
def test_the_order_of_the_rows_changes_nothing(order: list[int]) -> None:
    values = {
        f"c{n:02}": " ".join(str(Random(n * 10 + b).randint(5, 90)) for b in range(5)) for n in range(12)
    }
    shuffled = {name: values[name] for name in (f"c{n:02}" for n in order)}
    one, other = compared(courses(values)), compared(courses(shuffled))
    assert one.rising_by_chance == other.rising_by_chance
    assert [(c.customer_id, c.growth) for c in one.rising] == [
        (c.customer_id, c.growth) for c in other.rising
    ]


def test_four_books_have_twenty_three_other_orders() -> None:
    orders = list(other_orders(4, 24))
    assert (len(orders), len(set(orders))) == (23, 23)
    assert (0, 1, 2, 3) not in orders


@costly
@given(st.integers(4, 24), st.integers(1, 22))
def test_random_orders_differ_are_never_the_true_one_and_the_same_every_time(books: int, most: int) -> None:
    orders = list(other_orders(books, most))
    assert len(set(orders)) == most
    assert tuple(range(books)) not in orders
    assert orders == list(other_orders(books, most))


def test_a_confirmed_rise_needs_no_fewer_books_than_a_possible_one() -> None:
    with pytest.raises(ValueError, match="no fewer books") as refused:
        ComparePolicy(possible_books=8)
    assert isinstance(refused.value.errors()[0]["ctx"]["error"], Contradiction)  # type: ignore[attr-defined]


def test_who_reaches_the_key_floor_and_lacks_loyalty_is_told_how_many_points() -> None:
    tiers = ({"name": "gold", "floor": 100, "loyalty": 60}, {"name": "iron"})
    loyalty = {"min_components": 1, "products": {"weight": 1, "zero": 100, "full": 500}}
    policy = Policy.model_validate({"tier": {"tiers": tiers, "loyalty": loyalty}})
    heading = "customer_id|aum|products"
    march = f"{heading}\na|80|1\nb|80|1\nc|80|5\nd|80|1"
    april = f"{heading}\na|120|1\nb|120|2\nc|99|5\nd|120|5"
    books = [taken(text, day, policy=policy) for text, day in zip((march, april), MONTHS[2:], strict=False)]
    assert [
        (customer.customer_id, int(customer.gap_to_key), customer.loyalty_gap)
        for customer in compare(books, policy).rising
    ] == [("b", 0, 35), ("a", 0, 60), ("c", 1, None)]
