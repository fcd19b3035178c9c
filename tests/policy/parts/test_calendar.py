"""The part `[calendar]`: days that are open or closed."""

import datetime as dt
from pathlib import Path

from tests.policy.support import load, refusal


def test_holidays_are_dates_of_the_policy_file(tmp_path: Path) -> None:
    calendar = load(tmp_path, "[calendar]\nholidays = [2026-10-01]\nworkdays = [2026-10-10]").policy.calendar
    assert calendar.holidays == (dt.date(2026, 10, 1),)
    assert calendar.workdays == (dt.date(2026, 10, 10),)


def test_a_day_that_is_open_and_closed_is_refused(tmp_path: Path) -> None:
    text = "[calendar]\nholidays = [2026-10-10]\nworkdays = [2026-10-10]"
    assert "holiday or a workday" in refusal(tmp_path, text)
