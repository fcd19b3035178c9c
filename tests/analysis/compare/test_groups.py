"""What moved by manager or branch: each has the money of its own rows."""

from dataclasses import replace
from decimal import Decimal

import pandas as pd

from tests.analysis.books import book, figures
from tests.analysis.compare.series import changes, compared, does_close

BEFORE = "customer_id|value|manager\na|100|li\nb|50|li\nc|40|zhao\nd|10|zhao\ne|5|zhao"
NOW = "customer_id|value|manager\na|120|li\nb|110|zhao\nc|8|zhao\nd|45|li\nf|3|li"


def test_a_customer_of_another_manager_now_was_transferred() -> None:
    groups = compared(BEFORE, NOW, by="manager").groups
    assert groups is not None
    assert [group.group for group in groups] == ["zhao", "li"]
    zhao, li = groups
    assert changes(zhao) == {
        "transferred_in": (1, Decimal(110)),
        "lost": (1, Decimal(-5)),
        "transferred_out": (1, Decimal(-10)),
        "demoted": (1, Decimal(-32)),
    }
    assert changes(li) == {
        "new": (1, Decimal(3)),
        "transferred_in": (1, Decimal(45)),
        "transferred_out": (1, Decimal(-50)),
        "stayed": (1, Decimal(20)),
    }
    assert figures(zhao.opening, zhao.closing, zhao.customers_opening, zhao.customers_closing) == (
        55,
        118,
        3,
        2,
    )
    assert all(map(does_close, groups))


def test_the_largest_change_comes_first_and_a_blank_cell_has_no_name() -> None:
    before = "customer_id|value|manager\na|1|li\nb|2|\nc|3|zhao"
    now = "customer_id|value|manager\na|2|li\nb|9|\nc|0|zhao"
    groups = compared(before, now, by="manager").groups or ()
    assert [group.group for group in groups] == [None, "zhao", "li"]


def test_a_manager_of_nobody_who_can_be_followed_is_no_group() -> None:
    book = "customer_id|value|manager\na|1|li\n|2|zhao"
    assert [group.group for group in compared(book, book, by="manager").groups or ()] == ["li"]


def test_a_customer_of_two_branches_counts_in_each_with_the_money_there() -> None:
    parts = {
        "before": pd.DataFrame(
            {"row": [2, 2, 3], "group": ["east", "west", "east"], "value": [4000, 6000, 500]}
        ),
        "now": pd.DataFrame(
            {"row": [2, 2, 3], "group": ["west", "north", "east"], "value": [7000, 100, 600]}
        ),
    }
    before = replace(book([100, 5]), parts=parts["before"])
    now = replace(book([71, 6]), parts=parts["now"])
    result = compared(before, now, by="branch")
    found = {group.group: changes(group) for group in result.groups or ()}
    assert found == {
        "east": {"transferred_out": (1, Decimal(-40)), "stayed": (1, Decimal(1))},
        "west": {"demoted": (1, Decimal(10))},
        "north": {"transferred_in": (1, Decimal(1))},
    }
    assert all(map(does_close, result.groups or ()))
    assert sum(group.closing for group in result.groups or ()) == result.closing


def test_without_groups_there_are_none() -> None:
    assert compared(BEFORE, NOW).groups is None


def test_a_name_with_other_spaces_or_wide_letters_is_one_group_called_as_in_the_newest_book() -> None:
    before = "customer_id|value|manager\na|100|李\u3000娜\nb|50|Ｌi\nc|5|zhao"
    now = "customer_id|value|manager\na|120|李娜\nb|50|li\nc|6|zhao\nd|1|李 娜\ne|1|李娜"
    groups = compared(before, now, by="manager").groups or ()
    assert {group.group: changes(group) for group in groups} == {
        "李娜": {"new": (2, Decimal(2)), "stayed": (1, Decimal(20))},
        "li": {"stayed": (1, Decimal(0))},
        "zhao": {"stayed": (1, Decimal(1))},
    }
    assert all(map(does_close, groups))


def test_a_group_that_has_gone_is_called_as_it_was() -> None:
    before = "customer_id|value|manager\na|100|李\u3000娜\nb|50|zhao"
    now = "customer_id|value|manager\nb|50|zhao"
    assert {group.group for group in compared(before, now, by="manager").groups or ()} == {
        "李\u3000娜",
        "zhao",
    }
