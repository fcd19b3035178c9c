"""What people write beside a call."""

import datetime as dt

import pytest

from keyclient.analysis.today.statuses import day_in, status_of
from keyclient.model.forms import CALL_STATUSES


@pytest.mark.parametrize(
    ("cell", "status"),
    [("contacted", "contacted"), ("已联系", "contacted"), (" No  Answer", "no_answer"), ("约见", "appointment"),
     ("later", None), ("", None), (None, None), (3, None)],
)  # fmt: skip
def test_a_status_is_its_code_or_its_word_in_either_language(
    cell: str | int | None, status: str | None
) -> None:
    assert status_of(cell, CALL_STATUSES) == status


@pytest.mark.parametrize(
    ("remark", "day"),
    [
        ("2026-12-05 来网点", dt.date(2026, 12, 5)),
        ("改到2026年12月5日", dt.date(2026, 12, 5)),
        ("12月5日上午", dt.date(2026, 12, 5)),
        ("1 月 3 号", dt.date(2027, 1, 3)),
        ("11月30日", dt.date(2026, 11, 30)),
        ("2月29日", dt.date(2028, 2, 29)),
        ("13月5日", None),
        ("2026-02-30", None),
        ("下周", None),
        ("电话 13812345678", None),
        (None, None),
    ],
)
def test_a_remark_names_a_day_and_one_without_a_year_is_the_next(
    remark: str | None, day: dt.date | None
) -> None:
    assert day_in(remark, dt.date(2026, 11, 30)) == day
