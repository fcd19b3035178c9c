"""A customer's age and age band, and the day the customer enters the next band."""

import datetime as dt
from calendar import isleap, monthrange
from collections.abc import Sequence
from functools import reduce
from itertools import pairwise
from operator import add

import narwhals as nw

BORN, AGE = nw.col("birth_date"), nw.col("age")
"""The input columns: birth dates, and ages in completed years. Either may be null."""
CORPORATE, UNKNOWN = -2, -1
"""Places of companies and of people of unknown age; the bands count from 0."""

_LEAP_DAY, _DAY_BEFORE = 229, 228
_SLACK = dt.timedelta(days=2)


def age_years(as_of: dt.date, oldest: int) -> nw.Expr:
    """Age in completed years on a day, from `birth_date`, else from `age`; int64.

    The birthday itself counts; a customer born on 29 February has it on the 28th in common years. Null if neither is
    known, or if the age is below 0 or above `oldest`.
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
    """The index of an age's band, int64, 0 for the youngest; null stays null.

    `edges`: the first age of each further band, rising.
    """
    return reduce(add, ((age >= edge).cast(nw.Int64) for edge in edges))


def place_of(age: nw.Expr, edges: Sequence[int]) -> nw.Expr:
    """The place of a customer: the band of the age as `band_of`, else `CORPORATE` (by `kind`) or `UNKNOWN`; int64."""
    is_company = (nw.col("kind") == "corporate").fill_null(value=False)
    return nw.when(is_company).then(nw.lit(CORPORATE)).otherwise(band_of(age, edges).fill_null(UNKNOWN))


def next_edge(age: nw.Expr, edges: Sequence[int]) -> nw.Expr:
    """The age at which the next band begins; null in the last band and for a null age."""
    steps = ((age >= low).cast(nw.Int64) * (high - low) for low, high in pairwise(edges))
    return nw.when(age < edges[-1]).then(reduce(add, steps, nw.lit(edges[0])))


def birthday_at(age: nw.Expr) -> nw.Expr:
    """The day an age is reached, as a number such as 20270305; null without a birth date."""
    year, born = _born_year() + age, _born_day()
    is_leap = (year % 4 == 0) & ((year % 100 != 0) | (year % 400 == 0))
    day = nw.when((born == _LEAP_DAY) & ~is_leap).then(nw.lit(_DAY_BEFORE)).otherwise(born)
    return year * 10_000 + day


def may_reach(ages: Sequence[int], after: dt.date, until: dt.date, *, is_date: bool) -> nw.Expr:
    """Whether one of some ages is reached between two days, up to two days too early or too late; null without a birth date.

    It compares `birth_date`, which is of dates or else of datetimes, with constants, which lets engines skip most of what
    they would read. Whom it finds has to be checked by `birthday_at`.
    """
    return nw.any_horizontal(
        *(
            BORN.is_between(
                _midnight(months_after(after, -12 * age) - _SLACK, is_date=is_date),
                _midnight(months_after(until, -12 * age) + _SLACK, is_date=is_date),
            )
            for age in ages
        ),
        ignore_nulls=True,
    )


def day_number(day: dt.date) -> int:
    """A day as a number, as from `birthday_at`: 20270305 for 5 March 2027. The numbers sort like the days."""
    return day.year * 10_000 + day.month * 100 + day.day


def day_of(number: int) -> dt.date:
    """The day of a number from `day_number`."""
    return dt.date(number // 10_000, number // 100 % 100, number % 100)


def months_after(day: dt.date, months: int) -> dt.date:
    """The same day a number of months later, or the last day of a month without that day."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return dt.date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def _born_year() -> nw.Expr:
    return BORN.dt.year().cast(nw.Int64)


def _born_day() -> nw.Expr:
    """Month and day as a number: 305 is 5 March."""
    return BORN.dt.month().cast(nw.Int64) * 100 + BORN.dt.day().cast(nw.Int64)


def _midnight(day: dt.date, *, is_date: bool) -> nw.Expr:
    return nw.lit(day if is_date else dt.datetime.combine(day, dt.time()))
