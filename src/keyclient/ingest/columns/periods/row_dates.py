"""The data date of every row: the column of a book that names it."""

import calendar
import datetime as dt
import re
from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
import pyarrow.compute as pc

from keyclient.ingest.cells.dates import DateOrder, order_shown_by, parse_date
from keyclient.ingest.cells.plain import narrow
from keyclient.ingest.cells.spans import ENGLISH, NAMED, QUARTERS, span_of
from keyclient.ingest.columns.body import Body
from keyclient.ingest.layout.headings import Heading, heading_key
from keyclient.model.record import dataclass
from keyclient.model.regex import regex

PERIOD_HEADINGS = (
    "数据月份",
    "统计月份",
    "数据月",
    "统计月",
    "月份",
    "月度",
    "数据月度",
    "报表月份",
    "报告月份",
    "所属月份",
    "年度",
    "季度",
    "统计季度",
    "数据季度",
    "年月",
    "期间",
    "统计期间",
    "报告期",
    "统计期",
    "数据期",
    "账期",
    "会计期间",
    "快照日期",
    "余额日期",
    "数据截止日",
    "数据截止日期",
    "统计时间",
    "month",
    "period",
    "data month",
    "report month",
    "reporting month",
    "month end",
    "month end date",
    "year month",
    "quarter",
    "data period",
    "reporting period",
    "reporting date",
    "snapshot date",
    "balance date",
)
"""Headings of months and periods, beside those of data dates."""
FIRST, LAST = dt.date(1900, 3, 1), dt.date(2199, 12, 31)

_MONTH = regex(r"(\d{4})(?:[-/.年Mm](0?[1-9]|1[0-2])|(0[1-9]|1[0-2]))月?份?[末底]?")
_SHORT_YEAR = regex(r"(\d{2})年(0?[1-9]|1[0-2])月?份?[末底]?")
_QUARTER = regex(r"(\d{4})[-/.年]?(?:[Qq]|第)?([1-4一二三四])(?:季度?[末底]?)?")
_IS_QUARTER = regex(r"[Qq季]")
_YEAR = regex(r"((?:19|20|21)\d{2})年?[末底]?")
_BARE_MONTH = regex(r"(0?[1-9]|1[0-2])月?份?[末底]?")
_CHINESE_MONTH = regex(r"(十[一二]?|[一二三四五六七八九元正])月份?[末底]?")
_CHINESE_MONTHS = "一 二 三 四 五 六 七 八 九 十 十一 十二".split()
_FIRST_MONTH = ("元", "正")
_NAMED_MONTH = regex(rf"{NAMED}[-'/]?(?P<year>\d\d)?", re.I)
_BARE_QUARTER = regex(r"(?:第?([1-4一二三四])季度?|[Qq]([1-4]))[末底]?")
NO_YEAR = 2000
"""The year of months without one, which can be put in order all the same."""


FEWEST_READ = 0.5
"""A column of which less can be read as a period, such as 期间 with the months of a term, holds no data dates."""


@dataclass(frozen=True)
class Periods:
    """A column of data dates."""

    heading: Heading
    days: tuple[str, ...]
    """The dates as they stand in the book, rising."""
    of_row: npt.NDArray[np.int64]
    """By row: the place of its date in `days`; -1 where there is none."""
    dates: tuple[dt.date, ...]
    """The last day of each; a month without a year is in the year `NO_YEAR`."""

    @property
    def are_several(self) -> bool:
        """Whether a balance may stand in the book at several dates."""
        return len(self.days) > 1

    @property
    def latest(self) -> dt.date | None:
        """The latest date; None where it is a month without a year."""
        return None if self.dates[-1].year == NO_YEAR else self.dates[-1]


def read_periods(body: Body, headings: Sequence[str]) -> Periods | None:
    """The column under one of the `headings`, or of `PERIOD_HEADINGS`: the first with several dates, else the first."""
    keys = {heading_key(name) for name in (*headings, *PERIOD_HEADINGS)}
    taken = (heading for heading in body.located.understanding.headings if heading.key in keys)
    found = [periods for heading in taken if (periods := periods_under(body, heading)) is not None]
    return next((periods for periods in found if periods.are_several), next(iter(found), None))


def periods_under(body: Body, heading: Heading) -> Periods | None:
    """The data dates in a column; None where too few of its cells are dates or periods."""
    encoded = pc.dictionary_encode(body.texts(heading).combine_chunks())
    texts: list[str] = encoded.dictionary.to_pylist()
    order = body.conventions.order or order_shown_by(texts)
    days = [period_end(text, order, is_1904=body.conventions.is_1904) for text in texts]
    known = sorted({day for day in days if day is not None})
    if not known:
        return None
    shown = {day: text for day, text in zip(days, texts, strict=True) if day is not None}
    place = np.array([-1 if day is None else known.index(day) for day in days] + [-1], dtype=np.int64)
    rows = np.asarray(pc.fill_null(encoded.indices, -1), dtype=np.int64)
    of_row = place[rows]
    if (of_row >= 0).sum() < FEWEST_READ * (rows >= 0).sum():
        return None
    return Periods(heading, tuple(_shown(day, shown[day]) for day in known), of_row, tuple(known))


def period_end(text: str, order: DateOrder | None = None, *, is_1904: bool = False) -> dt.date | None:
    """The date in a cell, or the last day of the month, quarter or year in it; None where there is none."""
    cell = "".join(narrow(text).split())
    day = _period(cell) or parse_date(text, order, is_1904=is_1904) or _named(cell)
    if day is None and (span := span_of(text)) is not None:
        day = span.last
    return day if day is not None and FIRST <= day <= LAST else None


def _period(cell: str) -> dt.date | None:
    if match := _MONTH.fullmatch(cell):
        return _last_day(int(match[1]), int(match[2] or match[3]))
    if _IS_QUARTER.search(cell) and (match := _QUARTER.fullmatch(cell)):
        return _last_day(int(match[1]), 3 * int(QUARTERS.get(match[2], match[2])))
    if match := _YEAR.fullmatch(cell):
        return _last_day(int(match[1]), 12)
    if match := _BARE_MONTH.fullmatch(cell):
        return _last_day(NO_YEAR, int(match[1]))
    return None


def _named(cell: str) -> dt.date | None:
    """The end of a month with its name (一月, Jan, Jan-26), or of a quarter without a year; also with a short year."""
    if match := _SHORT_YEAR.fullmatch(cell):
        return _last_day(NO_YEAR + int(match[1]), int(match[2]))
    if match := _NAMED_MONTH.fullmatch(cell):
        year = NO_YEAR + int(match["year"]) if match["year"] else NO_YEAR
        return _last_day(year, ENGLISH.index(match["named"][:3].lower()) + 1)
    if match := _CHINESE_MONTH.fullmatch(cell):
        return _last_day(NO_YEAR, 1 if match[1] in _FIRST_MONTH else _CHINESE_MONTHS.index(match[1]) + 1)
    if match := _BARE_QUARTER.fullmatch(cell):
        return _last_day(NO_YEAR, 3 * int(QUARTERS.get(match[1], match[1] or match[2])))
    return None


def _last_day(year: int, month: int) -> dt.date | None:
    if not FIRST.year < year <= LAST.year:
        return None
    return dt.date(year, month, calendar.monthrange(year, month)[1])


def _shown(day: dt.date, typed: str) -> str:
    """A whole date in the usual notation; a month or quarter as typed."""
    return day.isoformat() if parse_date(typed) == day else typed.strip()
