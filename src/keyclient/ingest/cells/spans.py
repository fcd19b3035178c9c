"""Periods as people name them, alone or inside a title or a file name: a day, a month, a quarter, half a year, a year."""

import calendar
import datetime as dt
import re
import unicodedata
from collections.abc import Iterator
from typing import NamedTuple

from keyclient.ingest.cells.traditional import simplified
from keyclient.model.regex import regex

FIRST_YEAR, LAST_YEAR = 1990, 2049
"""Years of data dates; a branch number such as 209912 is none."""


FOLDERS = 2
"""So many folders above a book may name its period: those of the branch and of the month, in either order."""


class Span(NamedTuple):
    """The first and the last day of a period."""

    first: dt.date
    last: dt.date

    def holds(self, day: dt.date) -> bool:
        """Whether a day lies in the period."""
        return self.first <= day <= self.last


_YEAR = r"(?P<year>(?:19|20)\d\d)"
_MONTH = r"(?P<month>1[0-2]|0?[1-9])"
_DAY = r"(?P<day>3[01]|[12]\d|0?[1-9])"
_TO = r"\s*(?:-+|[–—~至到])\s*"
_SIGN = r"[-_/.]"
_DIGITS_END = r"(?!\d|\s*%|[.,/]\d|[万亿元户人件笔个])"
_NUMBER_ENDS = rf"(?!{_SIGN}\d){_DIGITS_END}"
ENGLISH = "jan feb mar apr may jun jul aug sep oct nov dec".split()
"""Months by their first letters."""
NAMED = (
    r"(?P<named>(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?"
    r"|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?))\.?"
)
QUARTERS = {"一": 1, "二": 2, "三": 3, "四": 4}
"""Quarters as they are counted in Chinese: 一季度."""
_FORMS = [
    rf"{_YEAR}\s*年\s*{_MONTH}\s*月\s*{_DAY}\s*[日号]?(?!\d)",
    rf"{_YEAR}{_SIGN}{_MONTH}{_SIGN}{_DAY}{_NUMBER_ENDS}",
    rf"{_YEAR}(?P<month>0[1-9]|1[0-2])(?P<day>0[1-9]|[12]\d|3[01]){_DIGITS_END}",
    rf"{_DAY}(?:st|nd|rd|th)?(?:{_SIGN}|\s+)?{NAMED}(?:{_SIGN}|,?\s+)?{_YEAR}(?!\d)",
    rf"(?<![a-z]){NAMED}(?:{_SIGN}|\s+)?{_DAY}(?:st|nd|rd|th)?(?:{_SIGN}|,?\s+){_YEAR}(?!\d)",
    rf"{_YEAR}\s*年\s*(?P<start>1[0-2]|0?[1-9])\s*月?{_TO}{_MONTH}\s*月",
    rf"{_YEAR}\s*年\s*{_MONTH}\s*月(?:[份末底]|\b|(?!\s*\d))",
    rf"{_YEAR}\s*年?\s*(?P<start>前)(?P<quarter>[二三])个?季度?",
    rf"{_YEAR}(?:\s*年\s*(?:度)?|{_SIGN})?\s*第?(?P<quarter>[1-4一二三四])\s*季度?",
    rf"{_YEAR}(?:\s*年\s*|{_SIGN}|\s+)?q(?P<quarter>[1-4])(?![\da-z])",
    rf"(?<![a-z])q(?P<quarter>[1-4])(?:{_SIGN}|\s+)?{_YEAR}(?!\d)",
    rf"{_YEAR}\s*年?\s*(?P<half>[上下])半年",
    rf"{_YEAR}(?:{_SIGN}|\s+)?h(?P<half>[12])(?![\da-z])",
    rf"{_YEAR}\s*年(?P<end>[末底终])",
    rf"(?<![a-z]){NAMED}(?:{_SIGN}|\s+)?{_YEAR}(?!\d)",
    rf"{_YEAR}(?:{_SIGN}|\s+)?{NAMED}(?![a-z])",
    rf"{_YEAR}{_SIGN}{_MONTH}{_NUMBER_ENDS}",
    rf"{_YEAR}(?P<month>0[1-9]|1[0-2]){_DIGITS_END}",
]
"""How a period is written; where several fit at one place, the first."""
_PATTERNS = [regex(form) for form in _FORMS]
_ANY_YEAR = regex(_YEAR)
"""What every form has: a quick first check."""
_WHOLE_YEAR = regex(rf"{_YEAR}\s*年?度?")

