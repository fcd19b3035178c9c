"""Dates as people type them into a form: without a year, and as a cell that is formatted as a date makes of them."""

import datetime as dt
import re
from contextlib import suppress

import numpy as np

from keyclient.ingest.cells.dates import DateOrder, parse_date
from keyclient.ingest.cells.plain import narrow
from keyclient.model.excel import EPOCH
from keyclient.model.regex import regex

_FIRST_YEAR = 2000
"""No plan and no list is older; what says so is a number that became a date."""
_BEFORE = regex(r"\s*(?:(?:之|以)?前|为?止|上午|下午|中午|晚上)$")
"""What people write behind a deadline or an appointment."""
_MONTH_DAY = regex(r"(\d{1,2})\s*(月|[./-])\s*(\d{1,2})\s*日?")
_OVERGROWN = regex(r"\+(\d{5,}-\d{2}-\d{2})(?: 00:00:00)?")
"""A number of eight digits in a cell that is formatted as a date."""
_TINY = regex(r"1900-01-(\d{2})(?:[T ](\d{2}):(\d{2}):(\d{2}))?")
"""A month and a day with a dot in such a cell."""
_DAY_SECONDS = 86_400


def form_date(
    typed: str, order: DateOrder | None, near: dt.date | None, *, is_1904: bool = False
) -> dt.date | None:
    """A date of a form. `near`: the day of the plan or list, next to which a day without a year is meant.

    None where nothing says which date is meant: also where `9.3` may be the number 9.30, and `3/4` may be either.
    """
    text = _BEFORE.sub("", as_typed(typed).replace("号", "日"))
    bare = _MONTH_DAY.fullmatch(text)
    if bare is not None:
        return _nearest(bare, order, near)
    found = parse_date(text, order, is_1904=is_1904)
    return None if found is None or found.year < _FIRST_YEAR else found


def as_typed(text: str) -> str:
    """What was typed into a cell that shows it as a date: `9.25`, `20260920`; any other text narrow, as it is."""
    bare = narrow(text).strip()
    if match := _OVERGROWN.fullmatch(bare):
        return str((np.datetime64(match[1]) - np.datetime64(EPOCH)).astype(int))
    if match := _TINY.fullmatch(bare):
        day, hours, minutes, seconds = (int(part or 0) for part in match.groups())
        part = round((hours * 60 + minutes) * 60 + seconds) / _DAY_SECONDS
        return f"{day + round(part, 4):g}" if part else bare
    return bare


def _nearest(bare: re.Match[str], order: DateOrder | None, near: dt.date | None) -> dt.date | None:
    """The date closest to a day that is so called; the day of a plan is not half a year from what it asks for."""
    first, between, second = int(bare[1]), bare[2], int(bare[3])
    if near is None or (between == "." and len(bare[3]) == 1 and second in (1, 2, 3)):
        return None
    if between in "/-":
        if order is None and first <= 12 and second <= 12 and first != second:
            return None
        if order == "dmy" or first > 12:
            first, second = second, first
    found = []
    for year in range(near.year - 1, near.year + 2):
        with suppress(ValueError):
            found.append(dt.date(year, first, second))
    return min(found, key=lambda day: abs(day - near), default=None)
