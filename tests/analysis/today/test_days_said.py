"""Which day a remark names."""

import datetime as dt

import pytest

from keyclient.analysis.today.days_said import day_in

MONDAY = dt.date(2026, 11, 30)
DEC = {day: dt.date(2026, 12, day) for day in range(1, 32)}


@pytest.mark.parametrize(
    ("remark", "day"),
    [
        ("2026-12-05 来网点", DEC[5]),
        ("改到2026年12月5日", DEC[5]),
        ("12月5日上午", DEC[5]),
        ("1 月 3 号", dt.date(2027, 1, 3)),
        ("11月30日", MONDAY),
        ("2月29日", dt.date(2028, 2, 29)),
        ("12.10 上午", DEC[10]),
        ("约12/10", DEC[10]),
        ("客户说12.10下午来", DEC[10]),
        ("明天上午", DEC[1]),
        ("后天来，带身份证", DEC[2]),
        ("大后天", DEC[3]),
        ("Tomorrow at ten", DEC[1]),
        ("下周二面谈", DEC[8]),
        ("下下周二", DEC[15]),
        ("周五见面", DEC[4]),
        ("这个星期天来", DEC[6]),
        ("礼拜一前", MONDAY),
        ("13月5日", None),
        ("2026-02-30", None),
        ("下周", None),
        ("上周二来过", None),
        ("每周二在店里", None),
        ("客户周一凡", None),
        ("利率3.5，再谈", None),
        ("3.5万元到期", None),
        ("电话 13812345678", None),
        (None, None),
    ],
)
def test_a_remark_names_a_day_and_one_without_a_year_is_the_next(
    remark: str | None, day: dt.date | None
) -> None:
    assert day_in(remark, MONDAY) == day


@pytest.mark.parametrize(
    "remark", ["2020年1月1日开户，1月8日来网点", "2026-11-29打过，2027-01-08来", "1月8日，不是1月9日"]
)
def test_the_first_day_that_is_not_over_counts(remark: str) -> None:
    assert day_in(remark, MONDAY) == dt.date(2027, 1, 8)
