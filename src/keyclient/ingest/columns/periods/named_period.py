"""The period in the name of a sheet or in a heading, and the name without it: 1月AUM, 202601余额, 2025, AUM Jan-26."""

import datetime as dt
import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from keyclient.ingest.cells.spans import (
    ENGLISH,
    NAMED,
    QUARTERS,
    month_in,
    period_in,
    span_of,
    without_periods,
)
from keyclient.model.regex import regex

_YEAR = regex(r"(?<!\d)(?P<year>(?:19|20)\d\d)\s*(?:年度?)?(?![\d年])")
_QUARTER = regex(r"(?:第?(?P<count>[1-4一二三四])季度?|(?<![a-z])q(?P<short>[1-4])(?![\da-z]))[末底]?", re.I)
_MONTH = regex(rf"(?<![a-z]){NAMED}(?![a-z])", re.I)
_STRETCH = regex(r"(?:近|前|过去|最近|未来|后|连续|滚动|last|next|past)\s*\d*\s*[-–—~至到]?\s*\d", re.I)
"""近3月日均 is an average over three months, not the balance of March."""
_WITHIN = regex(r"\d+\s*月\s*(?:内|以内|之内|前|后|以前|以后)")
_DAY = regex(r"(?<=月)\s*(?:3[01]|[12]?\d)\s*[日号]")
"""1月31日 without a year is a month as well: it puts lists in order."""
_SHORT_YEAR = regex(rf"(?<![a-z]){NAMED}[-'/ ]?(?P<short>\d\d)(?!\d)", re.I)
_MONTHS = 12
"""Of a year."""
_EDGES = " _-.,·()[]【】"


@dataclass(frozen=True)
class NamedPeriod:
    """The period that a name has in it."""

    stem: str
    """The name without it; blank if it is nothing else."""
    day: dt.date | None
    """Its last day; None for a month or quarter without a year."""
    month: int
    """The month that it ends with."""

    @property
    def order(self) -> tuple[int, int, int]:
        """What puts periods of one kind in order."""
        return (0, self.month, 0) if self.day is None else (self.day.year, self.day.month, self.day.day)


def named_period(name: str) -> NamedPeriod | None:
    """The period in a name; None where there is none, or where it is a stretch of several months (近3月)."""
    plain = unicodedata.normalize("NFKC", name).strip()
    if _STRETCH.search(plain) or _WITHIN.search(plain):
        return None
    if (span := span_of(plain) or period_in(plain)) is not None:
        stem = "" if span_of(plain) is not None else without_periods(plain)
        return NamedPeriod(stem, span.last, span.last.month)
    if (month := month_in(plain)) is not None:
        return NamedPeriod(without_periods(_DAY.sub("", plain)), None, month)
    return _of_year(plain) or _of_part(plain)


def are_in_turn(months: Sequence[int]) -> bool:
    """Whether months rise, but for one turn of the year over which they are nearer to each other: 11 12 1 2, not 10 9."""
    turns = sum(after < before for before, after in pairwise(months))
    over_the_turn = months[-1] + _MONTHS - months[0]
    return turns == 0 or (turns == 1 and over_the_turn < max(months) - min(months))


def _of_year(plain: str) -> NamedPeriod | None:
    found = _YEAR.search(plain)
    span = None if found is None else span_of(found["year"])
    if found is None or span is None:
        return None
    return NamedPeriod(_without(plain, found), span.last, span.last.month)


def _of_part(plain: str) -> NamedPeriod | None:
    """A quarter, or a month by its English name, without a year."""
    if (found := _QUARTER.search(plain)) is not None:
        typed = found["count"] or found["short"]
        return NamedPeriod(_without(plain, found), None, 3 * int(QUARTERS.get(typed, typed)))
    if (found := _SHORT_YEAR.search(plain)) is not None:
        span = span_of(f"{found['named']} 20{found['short']}")
        return None if span is None else NamedPeriod(_without(plain, found), span.last, span.last.month)
    if (found := _MONTH.search(plain)) is not None:
        return NamedPeriod(_without(plain, found), None, ENGLISH.index(found["named"][:3].lower()) + 1)
    return None


def _without(plain: str, found: re.Match[str]) -> str:
    return " ".join(f"{plain[: found.start()]} {plain[found.end() :]}".split()).strip(_EDGES)
