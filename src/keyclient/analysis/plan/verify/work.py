"""Whom the plan was worked on with, and who was left alone."""

from collections.abc import Sequence

import numpy as np
import pandas as pd

from keyclient.analysis.common.epoch import epoch_days
from keyclient.analysis.common.evidence.arrays import ABSENT, Flags, Ints, Numbers
from keyclient.analysis.common.tier_book import TierBook
from keyclient.analysis.plan.result import PlanLine
from keyclient.analysis.plan.verify.followed import Followed, followed
from keyclient.analysis.plan.verify.lines import WORKED
from keyclient.analysis.plan.verify.managers import contacted
from keyclient.analysis.plan.verify.returns import Compared, after_in
from keyclient.analysis.plan.verify.why import Why
from keyclient.analysis.plan.verify.words import SeenBook
from keyclient.model.portfolio import Portfolio


def since(lines: Sequence[PlanLine]) -> Ints:
    """The day from which each line counts, as days after 1 January 1970."""
    return np.array([epoch_days(line.baseline.date) for line in lines], dtype=np.int64)


def compared(
    lines: Sequence[PlanLine],
    called: Flags | None,
    before: SeenBook,
    books: Sequence[SeenBook],
    tiers: TierBook,
) -> Compared:
    """All customers of the plan's book. `called`: whether the customer of each line was contacted after the plan."""
    portfolio = before.book.portfolio
    size = len(portfolio.frame)
    at, last = _everybody(portfolio, books), books[-1].book
    own, now = _values(portfolio), np.full(size, np.nan)
    if last.is_ranked_alike:
        now = after_in(_values(last.portfolio), at[-1].place)
    day = np.full(size, epoch_days(portfolio.as_of))
    calls = contacted([(book.book, one) for book, one in zip(books, at, strict=True)], day)
    worked = np.zeros(size, dtype=bool)
    is_worked = np.array([line.status in WORKED for line in lines], dtype=bool)
    place = np.asarray(before.place)
    worked[place[(is_worked if called is None else is_worked | called) & (place != ABSENT)]] = True
    alone = ~worked if calls is None else ~worked & ~calls
    return Compared(own, now, tiers.frame["rule"].to_numpy(), worked, alone)


def _everybody(portfolio: Portfolio, books: Sequence[SeenBook]) -> list[Followed]:
    """Where all customers of the plan's book stand in each later one."""
    frame = portfolio.frame
    ids = frame["customer_id"].astype("str") if "customer_id" in frame else _none(len(frame))
    ids = ids.reset_index(drop=True)
    is_shared = ids.duplicated(keep=False).to_numpy(dtype=bool)
    is_damaged = frame["row"].isin(portfolio.rounded).to_numpy(dtype=bool)
    why = np.select([is_damaged, is_shared], [Why.DAMAGED, Why.SHARED], default=Why.DECIDED)
    return [followed(ids, one.book.portfolio, why) for one in books]


def _none(size: int) -> "pd.Series[str]":
    return pd.Series(pd.NA, index=range(size), dtype="str")


def _values(portfolio: Portfolio) -> Numbers:
    return np.asarray(portfolio.frame["value"].to_numpy("float64", na_value=np.nan))
