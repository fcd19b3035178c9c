"""Balances that stand out at the end of a quarter."""

import datetime as dt

import pytest

from tests.analysis.compare.snapshots import MONTHS, compared

FEBRUARY, MARCH, APRIL = MONTHS[1:4]
HEADING = "customer_id|manager|aum"


def _stands_out(course: str, days: tuple[dt.date, ...] = (FEBRUARY, MARCH, APRIL)) -> float | None:
    books = [f"{HEADING}\na|wang|{value.strip('-')}\nz|wang|1" for value in course.split()]
    (*_, excess) = [
        None,
        *(float(one.excess) for one in compared(books, days).quarter_ends if one.scope == "customer"),
    ]
    return excess


@pytest.mark.parametrize(
    ("course", "excess"),
    [
        ("100 130 100", 30),
        ("100 121 100", 21),
        ("100 120 100", None),
        ("100 130 109", None),
        ("50 130 90", 40),
        ("50 130 91", None),
        ("100 130 -", None),
        ("0 130 0", 130),
        ("100 130 60", 30),
    ],
)
def test_a_balance_stands_out_if_it_is_a_fifth_above_both_others_and_half_is_given_back(
    course: str, excess: float | None
) -> None:
    assert _stands_out(course) == excess


@pytest.mark.parametrize(
    "days",
    [
        (MONTHS[0], FEBRUARY, MARCH),
        (FEBRUARY, dt.date(2026, 3, 20), APRIL),
    ],
)
def test_only_the_end_of_a_quarter_counts(days: tuple[dt.date, ...]) -> None:
    assert _stands_out("100 130 100", days) is None


@pytest.mark.parametrize(
    ("days", "excess"),
    [
        ((dt.date(2023, 12, 31), dt.date(2024, 12, 31), dt.date(2025, 12, 31)), None),
        ((dt.date(2025, 12, 31), MARCH, dt.date(2026, 6, 30)), None),
        ((MONTHS[0], MARCH, APRIL), None),
        ((FEBRUARY, MARCH, dt.date(2026, 5, 31)), None),
        ((dt.date(2026, 3, 20), MARCH, dt.date(2026, 4, 10)), 30),
        ((dt.date(2026, 2, 14), MARCH, dt.date(2026, 5, 15)), 30),
    ],
)
def test_a_balance_stands_out_between_books_of_the_months_beside_it_alone(
    days: tuple[dt.date, ...], excess: float | None
) -> None:
    assert _stands_out("100 130 100", days) == excess


def test_managers_are_added_up_with_the_largest_first() -> None:
    books = [
        f"{HEADING}\na|wang|100\nb|wang|100\nc|li|100\nd|li|100\ne||100",
        f"{HEADING}\na|wang|200\nb|wang|150\nc|li|400\nd|li|100\ne||100",
        f"{HEADING}\na|li|100\nb|li|100\nd|wang|100\ne||100\nc|li|100",
    ]
    found = compared(books, [FEBRUARY, MARCH, APRIL]).quarter_ends
    assert [(one.scope, one.manager, one.customer_id, one.row, one.customers, one.of) for one in found] == [
        ("whole", None, None, None, 3, 5),
        ("manager", "li", None, None, 1, 2),
        ("manager", "wang", None, None, 2, 2),
        ("customer", "li", "c", 6, 1, 1),
        ("customer", "wang", "a", 2, 1, 1),
        ("customer", "wang", "b", 3, 1, 1),
    ]
    whole = found[0]
    assert [float(side) for side in (whole.before, whole.point, whole.after, whole.excess)] == [
        300,
        750,
        300,
        450,
    ]
