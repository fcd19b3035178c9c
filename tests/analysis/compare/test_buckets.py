"""Every customer is in one bucket, and the buckets lead from opening to closing."""

from decimal import Decimal

import pytest

from tests.analysis.books import figures
from tests.analysis.compare.series import NEW, OLD, changes, compared, does_close, policy_of


def test_two_books_close_in_money_and_in_customers() -> None:
    result = compared(OLD, NEW)
    assert figures(result.opening, result.closing) == (205, 286)
    assert (result.customers_opening, result.customers_closing) == (5, 5)
    assert changes(result) == {
        "new": (1, 3),
        "lost": (1, -5),
        "promoted": (2, 95),
        "demoted": (1, -32),
        "stayed": (1, 20),
    }
    assert does_close(result)


def test_each_customer_has_one_bucket_and_the_largest_change_comes_first() -> None:
    listed = [figures(one.customer_id, one.bucket, one.change) for one in compared(OLD, NEW).moved]
    assert listed == [
        ("b", "promoted", 60),
        ("d", "promoted", 35),
        ("c", "demoted", -32),
        ("a", "stayed", 20),
        ("e", "lost", -5),
        ("f", "new", 3),
    ]


def test_all_eight_buckets_are_there_in_order_though_they_hold_nobody() -> None:
    names = "new returned lost emptied transferred promoted demoted stayed"
    assert [one.bucket for one in compared(OLD, OLD).buckets] == names.split()


@pytest.mark.parametrize(
    ("values", "bucket"),
    [
        ("- 5 -", "lost"),
        ("- - 5", "new"),
        ("5 - 5", "returned"),
        ("- 5 0", "emptied"),
        ("- 5 -2", "emptied"),
        ("- 5 blank", "emptied"),
        ("- 0 0", "stayed"),
        ("- -3 -9", "stayed"),
        ("- blank 5", "stayed"),
        ("- 5 40", "promoted"),
        ("- blank 40", "promoted"),
        ("- 40 39.99", "demoted"),
        ("- 150 0", "emptied"),
        ("- 0 blank", "stayed"),
    ],
)
def test_a_customer_is_in_the_first_bucket_that_fits(values: str, bucket: str) -> None:
    books = [
        "customer_id|value\nz|1" + ("" if value == "-" else f"\na|{value.replace('blank', '')}")
        for value in values.split()
    ]
    assert [one.bucket for one in compared(*books).moved if one.customer_id == "a"] == [bucket]


def test_a_customer_seen_only_in_older_books_is_in_no_bucket() -> None:
    result = compared("customer_id|value\na|5\nb|7", "customer_id|value\na|5", "customer_id|value\na|6")
    assert [one.customer_id for one in result.moved] == ["a"]
    assert changes(result.steps[0]) == {"lost": (1, Decimal(-7)), "stayed": (1, Decimal(0))}


def test_everybody_doubling_moves_nobody_by_own_floors_but_is_seen_by_the_first() -> None:
    policy = policy_of(({"name": "gold", "zh": "黄金", "top": 0.2}, {"name": "iron", "zh": "铁"}))
    before = "\n".join(["value", *(str(value) for value in range(10, 0, -1))])
    now = "\n".join(["value", *(str(2 * value) for value in range(10, 0, -1))])
    result = compared(before, now, policy=policy)
    assert [floor.floor for floor in result.floors] == [9, None]
    assert (result.tier_changes.own_floors, result.tier_changes.first_floors) == (0, 4)
    assert (result.key.customers_opening, result.key.customers_closing) == (2, 6)
    assert figures(result.key.opening, result.key.closing) == (19, 90)


def test_key_customers_are_those_of_the_tiers_that_the_policy_names() -> None:
    key = compared(OLD, NEW, policy=policy_of(key={"tiers": ["key"]})).key
    assert (key.tiers, key.customers_opening, key.customers_closing) == (("key",), 1, 2)


def test_over_three_books_the_steps_add_up_by_bucket() -> None:
    whole = compared(OLD, NEW, "customer_id|value\na|90\ne|7\nf|3").since_first
    assert whole is not None
    assert figures(whole.from_, whole.to, whole.opening, whole.closing) == (
        "2026-01-28",
        "2026-03-28",
        205,
        100,
    )
    assert changes(whole) == {
        "new": (1, 3),
        "returned": (1, 7),
        "lost": (4, -168),
        "promoted": (2, 95),
        "demoted": (2, -62),
        "stayed": (2, 20),
    }
    assert does_close(whole)


def test_two_books_have_no_sum_over_steps() -> None:
    assert compared(OLD, NEW).since_first is None


def test_blank_values_that_look_like_money_moving_are_counted() -> None:
    before = "customer_id|value\na|5\nb|\nc|\nd|-3\ne|9"
    now = "customer_id|value\na|\nb|7\nc|\nd|\ne|9"
    blank = compared(before, now).blank
    assert (blank.now, blank.before) == (1, 1)


def test_customers_without_a_number_of_their_own_stand_apart_on_both_sides() -> None:
    before = "customer_id|value\na|5\n|7\ns|1\ns|2\nt|3"
    now = "customer_id|value\na|6\n|8\n|9\ns|4\nt|1\nt|1"
    result = compared(before, now)
    apart = result.unfollowed
    counts = (apart.customers_opening, apart.customers_closing)
    assert figures(apart.opening, apart.closing, *counts) == (13, 23, 4, 5)
    assert changes(result) == {"stayed": (1, Decimal(1))}
    assert result.opening + apart.opening == result.periods[0].value
    assert result.closing + apart.closing == result.periods[1].value
