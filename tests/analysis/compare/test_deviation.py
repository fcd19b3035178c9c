"""Balances beside their averages."""

import datetime as dt
from itertools import pairwise

import pytest

from keyclient.analysis.compare.deviation_rule import counted_average, deviation_of, most_that_counts
from keyclient.analysis.compare.result import CompareResult
from tests.analysis.compare.snapshots import compared

HEADING = "customer_id|manager|branch|aum|aum_average"


def _ends(months: int) -> list[dt.date]:
    """The ends of some months, the last of them March 2026."""
    firsts = [dt.date(2026 + (3 - back) // 12, (3 - back) % 12 + 1, 1) for back in reversed(range(months))]
    return [first - dt.timedelta(days=1) for first in firsts]


def _told(result: CompareResult, *scopes: str) -> list[tuple[object, ...]]:
    return [
        (one.group or one.customer_id, float(one.excess), one.deviation, one.over_limit)
        for one in result.deviation.where({"scope": scopes})
    ]


def test_at_the_end_of_a_quarter_the_average_counts_no_more_than_growth_allows() -> None:
    most = most_that_counts(100, [0.02, 0.08, 0.05, 0.05])
    assert most == pytest.approx(105)
    assert deviation_of(126, counted_average(120, most)) == pytest.approx(0.20)
    assert deviation_of(126, counted_average(120, None)) == pytest.approx(0.05)
    assert deviation_of(126, counted_average(102, most)) == pytest.approx(126 / 102 - 1)
    assert deviation_of(126, 0) is None


def test_the_whole_branches_and_managers_come_first_then_customers_over_the_limit() -> None:
    newest = (
        f"{HEADING}\na|wang|east|126|120\nb|wang|east|50|60\nc|li|west|200|100\nd|li|west|104|100\n"
        "e|li|west|7|\nf||west|5|0"
    )
    result = compared(["customer_id|aum\nz|1", newest])
    assert [(one.scope, one.group, one.customer_id) for one in result.deviation] == [
        ("whole", None, None),
        ("branch", "west", None),
        ("branch", "east", None),
        ("manager", "li", None),
        ("manager", None, None),
        ("manager", "wang", None),
        ("customer", None, "c"),
        ("customer", None, "a"),
    ]
    assert _told(result, "whole") == [(None, 105, pytest.approx(105 / 380), True)]
    assert _told(result, "manager")[1:] == [
        (None, 5, None, False),
        ("wang", -4, pytest.approx(-4 / 180), False),
    ]
    assert {one.capped_average for one in result.deviation} == {None}


def _series(months: int, newest: str) -> CompareResult:
    """Books with an average of 100 that grows by 5 % in the last month of each quarter and falls back."""
    days = _ends(months)
    averages = [105 if day.month % 3 == 0 else 100 for day in days[:-1]]
    books = [f"{HEADING}\na|wang|east|100|{average}" for average in averages]
    return compared([*books, f"{HEADING}\n{newest}"], days)


def test_four_earlier_quarter_ends_limit_the_fifth() -> None:
    (whole,) = _series(14, "a|wang|east|126|120").deviation.where({"scope": ("whole",)})
    assert whole.capped_average is not None
    assert (float(whole.capped_average), float(whole.excess)) == (105, 21)
    assert whole.deviation == pytest.approx(0.20)


def test_three_earlier_quarter_ends_limit_nothing() -> None:
    (whole,) = _series(12, "a|wang|east|126|120").deviation.where({"scope": ("whole",)})
    assert whole.capped_average is None
    assert whole.deviation == pytest.approx(0.05)


def test_one_manager_and_one_branch_are_the_whole_and_are_not_told_again() -> None:
    assert {one.scope for one in _series(2, "a|wang|east|126|120").deviation} == {"whole", "customer"}


def test_deposits_are_told_where_there_is_no_average_of_the_measure() -> None:
    book = "customer_id|aum|deposits|deposits_average\na|9|60|50"
    result = compared([book, book])
    assert [(one.scope, one.column, float(one.excess)) for one in result.deviation] == [
        ("whole", "deposits", 10),
        ("customer", "deposits", 10),
    ]


def test_without_averages_nothing_is_told() -> None:
    assert len(compared(["customer_id|aum\na|1"] * 2).deviation) == 0


def test_the_months_of_these_tests_follow_each_other() -> None:
    assert all(after - before < dt.timedelta(days=32) for before, after in pairwise(_ends(14)))
    assert _ends(14)[-1] == dt.date(2026, 3, 31)
