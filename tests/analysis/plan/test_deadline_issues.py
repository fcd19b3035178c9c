"""What is told of the deadlines of a plan."""

import datetime as dt

import numpy as np
import pytest

from keyclient.analysis.common.occasions.found import NO_DAY
from keyclient.analysis.common.weekends import calendar_issues
from keyclient.analysis.plan.calculate import last_day
from keyclient.analysis.plan.deadline_issues import deadline_issues
from keyclient.analysis.plan.deadlines import ToDo, deadlines, plan_days
from keyclient.analysis.plan.refusals import PlanTooLongError
from keyclient.model.issue import Issue
from keyclient.model.label import Lang
from keyclient.policy.models import Policy
from keyclient.policy.parts.calendar import CalendarPolicy
from keyclient.policy.parts.plan import PlanPolicy


def told(
    owners: list[int], until: dt.date, day: dt.date | None = None, as_of: str = "2026-09-30"
) -> list[Issue]:
    policy = Policy.model_validate({"plan": {"per_day": 1}})
    days = plan_days(dt.date.fromisoformat(as_of), until, policy.calendar)
    date = NO_DAY if day is None else day.toordinal()
    many = len(owners)
    lines = ToDo(np.array(owners), np.arange(many), np.full(many, date), np.full(many, 1), np.full(many, 1))
    return list(deadline_issues(deadlines(lines, days, 1), lines, ["Zhao", "Sun"], days, policy))


def test_a_plan_with_enough_days_needs_no_word() -> None:
    assert told([0, 1], dt.date(2026, 10, 8)) == []


def test_those_who_have_too_much_to_do_are_named() -> None:
    (issue,) = told([0, 1, 1, 1], dt.date(2026, 10, 9))
    said = issue.message(Lang.EN)
    assert issue.rule.code == "KC712"
    assert ("1, of Sun" in said, "Zhao" in said) == (True, False)


def test_a_date_that_is_too_soon_is_told_with_the_first_day() -> None:
    (issue,) = told([0], dt.date(2026, 10, 9), dt.date(2026, 10, 8))
    assert (issue.rule.code, "2026-10-08" in issue.message(Lang.EN)) == ("KC713", True)


def test_a_plan_into_a_year_without_a_published_calendar_says_so() -> None:
    (issue,) = told([0], dt.date(2126, 1, 10), as_of="2125-12-31")
    assert (issue.rule.code, "2126" in issue.message(Lang.EN)) == ("KC711", True)


def test_years_that_follow_one_another_are_their_first_and_last() -> None:
    (issue,) = calendar_issues((2126, 2124, 2123, 2125, 2130), CalendarPolicy())
    assert "holidays of 2123–2126, 2130 are" in issue.message(Lang.EN)


def test_a_plan_lasts_a_year_at_most() -> None:
    as_of = dt.date(2026, 9, 30)
    assert last_day(PlanPolicy(until=dt.date(2027, 10, 1)), as_of) == dt.date(2027, 10, 1)
    with pytest.raises(PlanTooLongError, match=r"a plan has at most 366\b"):
        last_day(PlanPolicy(until=dt.date(2999, 1, 1)), as_of)
