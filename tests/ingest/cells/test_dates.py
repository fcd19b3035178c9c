import datetime as dt
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from keyclient.ingest.cells.dates import DateOrder, is_ambiguous, order_shown_by, parse_date
from keyclient.model.excel import EPOCH

DAYS = st.dates(dt.date(1900, 1, 1), dt.date(2199, 12, 31))
STYLES: dict[str, Callable[[dt.date], str]] = {
    "2026-01-03": dt.date.isoformat,
    "2026/1/3": lambda day: f"{day.year}/{day.month}/{day.day}",
    "2026.1.3": lambda day: f"{day.year}.{day.month}.{day.day}",
    "20260103": lambda day: f"{day:%Y%m%d}",
    "2026年1月3日": lambda day: f"{day.year}年{day.month}月{day.day}日",
    "2026 年 01 月 03 日": lambda day: f"{day:%Y 年 %m 月 %d 日}",
    "2026-01-03 10:30:00": lambda day: f"{day} 10:30:00",
    "2026-01-03T10:30:00.5+08:00": lambda day: f"{day}T10:30:00.5+08:00",
    "2026-01-03 10:30:00 UTC": lambda day: f"{day} 10:30:00 UTC",
    "2026/01/03 9:05 PM": lambda day: f"{day:%Y/%m/%d} 9:05 PM",
    "3 Jan 2026": lambda day: f"{day:%d %b %Y}",
    "3-January-2026": lambda day: f"{day:%d-%B-%Y}",
    "Jan 3, 2026": lambda day: f"{day:%b %d, %Y}",
}


@pytest.mark.parametrize("style", STYLES)
@given(day=DAYS)
def test_a_date_is_the_same_in_every_style(style: str, day: dt.date) -> None:
    assert parse_date(STYLES[style](day)) == day


@pytest.mark.parametrize(
    "typed", ["２０２６－０１－０３", " 2026-01-03 ", "2026年1月3", "2026-1/3", "Jan. 3, 2026"]
)
def test_a_date_may_be_written_carelessly(typed: str) -> None:
    assert parse_date(typed) == dt.date(2026, 1, 3)


@pytest.mark.parametrize(
    "typed",
    [
        *"2026-02-30 2026-13-01 20261301 20260100 2024-00-10 2023-02-29 30/02/2026 2026-01 2026年1月 26-01-03".split(),
        *"1/2/26 3月1日 无 - x 2026-01-03x 12345678 99999999".split(),
        *("3 Marvel 2026", "3 Foo 2026", "30 Feb 2026", "2026 1 3", "12 3", "1 2026", ""),
    ],
)
def test_what_is_no_day_of_the_calendar_is_no_date(typed: str) -> None:
    assert parse_date(typed) is None


@pytest.mark.parametrize(
    ("serial", "day"),
    [
        ("1", dt.date(1900, 1, 1)),
        ("59", dt.date(1900, 2, 28)),
        ("61", dt.date(1900, 3, 1)),
        ("1899", dt.date(1905, 3, 13)),
        ("2101", dt.date(1905, 10, 1)),
        ("46025", dt.date(2026, 1, 3)),
        ("46025.75", dt.date(2026, 1, 3)),
        ("2958465", dt.date(9999, 12, 31)),
    ],
)
def test_excel_numbers_its_days(serial: str, day: dt.date) -> None:
    assert parse_date(serial) == day


@pytest.mark.parametrize("serial", ["0", "-1", "60", "2958466", "9999999", "0.5"])
def test_numbers_that_are_no_day_of_excel_are_no_dates(serial: str) -> None:
    assert parse_date(serial) is None


@pytest.mark.parametrize(
    "typed", ["1899-12-31 00:00:00", "1899-12-31 06:34:00", "1899-12-30 00:00:00", "1898-11-26 00:00:00"]
)
def test_a_zero_a_time_of_day_and_a_negative_number_formatted_as_a_date_are_none(typed: str) -> None:
    assert parse_date(typed) is None


def test_a_day_of_the_nineteenth_century_may_be_typed() -> None:
    assert parse_date("1899-12-31") == dt.date(1899, 12, 31)


@pytest.mark.parametrize(
    ("serial", "day"),
    [("1", dt.date(1904, 1, 2)), ("60", dt.date(1904, 3, 1)), ("44563", dt.date(2026, 1, 3))],
)
def test_a_book_may_count_its_days_from_1904(serial: str, day: dt.date) -> None:
    assert parse_date(serial, is_1904=True) == day
    assert parse_date("2026-01-03", is_1904=True) == dt.date(2026, 1, 3)


@pytest.mark.parametrize("serial", ["0", "2026", "2957004"])
def test_numbers_that_are_no_day_since_1904_are_no_dates(serial: str) -> None:
    assert parse_date(serial, is_1904=True) is None


