"""Whose customers come in and go out, and the seats they ask for."""

from dataclasses import replace

import pandas as pd

from keyclient.analysis.what_if.result import Seats, WhatIfResult
from keyclient.model.label import Label, Lang
from keyclient.model.portfolio import Portfolio
from tests.analysis.books import book
from tests.analysis.what_if.tried import GOLD, SIX, WAN, outcome_of, tried

MANAGERS = ("anna", "anna", "bert", " ｂert", None, "cleo")
BRANCHES = ("east", "east", "east", "east", "east", "west")


def _result(
    *typed: str, settings: tuple[str, ...] = GOLD, portfolio: Portfolio | None = None
) -> WhatIfResult:
    shown = portfolio or book(list(SIX), manager=MANAGERS, branch=BRANCHES)
    return outcome_of(shown, tried(typed, settings)).result


def test_managers_are_in_one_spelling_and_nobody_comes_last() -> None:
    managers = _result("tiers.gold.floor=57万").managers
    assert managers is not None
    assert [(one.group, one.base.customers, one.out.customers, one.reform.customers) for one in managers] == [
        ("anna", 2, 0, 2),
        ("bert", 2, 1, 1),
        (None, 1, 1, 0),
    ]


def test_branches_have_no_seats() -> None:
    branches = _result("tiers.gold.floor=45万").branches
    assert branches is not None
    assert [(one.group, one.base.customers, one.reform.customers, one.seats) for one in branches] == [
        ("east", 5, 5, None),
        ("west", 0, 1, None),
    ]


def test_seats_of_the_policy_are_compared_with_those_asked_for() -> None:
    result = _result("tiers.gold.floor=45万", "managers.seats=1")
    assert result.seats == Seats(
        each=1, capacity=3, asked_base=4, asked_reform=5, managers_over=2, over=2, unowned=1
    )
    assert result.managers is not None
    assert [(one.group, one.key_reform, one.seats, one.over) for one in result.managers] == [
        ("anna", 2, 1, 1),
        ("bert", 2, 1, 1),
        ("cleo", 1, 1, 0),
        (None, 1, None, None),
    ]


def test_without_seats_in_the_policy_the_busiest_of_the_branch_today_has_her_hands_full() -> None:
    result = _result("tiers.gold.floor=45万")
    assert result.managers is not None
    assert {one.group: (one.seats, one.over) for one in result.managers if one.group} == {
        "anna": (2, 0),
        "bert": (2, 0),
        "cleo": (0, 1),
    }


def test_a_book_without_managers_says_so_and_has_no_seats() -> None:
    found = outcome_of(book(list(SIX)), tried(["tiers.gold.floor=60万"]))
    assert (found.result.managers, found.result.branches, found.result.seats) == (None, None, None)
    assert [issue.code for issue in found.issues] == ["KC762"]


def test_more_key_customers_than_seats_is_a_warning_with_the_count() -> None:
    portfolio = book(list(SIX), manager=MANAGERS)
    found = outcome_of(portfolio, tried(["tiers.gold.floor=45万", "managers.seats=1"]))
    (issue,) = found.issues
    assert (issue.code, issue.values) == ("KC761", {"managers": 2, "count": 2})


def test_a_policy_that_is_the_one_in_force_is_told() -> None:
    found = outcome_of(book(list(SIX), manager=MANAGERS), tried(["tiers.gold.floor=50万"]))
    assert [issue.code for issue in found.issues] == ["KC760"]
    assert found.result.base_sha256 == found.result.reform_sha256


def test_other_seats_alone_are_another_policy() -> None:
    found = outcome_of(book(list(SIX), manager=MANAGERS), tried(["managers.seats=9"]))
    assert [issue.code for issue in found.issues] == []


def test_a_customer_with_rows_of_two_managers_counts_with_each_with_her_money_there() -> None:
    parts = pd.DataFrame(
        {
            "row": [2, 2],
            "manager": ["anna", "bert"],
            "value": pd.array([4000 * WAN, 2000 * WAN], dtype="Int64"),
        }
    )
    portfolio = book([60 * WAN], manager=["anna"])
    managers = _result(
        "tiers.gold.floor=70万", portfolio=replace(portfolio, split=lambda _, __: parts)
    ).managers
    assert managers is not None
    assert [(one.group, one.out.customers, int(one.out.value or 0)) for one in managers] == [
        ("anna", 1, 40 * WAN),
        ("bert", 1, 20 * WAN),
    ]


def test_any_column_groups_those_in_focus() -> None:
    portfolio = book(list(SIX), industry=["a", "b", "a", None, "b", "b"])
    by = outcome_of(portfolio, tried(["tiers.gold.floor=60万"]), group="industry").result.by
    assert by is not None
    assert [(one.group, one.base.customers, one.reform.customers) for one in by] == [
        ("a", 2, 1),
        ("b", 2, 1),
        (None, 1, 0),
    ]


def test_the_same_amount_typed_otherwise_is_the_one_in_force_too() -> None:
    found = outcome_of(book(list(SIX), manager=MANAGERS), tried(["tiers.gold.floor=500000"]))
    assert [issue.code for issue in found.issues] == ["KC760"]


def test_what_moves_nobody_is_told() -> None:
    found = outcome_of(book(list(SIX), manager=MANAGERS), tried(["tier.near=0.8"]))
    (issue,) = found.issues
    assert issue.code == "KC763"
    assert "With another value of tier.near every customer stays" in issue.message(Lang.EN)


def test_customers_of_nobody_are_called_so_in_the_tables() -> None:
    shown = book(list(SIX), manager=MANAGERS, branch=(None, *BRANCHES[1:]))
    report = outcome_of(shown, tried(["tiers.gold.floor=57万"])).report
    last = {table.key: list(table.rows)[-1][0] for table in report.tables}
    assert [last[key] for key in ("managers", "branches")] == [
        Label("(no manager)", "（无客户经理）"),
        Label("(no branch)", "（无机构）"),
    ]
