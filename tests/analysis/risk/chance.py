"""Series of books by chance alone: nothing in a book says what a customer does until the next."""

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from typing import Any

import numpy as np
import pandas as pd
from numpy.random import Generator, default_rng
from numpy.typing import NDArray

from keyclient.analysis.common.evidence.books import RiskBooks, risk_books
from keyclient.model.portfolio import Portfolio
from keyclient.policy.models import Policy
from tests.analysis.books import AUM
from tests.analysis.risk.held import MONTH_ENDS

Numbers = NDArray[Any]
"""One row a book, one column a customer."""

TIERS = (
    {"name": "platinum", "floor": 1_000_000},
    {"name": "gold", "floor": 300_000},
    {"name": "iron"},
)
POLICY = Policy.model_validate({"tier": {"tiers": TIERS}})
_MANAGERS = [f"m{number:02}" for number in range(12)]


def _levels(chance: Generator, customers: int) -> Numbers:
    return np.asarray(np.exp(chance.normal(13, 0.9, customers)))


def about_a_level(chance: Generator, books: int, customers: int) -> Numbers:
    """Every month drawn anew about the customer's own level."""
    return _levels(chance, customers) * np.exp(chance.normal(0, 0.3, (books, customers)))


def random_walk(chance: Generator, books: int, customers: int) -> Numbers:
    """Every month a step up or down from where she was."""
    steps = chance.normal(0, 0.25, (books, customers)).cumsum(axis=0)
    return np.asarray(_levels(chance, customers) * np.exp(steps))


def rare_falls(chance: Generator, books: int, customers: int) -> Numbers:
    """The same for months, until one day half is gone."""
    falls = chance.random((books, customers)) < 0.08
    return _levels(chance, customers) * np.cumprod(np.where(falls, 0.5, 1.0), axis=0)


def departures(chance: Generator, books: int, customers: int) -> Numbers:
    """Some leave every month, and nobody comes back; the others move a little."""
    left = (chance.random((books, customers)) < 0.06).cumsum(axis=0) > 0
    near = _levels(chance, customers) * np.exp(chance.normal(0, 0.05, (books, customers)))
    return np.where(left, np.nan, near)


def restless_and_calm(chance: Generator, books: int, customers: int) -> Numbers:
    """About a level; the one moves much, the other hardly."""
    spread = chance.choice([0.05, 0.15, 0.5], customers)
    noise = chance.normal(0, 1, (books, customers)) * spread
    return np.asarray(_levels(chance, customers) * np.exp(noise))


def few_very_large(chance: Generator, books: int, customers: int) -> Numbers:
    """Levels of a Pareto distribution, every month drawn anew about them."""
    levels = 150_000 * (1 + chance.pareto(1.2, customers))
    return np.asarray(levels * np.exp(chance.normal(0, 0.3, (books, customers))))


def drawn_anew(chance: Generator, books: int, customers: int) -> Numbers:
    """Every month anything, whatever it was before."""
    return np.asarray(chance.uniform(0, 2_000_000, (books, customers)))


def sums_of_steps(chance: Generator, books: int, customers: int) -> Numbers:
    """A random walk by amounts, not by shares: a small customer falls by a share more easily. Nobody goes below nothing."""
    steps = chance.normal(0, 120_000, (books, customers)).cumsum(axis=0)
    return np.asarray(np.maximum(_levels(chance, customers) + steps, 0))


VALUES: Mapping[str, Callable[[Generator, int, int], Numbers]] = {
    course.__name__: course
    for course in (
        about_a_level,
        random_walk,
        rare_falls,
        departures,
        restless_and_calm,
        few_very_large,
        drawn_anew,
        sums_of_steps,
    )
}
"""How what customers are worth may go over time, by name. Whoever is worth nothing (NaN) has left."""


def by_chance(
    course: str, seed: int, *, books: int = 6, customers: int = 400, keeps: float = 0.5
) -> RiskBooks:
    """Such books. `keeps`: the share of customers whose other cells stay as they are from month to month."""
    chance = default_rng(seed)
    values = VALUES[course](chance, books, customers)
    cells = _months(chance, books, customers, keeps)
    return _books(values, cells)


