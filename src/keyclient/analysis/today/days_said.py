"""Which day a remark names: a date, or a word such as 明天 or 下周二, counted from the day on which it was written."""

import datetime as dt
import re
from collections.abc import Callable, Iterator
from contextlib import suppress

_WHOLE = re.compile(
    r"(?<!\d)(?P<year>\d{4})\s*[-/.年]\s*(?P<month>\d{1,2})\s*[-/.月]\s*(?P<day>\d{1,2})(?!\d)"
)
_MONTH_AND_DAY = re.compile(r"(?<![\d年])(?P<month>\d{1,2})\s*月\s*(?P<day>\d{1,2})\s*[日号]")
_SHORT = re.compile(
    r"(?:(?P<first>^\s*(?:约|约在|约好|改|改到|改约)?)|(?<![\d./-]))(?P<month>\d{1,2})[./](?P<day>\d{1,2})"
    r"(?![\d./-]|\s*[万亿元千百%％折点倍个])(?(first)|(?=\s*(?:上午|下午|中午|早上|晚上|am\b|pm\b)))",
    re.IGNORECASE,
)
"""9.10 begins a remark, or stands before a time of the day; elsewhere it may be any figure."""
_NEAR = re.compile(
    r"(?P<word>大后天|后天|明天|明日|明早|明晚|今天|今日|今晚|day after tomorrow|tomorrow)", re.IGNORECASE
)
_AHEAD = {"今": 0, "明": 1, "后": 2, "大": 3, "d": 2, "t": 1}
"""Days from the day of writing by the first letter of the word."""
_WEEK_DAY = re.compile(
    r"(?<![上每隔个下])(?P<week>下下|下|本|这)?个?(?:周|星期|礼拜)(?P<name>[一二三四五六日天])"
    r"(?=$|[\s,.;，。；、）)前上下早晚中来见到去面再])"
)
_NAMES = "一二三四五六日"


def day_in(remark: str | None, after: dt.date) -> dt.date | None:
    """The first day that a remark names and that is no earlier than a day, on which it was written.

    2026-12-05, 2026年12月5日; 12月5日 and 12.5 上午 are the next ones; 明天, 下周二 (weeks begin on Monday). Days that are over and
    dates that there are not are passed over.
    """
    found = sorted(_named(remark, after), key=lambda one: one[0]) if remark else []
    return next((day for _, day in found if day >= after), None)


def _named(remark: str, after: dt.date) -> Iterator[tuple[int, dt.date]]:
    """The days that are named, each with where it stands."""
    for pattern, meant in _READ:
        for found in pattern.finditer(remark):
            day = meant(found, after)
            if day is not None:
                yield found.start(), day


def _whole(found: "re.Match[str]", _: dt.date) -> dt.date | None:
    return _day(int(found["year"]), int(found["month"]), int(found["day"]))


def _next(found: "re.Match[str]", after: dt.date) -> dt.date | None:
    """The next day of that month and day."""
    month, day = int(found["month"]), int(found["day"])
    days = (_day(year, month, day) for year in range(after.year, after.year + 5))
    return next((one for one in days if one is not None and one >= after), None)


def _near(found: "re.Match[str]", after: dt.date) -> dt.date | None:
    return after + dt.timedelta(days=_AHEAD[found["word"][0].lower()])


def _week_day(found: "re.Match[str]", after: dt.date) -> dt.date | None:
    number = _NAMES.index(found["name"].replace("天", "日"))
    week = found["week"]
    if week is None:
        return after + dt.timedelta(days=(number - after.weekday()) % 7)
    return after + dt.timedelta(days=number - after.weekday() + 7 * week.count("下"))


_READ: tuple[tuple["re.Pattern[str]", Callable[["re.Match[str]", dt.date], dt.date | None]], ...] = (
    (_WHOLE, _whole),
    (_MONTH_AND_DAY, _next),
    (_SHORT, _next),
    (_NEAR, _near),
    (_WEEK_DAY, _week_day),
)


def _day(year: int, month: int, day: int) -> dt.date | None:
    with suppress(ValueError):
        return dt.date(year, month, day)
    return None
