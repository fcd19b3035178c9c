"""The days on which a bank is open, by what is published and by the policy."""

import datetime as dt

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from keyclient.analysis.common import published_calendar as published
from keyclient.analysis.common import working_days as module
from keyclient.analysis.common.weekends import calendar_issues, weekends_alone
from keyclient.analysis.common.working_days import (
    is_open,
    next_working_day,
    plus_working_days,
    unpublished_years,
    working_days,
    working_days_between,
)
from keyclient.model.label import Lang
from keyclient.policy.parts.calendar import CalendarPolicy

PUBLISHED = CalendarPolicy()
WEEKENDS = CalendarPolicy(published=False)


def date(text: str) -> dt.date:
    return dt.date.fromisoformat(text)


@pytest.fixture
def without_package(monkeypatch: pytest.MonkeyPatch) -> None:
    """As if keyclient[calendar] were not installed."""
    monkeypatch.setattr(module, "published_calendar", lambda: None)


def test_the_working_day_after_30_september_2026_is_8_october() -> None:
    assert plus_working_days(date("2026-09-30"), 1, PUBLISHED) == date("2026-10-08")


def test_a_saturday_on_which_people_work_is_a_working_day() -> None:
    assert is_open(date("2026-10-10"), PUBLISHED)
    assert plus_working_days(date("2026-09-30"), 3, PUBLISHED) == date("2026-10-10")


@pytest.mark.parametrize("count", [0, 1, 2, 5])
def test_working_days_back_and_forth_lead_to_the_same_day(count: int) -> None:
    start = date("2026-09-30")
    assert plus_working_days(plus_working_days(start, count, PUBLISHED), -count, PUBLISHED) == start


def test_no_working_day_after_a_holiday_is_the_next_one() -> None:
    assert plus_working_days(date("2026-10-01"), 0, PUBLISHED) == date("2026-10-08")


def test_days_between_leave_out_the_first_and_have_the_last() -> None:
    days = working_days_between(date("2026-09-30"), date("2026-10-10"), PUBLISHED)
    assert [str(dt.date.fromordinal(day)) for day in days] == ["2026-10-08", "2026-10-09", "2026-10-10"]
    assert len(working_days_between(date("2026-10-08"), date("2026-10-08"), PUBLISHED)) == 0


def test_what_the_policy_says_of_a_day_counts_more_than_what_is_published() -> None:
    own = CalendarPolicy(holidays=(date("2026-10-10"),), workdays=(date("2026-10-01"),))
    assert not is_open(date("2026-10-10"), own)
    assert is_open(date("2026-10-01"), own)


def test_in_a_year_without_a_published_calendar_only_weekends_are_closed_and_that_is_told() -> None:
    assert next_working_day(date("2126-10-01"), PUBLISHED) == date("2126-10-01")
    assert unpublished_years(range(2125, 2127), PUBLISHED) == (2125, 2126)
    (issue,) = calendar_issues([2026, 2126], PUBLISHED)
    said = issue.message(Lang.EN)
    assert (issue.rule.code, "2126" in said, "2026" in said) == ("KC711", True, False)


def test_a_published_year_needs_no_word() -> None:
    assert not list(calendar_issues([2026], PUBLISHED))
    assert not list(weekends_alone([2026], PUBLISHED))


def test_a_year_whose_holidays_the_policy_names_needs_no_word() -> None:
    own = CalendarPolicy(holidays=(date("2126-10-01"),))
    assert unpublished_years([2126], own) == ()


@pytest.mark.usefixtures("without_package")
def test_without_the_package_only_weekends_are_closed_and_the_remedy_names_it() -> None:
    assert plus_working_days(date("2026-09-30"), 1, PUBLISHED) == date("2026-10-01")
    (issue,) = calendar_issues([2026], PUBLISHED)
    assert issue.rule.code == "KC710"
    assert "keyclient[calendar]" in issue.rule.remedy.en


def test_who_wants_weekends_alone_is_told_in_a_note_and_not_warned() -> None:
    assert plus_working_days(date("2026-09-30"), 1, WEEKENDS) == date("2026-10-01")
    assert not list(calendar_issues([2026], WEEKENDS))
    assert len(list(weekends_alone([2026], WEEKENDS))) == 1


def test_a_year_whose_december_alone_is_known_is_not_published() -> None:
    early = published.PublishedCalendar({date("2027-12-31")}, ())
    assert not early.has(2027)


def test_a_column_of_dates_keeps_its_blanks() -> None:
    days = pd.Series(pd.to_datetime(["2026-10-01", "", "2026-09-30"])).astype("datetime64[s]")
    found = working_days(days, PUBLISHED)
    assert [str(day)[:10] for day in found] == ["2026-10-08", "NaT", "2026-09-30"]


@given(st.dates(date("2025-01-01"), date("2027-12-31")), st.integers(0, 40))
def test_so_many_working_days_lie_between_a_day_and_the_one_that_is_so_many_later(
    day: dt.date, count: int
) -> None:
    later = plus_working_days(day, count, PUBLISHED) if count else day
    found = working_days_between(day, later, PUBLISHED)
    assert len(found) == count
    assert all(is_open(dt.date.fromordinal(one), PUBLISHED) for one in found)
