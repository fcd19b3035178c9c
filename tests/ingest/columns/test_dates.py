import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from keyclient.ingest.cells.dates import DateOrder
from keyclient.ingest.columns.dates import read_dates
from keyclient.ingest.columns.read_field import read_field
from keyclient.model.fields import fields
from keyclient.model.rules.cells import (
    DateAmbiguous,
    DateUnreadable,
)
from tests.ingest.columns.readings import YUAN, read, values
from tests.ingest.texts import conventions, texts


def test_dates_of_many_shapes_stand_in_one_column() -> None:
    day = dt.date(2026, 1, 3)
    reading = read(
        "open_date", "2026-01-03", "2026年1月3日", "46025", "20260103", "2026/1/3 08:00", "--", "x"
    )
    assert values(reading) == [day] * 5 + [None, None]
    assert reading.bad == {6: DateUnreadable}


def test_datetimes_of_a_workbook_are_days() -> None:
    reading = read("open_date", "2026-01-03 00:00:00", None, "1960-12-31 23:59:59")
    assert values(reading) == [dt.date(2026, 1, 3), None, dt.date(1960, 12, 31)]


@pytest.mark.parametrize(
    ("other", "order", "day"),
    [
        ("13/04/2026", None, dt.date(2026, 4, 3)),
        ("04/13/2026", None, dt.date(2026, 3, 4)),
        ("04/13/2026", "dmy", dt.date(2026, 4, 3)),
        ("2026-04-13", "mdy", dt.date(2026, 3, 4)),
        ("2026-04-13", None, None),
    ],
)
def test_a_date_with_two_meanings_takes_the_order_that_was_given_or_that_its_column_proves(
    other: str, order: DateOrder | None, day: dt.date | None
) -> None:
    reading = read("open_date", "03/04/2026", other, order=order)
    assert values(reading)[0] == day
    assert reading.bad.get(0) == (None if day else DateAmbiguous)


def test_a_column_that_contradicts_itself_proves_no_order() -> None:
    reading = read("open_date", "03/04/2026", "13/04/2026", "04/13/2026")
    assert values(reading) == [None, dt.date(2026, 4, 13), dt.date(2026, 4, 13)]


@given(st.lists(st.one_of(st.none(), st.dates(dt.date(1850, 1, 1), dt.date(2199, 12, 31))), max_size=8))
def test_a_whole_column_of_dates_is_read_like_its_cells(days: list[dt.date | None]) -> None:
    plain = [None if day is None else f"{day} 00:00:00" for day in days]
    days = [None if day is not None and day.year < 1900 else day for day in days]
    assert values(read_dates(texts(plain), conventions())) == days
    assert values(read_dates(texts([*plain, "2026年1月3日"]), conventions()))[:-1] == days


def test_a_zero_formatted_as_a_date_is_told_whatever_the_rest_of_the_column() -> None:
    reading = read("open_date", "2026-01-03 00:00:00", "1899-12-31 00:00:00", None)
    assert (values(reading), reading.bad) == ([dt.date(2026, 1, 3), None, None], {1: DateUnreadable})


def test_bare_serial_numbers_count_from_1904_in_a_book_that_does() -> None:
    cells = texts(["44563", "2026-01-03 00:00:00"])
    reading = read_field(cells, fields()["open_date"], YUAN, conventions(is_1904=True))
    assert values(reading) == [dt.date(2026, 1, 3)] * 2
