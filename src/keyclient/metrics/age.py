"""How old a customer is, in which age band, and on which day the customer enters the next one."""

import datetime as dt
from calendar import isleap, monthrange
from collections.abc import Sequence
from functools import reduce
from itertools import pairwise
from operator import add

import narwhals as nw

BORN, AGE = nw.col("birth_date"), nw.col("age")
"""The columns that are read: birth dates, and ages in completed years. Either may be blank."""

_LEAP_DAY, _DAY_BEFORE = 229, 228


def age_years(as_of: dt.date, oldest: int) -> nw.Expr:
    """Completed years on a day, from the birth date, else from the column `age`.

    The birthday itself counts; who was born on 29 February has it on the 28th in common years. Null where neither
    is known, and where the age is below 0 or above `oldest`.
    """
    born = _born_day()
    birthday = (
        born if isleap(as_of.year) else nw.when(born == _LEAP_DAY).then(nw.lit(_DAY_BEFORE)).otherwise(born)
    )
    before = (birthday > as_of.month * 100 + as_of.day).cast(nw.Int64)
    years = as_of.year - _born_year() - before
    age = nw.when(BORN.is_null()).then(AGE.cast(nw.Int64)).otherwise(years)
    return nw.when((age >= 0) & (age <= oldest)).then(age)


def band_of(age: nw.Expr, edges: Sequence[int]) -> nw.Expr:
    """The place of an age among the bands that begin at the edges, 0 for the youngest; null stays null."""
    return reduce(add, ((age >= edge).cast(nw.Int64) for edge in edges))


def next_edge(age: nw.Expr, edges: Sequence[int]) -> nw.Expr:
    """The age at which the next band begins; null in the last band."""
    steps = ((age >= low).cast(nw.Int64) * (high - low) for low, high in pairwise(edges))
    return nw.when(age < edges[-1]).then(reduce(add, steps, nw.lit(edges[0])))


def birthday_at(age: nw.Expr) -> nw.Expr:
    """The day on which an age is reached, as a number such as 20270305; null without a birth date."""
    year, born = _born_year() + age, _born_day()
    is_leap = (year % 4 == 0) & ((year % 100 != 0) | (year % 400 == 0))
    day = nw.when((born == _LEAP_DAY) & ~is_leap).then(nw.lit(_DAY_BEFORE)).otherwise(born)
    return year * 10_000 + day


def day_number(day: dt.date) -> int:
    """A day as `birthday_at` writes it; the numbers are in the order of the days."""
    return day.year * 10_000 + day.month * 100 + day.day


def day_of(number: int) -> dt.date:
    """The day that a number of `day_number` means."""
    return dt.date(number // 10_000, number // 100 % 100, number % 100)


def months_after(day: dt.date, months: int) -> dt.date:
    """The same day so many months later, or the last day of a month that has no such day."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return dt.date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def _born_year() -> nw.Expr:
    return BORN.dt.year().cast(nw.Int64)


def _born_day() -> nw.Expr:
    """Month and day as a number: 305 is 5 March."""
    return BORN.dt.month().cast(nw.Int64) * 100 + BORN.dt.day().cast(nw.Int64)