SIGNS = ("complaint", "one_product", "no_owner", "manager_changed")
"""Reasons that may be planted."""


def _points_to(reason: str, now: pd.DataFrame, before: pd.DataFrame) -> Numbers:
    """Whom the cells of a month and of the month before give a reason for."""
    signs = {
        "complaint": now["complaints"] > 0,
        "one_product": now["products"] == 1,
        "no_owner": now["manager"].isna(),
        "manager_changed": now["manager"].notna()
        & before["manager"].notna()
        & (now["manager"] != before["manager"]),
    }
    return signs[reason].to_numpy(dtype=bool)


def planted(reason: str, seed: int, *, books: int = 6, customers: int = 400) -> RiskBooks:
    """Books in which a reason comes true: by the next month half of her value is gone for one in five, else for one in twenty."""
    chance = default_rng(seed)
    cells = _months(chance, books, customers, keeps=0.5)
    value = _levels(chance, customers)
    values = [value]
    for before, now in zip([cells[0], *cells], cells[:-1], strict=False):
        likely = np.where(_points_to(reason, now, before), 0.2, 0.05)
        value = value * np.where(chance.random(customers) < likely, 0.5, 1.0)
        values.append(value)
    return _books(np.vstack(values), cells)


def _months(chance: Generator, books: int, customers: int, keeps: float) -> list[pd.DataFrame]:
    """The other cells of every month."""
    kept = pd.Series(chance.random(customers) < keeps)
    months: list[pd.DataFrame] = []
    for day in MONTH_ENDS[:books]:
        drawn = _cells(chance, day, customers)
        months.append(drawn.where(~kept, months[-1]) if months else drawn)
    return months


def _books(values: Numbers, cells: Sequence[pd.DataFrame]) -> RiskBooks:
    months = zip(MONTH_ENDS, values, cells, strict=False)
    return risk_books([_portfolio(day, value, drawn) for day, value, drawn in months], POLICY)


def _cells(chance: Generator, day: dt.date, customers: int) -> pd.DataFrame:
    def some(share: float, names: list[str]) -> "pd.Series[Any]":
        drawn = pd.Series(chance.choice(names, customers), dtype="str")
        return drawn.mask(pd.Series(chance.random(customers) >= share))

    def days(least: int, most: int) -> "pd.Series[Any]":
        ago = pd.to_timedelta(pd.Series(chance.integers(least, most, customers)), unit="D")
        return (pd.Timestamp(day) - ago).astype("datetime64[s]")

    level = _levels(chance, customers)
    return pd.DataFrame(
        {
            "manager": some(0.9, _MANAGERS),
            "competitor": some(0.2, ["other bank"]),
            "source": some(0.8, ["connections", "seminar", "telephone"]),
            "book_tier": some(0.5, ["platinum", "gold", "iron"]),
            "last_contact": days(0, 200),
            "maturity_date": days(-120, 0),
            "complaints": pd.Series(chance.poisson(0.2, customers), dtype="Int64"),
            "products": pd.Series(chance.integers(1, 5, customers), dtype="Int64"),
            "maturity_amount": _fen(level * 0.6),
            "potential": _fen(level),
        }
    )


def _portfolio(day: dt.date, value: Numbers, cells: pd.DataFrame) -> Portfolio:
    frame = cells.assign(
        row=np.arange(2, len(value) + 2),
        customer_id=pd.Series([f"c{number}" for number in range(len(value))], dtype="str"),
        value=_fen(value),
        aum=_fen(value),
        open_date=pd.Series(pd.Timestamp(2015, 1, 1), index=cells.index).astype("datetime64[s]"),
    )
    return Portfolio(frame[~np.isnan(value)].reset_index(drop=True), day, (), AUM)


def _fen(yuan: Numbers) -> "pd.Series[Any]":
    whole = pd.Series(np.round(np.nan_to_num(yuan) * 100)).astype("Int64")
    return whole.mask(np.isnan(yuan))
