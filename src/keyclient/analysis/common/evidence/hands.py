"""In whose hands the customers are: every manager of the newest book with what she looks after."""

from dataclasses import dataclass
from functools import cached_property

import numpy as np
import pandas as pd

from keyclient.analysis.common.evidence.books import Flags, Ints, Numbers, RiskBooks
from keyclient.analysis.common.evidence.worth import in_whole_units
from keyclient.analysis.common.exact_sum import exact_sum
from keyclient.analysis.common.in_groups import in_parts
from keyclient.analysis.common.seats_there import NOBODY, homes
from keyclient.metrics.exact_shares import Number
from keyclient.model.portfolio import Portfolio

_WHOSE = ("manager", "branch")


@dataclass(frozen=True, eq=False)
class Hands:
    """The managers of a book by number, in the order of their names, and whom they look after.

    One entry for each customer, manager and branch: who has rows with several managers counts with each of them, with the
    money of the manager's own rows.
    """

    names: tuple[str, ...]
    branches: tuple[str, ...]
    customer: Ints
    """The position of the customer in the frame of the book."""
    manager: Ints
    """The number of the manager, or `NOBODY`."""
    branch: Ints
    key: Flags
    """Whether it is a key customer."""
    value: Numbers
    """What she has there; 0 where blank."""
    has_assistant: Flags | None
    """Whether there is a second manager; None where the book has no such column."""

    @property
    def positive(self) -> Numbers:
        """What she has there where that is positive, else 0."""
        return np.maximum(self.value, 0)

    @cached_property
    def key_customers(self) -> Ints:
        """How many key customers each manager has."""
        return np.array([self.customers(self.of(manager)) for manager in range(len(self.names))], np.int64)

    def customers(self, entries: Ints) -> int:
        """How many customers some entries are about."""
        return len(np.unique(self.customer[entries]))

    @cached_property
    def home(self) -> Ints:
        """The branch of each manager: where most of her key customers are, then most of all; `NOBODY` if none is named."""
        return homes(len(self.names), self.manager, self.branch, self.key)

    def branch_name(self, number: int) -> str | None:
        """What a branch is called."""
        return None if number == NOBODY else self.branches[number]

    def of(self, manager: int) -> Ints:
        """The entries of the key customers of a manager, or of nobody."""
        return self._places[manager]

    @cached_property
    def _places(self) -> dict[int, Ints]:
        key = np.flatnonzero(self.key)
        order = key[np.argsort(self.manager[key], kind="stable")]
        numbers = range(NOBODY, len(self.names))
        starts = np.searchsorted(self.manager[order], [*numbers, len(self.names)])
        return {
            number: order[start:end]
            for number, start, end in zip(numbers, starts[:-1], starts[1:], strict=True)
        }

    def inside(self, entries: Ints, branch: int) -> Number:
        """The positive value of some entries in a branch; under `NOBODY` of those whose branch is not named."""
        return exact_sum(self.positive[entries[self.branch[entries] == branch]])

    @cached_property
    def totals(self) -> dict[int, Number]:
        """The positive value of the key customers of each branch."""
        key = pd.Series(self.positive[self.key]).groupby(self.branch[self.key])
        return {int(str(branch)): exact_sum(own.to_numpy()) for branch, own in key}


def hands(books: RiskBooks) -> Hands:
    """Who looks after whom in the newest book."""
    now = books.newest
    portfolio = books.books[now].portfolio
    parts = in_parts(portfolio, [name for name in _WHOSE if name in portfolio.frame])
    customer = pd.Index(portfolio.frame["row"]).get_indexer(pd.Index(parts["row"]))
    manager, names = _numbered(parts, "manager")
    branch, branches = _numbered(parts, "branch")
    value = in_whole_units(np.nan_to_num(books.in_units(now, parts["value"]), nan=0.0), books)
    return Hands(
        names,
        branches,
        customer,
        manager,
        branch,
        books.key(now)[customer],
        value,
        _assisted(portfolio, parts),
    )


def _numbered(frame: pd.DataFrame, name: str) -> tuple[Ints, tuple[str, ...]]:
    if name not in frame:
        return np.full(len(frame), NOBODY, dtype=np.int64), ()
    codes, names = pd.factorize(frame[name].astype("object"), sort=True)
    return np.asarray(codes, dtype=np.int64), tuple(str(one) for one in names)


def _assisted(portfolio: Portfolio, parts: pd.DataFrame) -> Flags | None:
    if "assistant" not in portfolio.frame:
        return None
    by = [name for name in _WHOSE if name in portfolio.frame]
    second = in_parts(portfolio, by, ["assistant"])
    assisted = second[second["assistant"].notna()]
    keys = ["row", *by]
    return pd.MultiIndex.from_frame(parts[keys]).isin(pd.MultiIndex.from_frame(assisted[keys]))