_NO_DATE_BEFORE = regex(
    r"(?:\d[.,]?|(?<![a-z])v(?:er(?:sion)?)?\s*[._-]?|版本?\s*[._-]?|(?<![a-z])(?:no|id|tel)[.:_\s-]*"
    r"|(?:编号|号码|电话|手机|账号|卡号|证号|客户号)[:_\s-]*)$"
)
"""What stands before a number that is a version, a telephone or an id."""
_TELEPHONE = regex(r"(?<!\d)0\d{2,3}-\d{8}$")
_PURPOSES = "打印|制表|导出|生成|下载|查询|创建|更新|修改|填报|填表|报送|上报|编制|印发|印制|到期|出生|生日|生效|开户|完成|计划|目标|任务|预算|预测"
_EVENT_BEFORE = regex(
    rf"(?:{_PURPOSES}|print(?:ed)?|created|exported|generated|updated|modified|due|maturing)\s*"
    r"(?:日期|时间|日|于|至|on|at|date)?\s*[:_\-]?\s*$"
)
_EVENT_AFTER = regex(
    rf"\s*_?(?:{_PURPOSES}|以来|以前|之前|前|起|以后|之后|export|print|due|plan|target|budget|forecast)"
)
"""Words for days on which something happened or is to happen, which are no data dates."""
_BARE_MONTH = regex(r"(?<!\d)(?P<month>1[0-2]|0?[1-9])月[份末底]?")
_CHINESE_MONTH = regex(r"(?:十[一二]?|[一二三四五六七八九])月[份末底]?")
_EDGES = " _-.,·()[]【】"
"""Signs that set a period off in a name."""
_DIGITS = str.maketrans("〇零一二三四五六七八九", "00123456789")
_CHINESE_YEAR = regex(r"[〇零一二三四五六七八九]{4}(?=年)")
_CHINESE_NUMBER = regex(r"([二三]?十[一二三四五六七八九]?|[一二三四五六七八九])(?=[月日])")


def span_of(text: str) -> Span | None:
    """The period that a text is: `202603 2026-03 2026-03-31 2026年3月 2026年一季度 2026`; None where it is none."""
    bare = _plain(text).strip()
    for pattern in (*_PATTERNS, _WHOLE_YEAR):
        if (match := pattern.fullmatch(bare)) is not None:
            return _span(match)
    return None


def span_at(text: str, place: int) -> Span | None:
    """The period that begins at a place of a text; None where none does."""
    plain = _plain(text[place:])
    found = (match for pattern in _PATTERNS if (match := pattern.match(plain)) is not None)
    return next((span for match in found if (span := _span(match)) is not None), None)


def spans_in(text: str) -> Iterator[Span]:
    """The periods that a text names, from left to right; a year alone names none, and neither does a month alone.

    Left out are days on which a list was printed, or is due, and numbers that are versions, telephones or ids.
    """
    plain, at = _plain(text), 0
    while (match := _next(plain, at)) is not None:
        at = match.end()
        span = _span(match)
        if span is not None and _may_date(plain, match):
            yield span


def period_in(text: str) -> Span | None:
    """The period that a text names: of several the first, of one that holds another the narrower; of a range the last."""
    found = list(spans_in(text))
    if not found:
        return None
    ends = _range_end(text)
    first = ends or found[0]
    inner = [span for span in found if first.first <= span.first and span.last <= first.last]
    return min(inner, key=lambda span: span.last - span.first, default=first)


