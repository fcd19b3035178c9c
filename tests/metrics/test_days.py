"""Dates as days and years, on every engine."""

import datetime as dt
from collections.abc import Callable
from typing import Any

import duckdb
import narwhals as nw
import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from keyclient.metrics.days import day_of_common_year, with_days, with_years
from tests.metrics.lines import days_of

DAYS = st.dates(dt.date(1850, 1, 1), dt.date(2199, 12, 31))
ENGINES: dict[str, Callable[[pa.Table], Any]] = {
    "arrow": lambda table: nw.from_native(table, eager_only=True),
    "duckdb": lambda table: nw.from_native(duckdb.from_arrow(table)),
}


def _table(days: list[dt.date | None]) -> pa.Table:
    return pa.table({"at": pa.array(range(len(days))), "day": days_of(days)})


def _years(day: dt.date, as_of: dt.date) -> float:
    frame = with_years(ENGINES["arrow"](_table([day])), "day", "years", as_of)
    return float(frame["years"].to_list()[0])


@pytest.mark.parametrize("engine", ENGINES)
def test_days_and_years_are_the_same_on_every_engine(engine: str) -> None:
    days = [dt.date(2016, 2, 29), dt.date(1900, 3, 1), None, dt.date(2027, 1, 1)]
    framed = with_days(ENGINES[engine](_table(days)), {"day": "number"})
    found = with_years(framed, "day", "years", dt.date(2026, 2, 28)).sort("at").lazy().collect()
    assert found["number"].to_list() == [None if day is None else day.toordinal() for day in days]
    assert found["years"].to_list() == [
        10.0,
        pytest.approx(126 - 1 / 365),
        None,
        pytest.approx(-1 + 58 / 365),
    ]


@given(DAYS, st.integers(0, 300))
def test_years_are_whole_on_an_anniversary(day: dt.date, years: int) -> None:
    """Of 29 February that is the 28th."""
    common = dt.date(day.year, 2, 28) if (day.month, day.day) == (2, 29) else day
    assert _years(day, common.replace(year=day.year + years)) == years


@given(DAYS, DAYS, DAYS)
def test_later_days_have_fewer_years(one: dt.date, other: dt.date, as_of: dt.date) -> None:
    early, late = sorted((one, other))
    assert _years(early, as_of) >= _years(late, as_of)


@given(DAYS)
def test_a_day_of_the_year_is_one_of_365(day: dt.date) -> None:
    assert 1 <= day_of_common_year(day) <= 365
    assert day_of_common_year(dt.date(day.year, 12, 31)) == 365
