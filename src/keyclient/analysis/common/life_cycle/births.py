"""Birth dates of a portfolio of any size: the customer's own, else that in a valid id number, and where they come from."""

import datetime as dt
from calendar import isleap
from collections.abc import Iterator, Sequence
from functools import reduce
from operator import add
from typing import Any

import narwhals as nw

from keyclient.metrics.age import day_number
from keyclient.model.age import OLDEST
from keyclient.model.check_digits import CREDIT_ALPHABET, CREDIT_WEIGHTS, RESIDENT_WEIGHTS
from keyclient.model.id_patterns import BETWEEN, OLD_RESIDENT, RESIDENT

ORIGIN = "age_from"
"""The column that says where an age comes from."""
UNKNOWN_AGE, FROM_AGE, FROM_BIRTH, FROM_NUMBER = 0, 1, 2, 3
"""Its values: nothing is known, a stated age, a stated birth date, an id number."""

_BIRTH, _AGE, _NUMBER = "birth_date", "age", "id_number"
_OWN = ("#bare", "#new", "#date", "#day")
"""Columns on the way to a birth date."""
_BARE, _NEW, _DATE, _DAY = _OWN
_LEAP_DAY = 229
_LEAP_YEAR = dt.date(2000, 1, 1).toordinal()


def with_births(customers: "nw.LazyFrame[Any]", as_of: dt.date) -> "nw.LazyFrame[Any]":
    """The customers with `ORIGIN`, and with `birth_date`: the dates in valid numbers in place of blank ones.

    A number of 18 digits needs the right check digit and a possible date and must not be a credit code as well, one of 15 a province and a date of 19yy, as
    when a book is read. The date must not be after `as_of`, nor so early that nobody is that old.
    """
    columns = customers.collect_schema().names()
    own = nw.col(_BIRTH).cast(nw.Date()) if _BIRTH in columns else nw.lit(None, dtype=nw.Date())
    found = customers.with_columns(own.alias(_BIRTH))
    if _NUMBER not in columns:
        return found.with_columns(_origin(columns).alias(ORIGIN))
    # Each step is a column of its own: an expression is written out wherever it is used.
    for step in _steps(as_of):
        found = found.with_columns(**step)
    found = found.with_columns(_origin([*columns, _BIRTH, _DATE]).alias(ORIGIN))
    born = nw.when(nw.col(_BIRTH).is_null()).then(nw.col(_DATE).cast(nw.Date())).otherwise(nw.col(_BIRTH))
    return found.with_columns(born.alias(_BIRTH)).drop(*_OWN)


def _steps(as_of: dt.date) -> Iterator[dict[str, nw.Expr]]:
    """Columns upon columns, from the number to `_DATE`: text such as 1949-12-31, null unless the number is valid."""
    number = nw.when(nw.col(_BIRTH).is_null()).then(nw.col(_NUMBER))
    yield {_BARE: number.str.to_uppercase().str.replace_all(BETWEEN, "")}
    bare = nw.col(_BARE)
    old = nw.when(bare.str.contains(OLD_RESIDENT)).then(bare.str.slice(6, 6))
    yield {_NEW: nw.when(bare.str.contains(RESIDENT)).then(bare), _DATE: nw.concat_str(nw.lit("19"), old)}
    new = nw.col(_NEW)
    checked = nw.when(_is_resident(new) & ~_is_credit(new)).then(new.str.slice(6, 8))
    yield {_DATE: nw.when(new.is_null()).then(nw.col(_DATE)).otherwise(checked)}
    yield {_DAY: nw.col(_DATE).cast(nw.Int64)}
    date = nw.col(_DATE)
    parts = (date.str.slice(0, 4), date.str.slice(4, 2), date.str.slice(6, 2))
    yield {_DATE: nw.when(_is_day(as_of)).then(nw.concat_str(*parts, separator="-"))}


def _origin(columns: Sequence[str]) -> nw.Expr:
    kinds = {_AGE: FROM_AGE, _DATE: FROM_NUMBER, _BIRTH: FROM_BIRTH}
    return reduce(
        lambda rest, one: nw.when(~nw.col(one[0]).is_null()).then(nw.lit(one[1])).otherwise(rest),
        ((name, kind) for name, kind in kinds.items() if name in columns),
        nw.lit(UNKNOWN_AGE),
    ).cast(nw.Int64)


def _is_day(as_of: dt.date) -> nw.Expr:
    """Whether there is the day of a number, not after `as_of` and not too early."""
    number, first = nw.col(_DAY), as_of.year - OLDEST - 1
    every = [
        day.month * 100 + day.day for day in map(dt.date.fromordinal, range(_LEAP_YEAR, _LEAP_YEAR + 366))
    ]
    missing = [year * 10_000 + _LEAP_DAY for year in range(first, as_of.year + 1) if not isleap(year)]
    exists = (number % 10_000).is_in(every) & ~number.is_in(missing)
    return exists & number.is_between(first * 10_000, day_number(as_of))


def _is_resident(number: nw.Expr) -> nw.Expr:
    """Whether the last of 18 characters is the check character of a resident number, where X is 10."""
    return _weighted(number, RESIDENT_WEIGHTS, "10") % 11 == 1


def _is_credit(number: nw.Expr) -> nw.Expr:
    """Whether a number of 17 digits and a digit or X is a credit code, too; then nobody knows which of both it is."""
    x = str(CREDIT_ALPHABET.index("X"))
    return (_weighted(number, CREDIT_WEIGHTS, x) % len(CREDIT_ALPHABET) == 0) & (
        number.str.slice(0, 1) != "0"
    )


def _weighted(number: nw.Expr, weights: Sequence[int], x: str) -> nw.Expr:
    """The weighted sum of the first 17 of 18 characters, and the last one as it is; `x`: what an X there counts."""
    last = number.str.slice(17, 1).str.replace_all("X", x).cast(nw.Int64)
    terms = (number.str.slice(at, 1).cast(nw.Int64) * weight for at, weight in enumerate(weights))
    return reduce(add, terms, last)
