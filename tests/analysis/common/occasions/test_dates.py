"""Birthdays and new accounts are reasons to get in touch."""

import datetime as dt
from dataclasses import replace

import pytest

from keyclient.analysis.common.occasions.occasion import Occasion
from keyclient.model.label import Lang
from tests.analysis.common.occasions.reasons import WEEK, days_of, reasons_of, told, unknown

BIRTHDAY, NEW = Occasion.BIRTHDAY, Occasion.NEW


def test_a_birthday_counts_from_today_up_to_the_last_of_the_days() -> None:
    book = reasons_of(
        "customer_id|value|birth_date\na|5|1966-01-31\nb|5|1966-02-07\nc|5|1966-02-08\nd|5|1966-01-30\ne|5|"
    )
    assert told(book, BIRTHDAY) == {"a": "turns 60 on 2026-01-31", "b": "turns 60 on 2026-02-07"}
    assert unknown(book, BIRTHDAY) == ["e"]


@pytest.mark.parametrize(
    ("as_of", "on"),
    [("2026-02-25", "2026-02-28"), ("2028-02-25", "2028-02-29"), ("2026-02-28", "2026-02-28")],
)
def test_who_was_born_on_29_february_has_her_birthday_on_the_28th_in_common_years(
    as_of: str, on: str
) -> None:
    book = reasons_of("customer_id|value|birth_date\na|5|1980-02-29", days=[dt.date.fromisoformat(as_of)])
    assert days_of(book, BIRTHDAY) == {"a": dt.date.fromisoformat(on)}


def test_a_birthday_after_the_turn_of_the_year_is_one_of_next_year() -> None:
    book = reasons_of(
        "customer_id|value|birth_date\na|5|1980-01-02\nb|5|1980-12-31",
        days=[dt.date(2026, 12, 30)],
        lang=Lang.ZH,
    )
    assert told(book, BIRTHDAY) == {"a": "2027-01-02生日（满47岁）", "b": "2026-12-31生日（满46岁）"}


def test_a_year_of_days_names_the_next_birthday_of_everybody() -> None:
    book = reasons_of(
        "customer_id|value|birth_date\na|5|1980-01-31\nb|5|1980-01-30\nc|5|1980-02-29",
        within=replace(WEEK, birthday=366),
    )
    assert [str(day) for day in days_of(book, BIRTHDAY).values()] == [
        "2026-01-31",
        "2027-01-30",
        "2026-02-28",
    ]


def test_companies_and_dates_that_cannot_be_have_no_birthday() -> None:
    book = reasons_of(
        "customer_id|value|birth_date|kind\na|5|1980-01-31|corporate\nb|5|1900-01-31|retail\nc|5|2026-01-31|\nd|5||corporate"
    )
    assert not told(book, BIRTHDAY)
    assert unknown(book, BIRTHDAY) == ["b"]


def test_a_customer_is_new_for_thirty_days() -> None:
    book = reasons_of(
        "customer_id|value|open_date\na|5|2026-01-31\nb|5|2026-01-02\nc|5|2026-01-01\nd|5|2026-02-01\ne|5|"
    )
    assert told(book, NEW) == {
        "a": "opened on 2026-01-31, 0 days ago",
        "b": "opened on 2026-01-02, 29 days ago",
    }
    assert unknown(book, NEW) == ["d", "e"]
