import datetime as dt
from collections.abc import Sequence

import duckdb
import narwhals as nw
import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st
from narwhals.typing import FrameT

from keyclient.metrics.age import (
    age_years,
    band_of,
    birthday_at,
    day_number,
    day_of,
    months_after,
    next_edge,
)
from keyclient.model.age import OLDEST, birthday, completed_years

EDGES = (30, 40, 50, 60)
DAYS = st.dates(dt.date(1900, 1, 1), dt.date(2100, 12, 31))


def _table(born: Sequence[dt.date | None], ages: Sequence[int | None]) -> pa.Table:
    return pa.table(
        {"birth_date": pa.array(born, pa.date32()).cast(pa.timestamp("s")), "age": pa.array(ages, pa.int64())}
    )


def _ages(
    born: Sequence[dt.date | None], on: dt.date, ages: Sequence[int | None] | None = None
) -> list[int | None]:
    people = nw.from_native(_table(born, ages or [None] * len(born)), eager_only=True)
    found: list[int | None] = people.select(years=age_years(on, OLDEST))["years"].to_list()
    return found


def _bands(ages: Sequence[int | None], edges: Sequence[int] = EDGES) -> list[int | None]:
    people = nw.from_native(_table([None] * len(ages), ages), eager_only=True)
    found: list[int | None] = people.select(band=band_of(nw.col("age"), edges))["band"].to_list()
    return found


@pytest.mark.parametrize(
    ("born", "on", "age"),
    [
        ("1986-10-31", "2026-10-31", 40),
        ("1986-11-01", "2026-10-31", 39),
        ("2026-10-31", "2026-10-31", 0),
        ("2026-11-01", "2026-10-31", None),
        ("1906-10-31", "2026-10-31", 120),
        ("1905-11-01", "2026-10-31", 120),
        ("1905-10-31", "2026-10-31", None),
        ("1996-02-29", "2026-02-27", 29),
        ("1996-02-29", "2026-02-28", 30),
        ("1996-02-29", "2026-03-01", 30),
        ("1996-02-29", "2028-02-28", 31),
        ("1996-02-29", "2028-02-29", 32),
        ("1896-02-29", "1900-02-28", 4),
    ],
)
def test_age_is_in_completed_years_and_the_birthday_counts(born: str, on: str, age: int | None) -> None:
    assert _ages([dt.date.fromisoformat(born)], dt.date.fromisoformat(on)) == [age]


def test_the_age_column_serves_where_there_is_no_birth_date() -> None:
    born = [dt.date(1986, 10, 31), None, None, None, dt.date(2062, 3, 1)]
    assert _ages(born, dt.date(2026, 10, 31), [7, 55, None, 121, 35]) == [40, 55, None, None, None]


@given(DAYS, DAYS)
def test_a_whole_column_is_as_old_as_each_of_it(born: dt.date, on: dt.date) -> None:
    age = completed_years(born, on)
    assert _ages([born], on) == [age if 0 <= age <= OLDEST else None]


def test_a_band_begins_at_its_edge() -> None:
    assert _bands([0, 29, 30, 39, 40, 59, 60, 120, None]) == [0, 0, 1, 1, 2, 3, 4, 4, None]


def test_the_next_band_begins_at_the_next_edge() -> None:
    people = nw.from_native(_table([None] * 6, [0, 29, 30, 59, 60, None]), eager_only=True)
    assert people.select(edge=next_edge(nw.col("age"), EDGES))["edge"].to_list() == [
        30,
        30,
        40,
        60,
        None,
        None,
    ]
    one = people.select(edge=next_edge(nw.col("age"), (18,)))["edge"].to_list()
    assert one == [18, None, None, None, None, None]


@given(DAYS, st.integers(0, 120))
def test_the_day_on_which_an_age_is_reached_is_the_birthday(born: dt.date, age: int) -> None:
    people = nw.from_native(_table([born], [age]), eager_only=True)
    (number,) = people.select(day=birthday_at(nw.col("age")))["day"].to_list()
    assert day_of(number) == birthday(born, born.year + age)


@given(DAYS, DAYS)
def test_numbers_of_days_are_in_their_order(one: dt.date, other: dt.date) -> None:
    assert (day_number(one) < day_number(other)) == (one < other)
    assert day_of(day_number(one)) == one


@pytest.mark.parametrize(
    ("day", "months", "later"),
    [
        ("2026-10-31", 12, "2027-10-31"),
        ("2026-10-31", 1, "2026-11-30"),
        ("2027-02-28", 12, "2028-02-28"),
        ("2028-02-29", 12, "2029-02-28"),
        ("2026-12-15", 1, "2027-01-15"),
    ],
)
def test_months_end_with_the_same_day_or_the_last_of_a_shorter_month(
    day: str, months: int, later: str
) -> None:
    assert months_after(dt.date.fromisoformat(day), months) == dt.date.fromisoformat(later)


def test_a_database_reckons_alike() -> None:
    born = [dt.date(1996, 2, 29), dt.date(1986, 10, 31), dt.date(2062, 1, 1), None, None]
    table = _table(born, [None, 3, 3, 45, None])
    on = dt.date(2026, 2, 28)
    age, edge = age_years(on, OLDEST), next_edge(nw.col("years"), EDGES)

    in_memory = _answers(nw.from_native(table, eager_only=True), age, edge)
    assert in_memory == [(30, 1, 20360229), (39, 1, 20261031), (None, None, None), (45, 2, None), (None,) * 3]
    assert _answers(nw.from_native(duckdb.from_arrow(table)), age, edge) == in_memory


def _answers(people: FrameT, age: nw.Expr, edge: nw.Expr) -> list[tuple[object, ...]]:
    aged = people.with_columns(years=age)
    found = aged.select("years", band=band_of(nw.col("years"), EDGES), day=birthday_at(edge))
    return [tuple(row.values()) for row in found.lazy().collect().rows(named=True)]