@pytest.mark.parametrize("year", ["1900", "1990", "2026", "2100"])
def test_a_bare_year_is_no_date(year: str) -> None:
    assert parse_date(year) is None


@given(st.dates(dt.date(1905, 10, 1), dt.date(2199, 12, 31)))
def test_a_serial_number_is_the_day_that_excel_shows(day: dt.date) -> None:
    assert parse_date(str((day - EPOCH).days)) == day


def test_eight_digits_are_year_month_and_day_and_never_a_serial_number() -> None:
    assert parse_date("20260103") == dt.date(2026, 1, 3)
    assert parse_date("46025") == dt.date(2026, 1, 3)


@pytest.mark.parametrize(
    ("typed", "order", "day"),
    [
        ("03/04/2026", None, None),
        ("03/04/2026", "dmy", dt.date(2026, 4, 3)),
        ("03/04/2026", "mdy", dt.date(2026, 3, 4)),
        ("3-4-2026 10:00", "dmy", dt.date(2026, 4, 3)),
        ("3.4.2026", "mdy", dt.date(2026, 3, 4)),
        ("12/04/2026", None, None),
        ("04/12/2026", None, None),
        ("13/04/2026", None, dt.date(2026, 4, 13)),
        ("04/13/2026", None, dt.date(2026, 4, 13)),
        ("05/05/2026", None, dt.date(2026, 5, 5)),
        ("13/04/2026", "mdy", None),
        ("04/13/2026", "dmy", None),
        ("2026-03-04", "dmy", dt.date(2026, 3, 4)),
    ],
)
def test_day_and_month_are_told_apart_by_the_order_or_by_themselves(
    typed: str, order: DateOrder | None, day: dt.date | None
) -> None:
    assert parse_date(typed, order) == day


@given(DAYS)
def test_with_its_order_every_short_date_is_read(day: dt.date) -> None:
    assert parse_date(f"{day:%d/%m/%Y}", "dmy") == day
    assert parse_date(f"{day:%m/%d/%Y}", "mdy") == day
    assert parse_date(f"{day:%d/%m/%Y}") in (day, None)


@pytest.mark.parametrize(
    ("column", "order"),
    [
        (["03/04/2026", "13/04/2026"], "dmy"),
        (["03/04/2026", "04/13/2026 08:00"], "mdy"),
        (["13/04/2026", "04/13/2026"], None),
        (["03/04/2026", "2026-04-13"], None),
        (["13/13/2026"], None),
        (["12/12/2026", "12/04/2026", "04/12/2026"], None),
        (["13/12/2026"], "dmy"),
        (["12/13/2026"], "mdy"),
        ([], None),
    ],
)
def test_one_date_of_a_column_can_prove_the_order_of_the_others(
    column: list[str], order: DateOrder | None
) -> None:
    assert order_shown_by(column) == order


@pytest.mark.parametrize(
    ("typed", "ambiguous"),
    [
        ("03/04/2026", True),
        ("3.4.2026 10:00", True),
        ("13/04/2026", False),
        ("1/12/2026", True),
        ("12/1/2026", True),
        ("0/5/2026", False),
        ("x", False),
    ],
)
def test_only_a_date_with_two_meanings_is_ambiguous(typed: str, *, ambiguous: bool) -> None:
    assert is_ambiguous(typed) is ambiguous


@given(st.text(max_size=14))
def test_no_text_breaks_the_reading_of_dates(typed: str) -> None:
    assert parse_date(typed) is None or isinstance(parse_date(typed), dt.date)


@pytest.mark.parametrize(
    "typed",
    [
        "20260103102233",
        "202601031022",
        "2026/1/3 上午 10:22",
        "2026/1/3 下午3:05:07",
        "2026-01-03上午10:22",
        "2026年1月3日 10时22分",
        "2026年1月3日10时22分33秒",
        "2026/01/03 星期六",
        "2026年1月3日星期六",
        "2026-01-03（周六）",
        "星期六 2026-01-03 10:22",
        "2026/1/3 星期六 上午 10:22",
        "Saturday, January 3, 2026",
        "Sat, 3 Jan 2026",
        "'2026-01-03",
        "' 2026/1/3",
    ],
)
def test_times_weekdays_and_apostrophes_beside_a_date_are_understood(typed: str) -> None:
    assert parse_date(typed) == dt.date(2026, 1, 3)


@pytest.mark.parametrize(
    "typed", ["20260103992233", "2026010310", "2026-01-03 第3周", "星期六", "周六", "20261303102233"]
)
def test_what_only_looks_like_a_date_with_a_time_is_none(typed: str) -> None:
    assert parse_date(typed) is None
