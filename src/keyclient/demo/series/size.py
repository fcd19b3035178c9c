"""How large a series of demo books is, and its months."""

import calendar
import datetime as dt
from dataclasses import dataclass
from functools import cached_property

from keyclient.demo.book import DEMO_DATE
from keyclient.errors import UsageError
from keyclient.model.label import Label

MOST_MONTHS, MOST_BRANCHES = 24, 8
FEWEST, FEWEST_OF_BRANCH, MOST = 400, 100, 200_000
"""Customers: with fewer, what is planted would be most of a branch."""
USUAL_OF_BRANCH = 300

_QUARTER = 3
_JOIN, _CLOSE = 0.008, 0.004
"""The shares of the customers who join and who close a small account in a month."""


class SeriesRangeError(UsageError):
    """The requested series would be too small or too large."""

    sentence = Label(
        "A series of demo books has 1 to {months} months, 1 to {branches} branches and {fewest:,} to {most:,} customers, "
        "at least {each} a branch.",
        "示例系列须为 1 至 {months} 个月、1 至 {branches} 个支行，客户总数须在 {fewest:,} 至 {most:,} 之间，且每个支行不少于 {each} 个。",
    )


@dataclass(frozen=True)
class SeriesSize:
    """So many months, branches, and customers of the first month in all branches; the last month is that of the demo book.

    Raises `SeriesRangeError`.
    """

    months: int
    branches: int
    customers: int
    seed: int = 1

    def __post_init__(self) -> None:
        fits = (
            1 <= self.months <= MOST_MONTHS
            and 1 <= self.branches <= MOST_BRANCHES
            and max(FEWEST, FEWEST_OF_BRANCH * self.branches) <= self.customers <= MOST
        )
        if not fits:
            raise SeriesRangeError(
                months=MOST_MONTHS,
                branches=MOST_BRANCHES,
                fewest=FEWEST,
                most=MOST,
                each=FEWEST_OF_BRANCH,
            )

    @cached_property
    def ends(self) -> tuple[dt.date, ...]:
        """The last day of each month; at 0 that of the month before the first, which has no book."""
        months = DEMO_DATE.year * 12 + DEMO_DATE.month - 1
        return tuple(_month_end(months - before) for before in range(self.months, -1, -1))

    @property
    def joining(self) -> int:
        """How many customers join in each month after the first."""
        return max(self.branches, round(self.customers * _JOIN))

    @property
    def closing(self) -> int:
        """How many close a small account in each month after the first."""
        return max(1, round(self.customers * _CLOSE))

    def is_quarter_end(self, month: int) -> bool:
        """Whether a month, counted from 1, ends a quarter."""
        return self.ends[month].month % _QUARTER == 0


def usual_customers(branches: int) -> int:
    """How many customers a series has where nothing is said."""
    return max(FEWEST, USUAL_OF_BRANCH * branches)


def _month_end(months: int) -> dt.date:
    year, month = divmod(months, 12)
    return dt.date(year, month + 1, calendar.monthrange(year, month + 1)[1])
