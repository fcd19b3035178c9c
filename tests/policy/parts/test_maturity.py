"""The part `[maturity]`: days that rise, a ladder to look at, days that are open or closed."""

import datetime as dt
from pathlib import Path

import pytest

from tests.policy.support import load, refusal


def test_holidays_are_dates_of_the_policy_file(tmp_path: Path) -> None:
    policy = load(tmp_path, "[maturity]\nholidays = [2026-10-01]\nworkdays = [2026-10-10]").policy
    assert policy.maturity.holidays == (dt.date(2026, 10, 1),)
    assert policy.maturity.workdays == (dt.date(2026, 10, 10),)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("horizons = [60, 30]", "ascending"),
        ("horizons = []", "horizons"),
        ("horizons = [3650]\nstep = 1", "400 steps"),
        ("holidays = [2026-10-10]\nworkdays = [2026-10-10]", "holiday or a workday"),
        ("taken_over = 0", "taken_over"),
    ],
)
def test_what_contradicts_itself_is_refused(tmp_path: Path, text: str, said: str) -> None:
    assert said in refusal(tmp_path, f"[maturity]\n{text}")