def _range_end(text: str) -> Span | None:
    """The second of two periods with nothing but a sign of a range between them, which begins the text's periods."""
    plain = _plain(text)
    first = _next(plain, 0)
    second = None if first is None else _next(plain, first.end())
    if first is None or second is None or not re.fullmatch(_TO, plain[first.end() : second.start()]):
        return None
    one, other = _span(first), _span(second)
    return other if one is not None and other is not None and one.first < other.first else None


def _next(plain: str, at: int) -> re.Match[str] | None:
    if _ANY_YEAR.search(plain, at) is None:
        return None
    found = [match for pattern in _PATTERNS if (match := pattern.search(plain, at)) is not None]
    return min(found, key=lambda match: match.start(), default=None)


def _may_date(plain: str, match: re.Match[str]) -> bool:
    before, after = plain[: match.start()], plain[match.end() :]
    if _TELEPHONE.search(plain[: match.end()]):
        return False
    return not (_NO_DATE_BEFORE.search(before) or _EVENT_BEFORE.search(before) or _EVENT_AFTER.match(after))


def _plain(text: str) -> str:
    plain = simplified(unicodedata.normalize("NFKC", text)).casefold()
    plain = _CHINESE_YEAR.sub(lambda match: match[0].translate(_DIGITS), plain)
    return _CHINESE_NUMBER.sub(_number, plain) if "年" in plain else plain


def _number(match: re.Match[str]) -> str:
    tens, has_tens, ones = match[1].rpartition("十")
    high = 10 * int(tens.translate(_DIGITS) or 1) if has_tens else 0
    return str(high + int(ones.translate(_DIGITS) or 0))


def _span(match: re.Match[str]) -> Span | None:
    parts = {name: part for name, part in match.groupdict().items() if part is not None}
    year = int(parts["year"])
    if not FIRST_YEAR <= year <= LAST_YEAR:
        return None
    first, last = _months(parts)
    if "day" in parts:
        return _one_day(year, last, int(parts["day"]))
    return Span(dt.date(year, first, 1), dt.date(year, last, calendar.monthrange(year, last)[1]))


def _one_day(year: int, month: int, day: int) -> Span | None:
    if day > calendar.monthrange(year, month)[1]:
        return None
    return Span(dt.date(year, month, day), dt.date(year, month, day))


def _months(parts: dict[str, str]) -> tuple[int, int]:
    """The first and the last month of a period."""
    if "half" in parts:
        return (1, 6) if parts["half"] in "上1" else (7, 12)
    if "quarter" in parts:
        quarter = QUARTERS.get(parts["quarter"]) or int(parts["quarter"])
        return 1 if "start" in parts else 3 * quarter - 2, 3 * quarter
    if "named" in parts:
        month = ENGLISH.index(parts["named"][:3]) + 1
        return month, month
    if "month" in parts:
        return int(parts.get("start", parts["month"])), int(parts["month"])
    return 1, 12


def month_in(text: str) -> int | None:
    """The month that a text names without a year: 3 of `3月`, which puts lists in order and dates none."""
    found = _BARE_MONTH.search(_CHINESE_NUMBER.sub(_number, _plain(text)))
    return None if found is None else int(found["month"])


def without_periods(text: str) -> str:
    """A name without the periods and months in it, and without the signs that set them off; blank if it is nothing else."""
    plain = unicodedata.normalize("NFKC", text)
    found = [
        match
        for pattern in (*_PATTERNS, _BARE_MONTH, _CHINESE_MONTH)
        for match in pattern.finditer(simplified(plain).casefold())
    ]
    if not found or len(simplified(plain).casefold()) != len(plain):
        return text
    kept = "".join(
        " " if any(match.start() <= place < match.end() for match in found) else letter
        for place, letter in enumerate(plain)
    )
    return " ".join(kept.split()).strip(_EDGES)
