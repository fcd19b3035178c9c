"""Dates as people type them and as Excel stores them."""

import datetime as dt
import re
from typing import Literal

from keyclient.ingest.cells.plain import narrow
from keyclient.model.excel import EPOCH, EPOCH_1904
from keyclient.model.regex import regex

DateOrder = Literal["dmy", "mdy"]

_YMD = regex(r"^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?$")
_COMPACT = regex(r"^(\d{4})(\d{2})(\d{2})(?:(?:[01]\d|2[0-3])[0-5]\d(?:[0-5]\d)?)?$")
_SHORT = regex(r"^(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})$")
_DAY_MONTH = regex(r"^(\d{1,2})[-/ ]?([A-Za-z]{3,9})[-/, ]*(\d{4})$")
_MONTH_DAY = regex(r"^([A-Za-z]{3,9})\.?[-/ ]?(\d{1,2})[-/, ]+(\d{4})$")
_SERIAL = regex(r"^(\d{1,7})(\.\d+)?$")
_TIME = regex(
    r"(?:(?<=日)|(?:[T ]|(?:上午|下午|中午|凌晨|早上|晚上|[AaPp][Mm])\s*)+)\d{1,2}(?:[:：]\d{2}([:：]\d{2}(\.\d+)?)?|[时時]\d{1,2}分(\d{1,2}秒)?)"
    r"\s*([AaPp][Mm])?\s*(Z|UTC|GMT|[+-]\d{2}:?\d{2})?$"
)
_WEEKDAY = regex(
    r"[\s,(]*(?:(?:星期|周|週|礼拜)[一二三四五六日天]|\b(?:mon|tue|wed|thu|fri|sat|sun)[a-z]{0,6}\b\.?)[\s,)]*",
    re.I,
)
_MONTHS = "january february march april may june july august september october november december".split()
FIRST_YEAR = 1900
"""Excel has no earlier dates; what looks like one is a time of day, a zero or a negative number."""
PHANTOM_DAY = 60
"""Excel's 29 February 1900, which never existed."""
LAST_SERIAL = 2_958_465
MAC_DAYS = (EPOCH_1904 - EPOCH).days


def parse_date(text: str, order: DateOrder | None = None, *, is_1904: bool = False) -> dt.date | None:
    """The date in a cell, or None if it holds none.

    Understands `2026-01-03 2026/1/3 2026.1.3 20260103 2026年1月3日 3 Jan 2026`, a time after any of them (`20260103102233`,
    `上午 10:22`), a weekday beside them,
    and Excel serial numbers (not a bare year such as 1990), which count from 1904 if `is_1904`.
    `03/04/2026` needs an order unless one of its parts is above 12. A date before 1900 with a time is what
    Excel makes of a 0 formatted as a date, so it is None.
    """
    cell = _day_part(text)
    joined = "".join(cell.split())
    if match := _YMD.match(joined) or _COMPACT.match(cell):
        is_zero = int(match[1]) < FIRST_YEAR and _TIME.search(text) is not None
        return None if is_zero else _day(*map(int, match.groups()))
    if match := _SHORT.match(joined):
        return _short(int(match[1]), int(match[2]), int(match[3]), order)
    if match := _DAY_MONTH.match(cell):
        return _named(match[2], int(match[1]), int(match[3]))
    if match := _MONTH_DAY.match(cell):
        return _named(match[1], int(match[2]), int(match[3]))
    if match := _SERIAL.match(cell):
        return _serial(int(match[1]), is_1904=is_1904)
    return None


def order_shown_by(texts: list[str]) -> DateOrder | None:
    """The order of day and month that a column proves by dates that can be read in one way only."""
    proofs: set[DateOrder] = set()
    for text in texts:
        match = _SHORT.match("".join(_day_part(text).split()))
        if match and int(match[1]) > 12 >= int(match[2]):
            proofs.add("dmy")
        if match and int(match[2]) > 12 >= int(match[1]):
            proofs.add("mdy")
    return proofs.pop() if len(proofs) == 1 else None


def is_ambiguous(text: str) -> bool:
    """Whether a cell is a date whose day and month could be swapped."""
    match = _SHORT.match("".join(_day_part(text).split()))
    return match is not None and all(1 <= int(part) <= 12 for part in match.groups()[:2])


def _day_part(text: str) -> str:
    """A cell without apostrophe, weekday and time."""
    cell = narrow(text).strip().removeprefix("'").strip()
    return _WEEKDAY.sub(" ", _TIME.sub("", cell)).strip()


def _short(first: int, second: int, year: int, order: DateOrder | None) -> dt.date | None:
    if order == "dmy" or (order is None and (first > 12 or first == second)):
        return _day(year, second, first)
    if order == "mdy" or second > 12:
        return _day(year, first, second)
    return None


def _named(month: str, day: int, year: int) -> dt.date | None:
    number = next((n for n, name in enumerate(_MONTHS, 1) if name.startswith(month.lower())), None)
    return _day(year, number, day) if number is not None else None


def _serial(number: int, *, is_1904: bool) -> dt.date | None:
    if number in range(1900, 2101) or not 0 < number <= LAST_SERIAL:
        return None
    if is_1904:
        return EPOCH_1904 + dt.timedelta(days=number) if number <= LAST_SERIAL - MAC_DAYS else None
    if number == PHANTOM_DAY:
        return None
    return EPOCH + dt.timedelta(days=number + (number < PHANTOM_DAY))


def _day(year: int, month: int, day: int) -> dt.date | None:
    try:
        return dt.date(year, month, day)
    except ValueError:
        return None
