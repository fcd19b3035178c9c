"""Where effort goes, and where it should."""

from collections.abc import Mapping

import numpy as np
import pandas as pd
import pytest

from keyclient.analysis.common.class_a import class_a
from keyclient.analysis.plan.resources import of_class_a, resources, served_managers
from keyclient.analysis.plan.result import Resource, ServedManager
from keyclient.policy.models import Policy
from tests.analysis.books import AUM
from tests.analysis.risk.held import books_of

BOOK = """
manager|value|effort
Li|50|4
Li|30|3
Li|4|1
Sun|4|2
|5|
"""


def told(text: str) -> tuple[Resource, ...]:
    books = books_of(text)
    return resources(books, of_class_a(books))


def served(
    text: str, owner: "pd.Series[str]", planned: Mapping[str | None, float]
) -> tuple[ServedManager, ...]:
    books = books_of(text)
    return served_managers(books, of_class_a(books), owner, planned)


def test_what_is_missing_for_class_a_is_too_much_for_the_rest() -> None:
    found = told(BOOK)
    assert [
        (one.name, one.customers, int(one.value), one.effort, one.share, one.target, one.gap) for one in found
    ] == [("A", 2, 80, 7.0, 0.7, 0.8, 1.0), ("rest", 3, 13, 3.0, 0.3, 0.2, -1.0)]


def test_without_a_column_of_effort_only_customers_and_value_are_known() -> None:
    first, _ = told("value\n50\n9")
    assert (first.customers, first.effort, first.share, first.gap) == (1, None, None, None)


def test_where_no_effort_was_spent_there_is_no_share() -> None:
    first, _ = told("value|effort\n50|0\n9|")
    assert (first.effort, first.share, first.gap) == (0.0, None, 0.0)


def test_who_does_least_for_class_a_comes_first_and_plans_stand_beside_it() -> None:
    owner = pd.Series(["Li", "Li", "Li", "Sun", None], dtype="str")
    found = served(BOOK, owner, {"Li": 3.0, None: 1.0, "Wu": 2.0})
    assert [(one.manager, one.effort, one.share_of_a, one.planned) for one in found] == [
        ("Sun", 2.0, 0.0, 0.0),
        ("Li", 8.0, 0.875, 3.0),
        ("Wu", 0.0, None, 2.0),
        (None, 0.0, None, 1.0),
    ]


def test_without_effort_managers_are_told_for_what_they_plan() -> None:
    owner = pd.Series(["Li", None], dtype="str")
    found = served("value\n50\n9", owner, {"Li": 3.0})
    assert [(one.manager, one.effort, one.share_of_a, one.planned) for one in found] == [
        ("Li", None, None, 3.0)
    ]


@pytest.mark.parametrize(
    ("values", "settings", "letters"),
    [
        ("50 30 10 10", {}, "AA--"),
        ("50 25 10 5 5 5", {}, "AAA---"),
        ("90 5 5", {}, "A--"),
        ("25 25 25 25", {}, "AAAA"),
        ("50 25 10 5 5 5", {"ties": "down"}, "AA----"),
        ("0 0", {}, "--"),
        ("", {}, ""),
        ("70 10 5 5 5 5", {}, "AA----"),
        ("70 10 5 5 5 5", {"cut": "auto"}, "A-----"),
    ],
)
def test_class_a_is_that_of_segment(values: str, settings: dict[str, object], letters: str) -> None:
    numbers = np.array([float(value) * 100 for value in values.split()])
    policy = Policy.model_validate({"segment": settings}).segment
    found = class_a(numbers, AUM, policy)
    assert "".join("A" if one else "-" for one in found) == letters


def test_a_blank_value_is_of_no_class() -> None:
    assert class_a(np.array([100.0, np.nan]), AUM, Policy().segment).tolist() == [True, False]
