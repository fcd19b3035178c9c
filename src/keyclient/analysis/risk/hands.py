"""In whose hands the key customers are: every manager of the newest book with what she looks after."""

from dataclasses import dataclass
from functools import cached_property

import numpy as np
import pandas as pd

from keyclient.analysis.common.exact_sum import exact_sum
from keyclient.analysis.risk.books import Flags, Ints, Numbers, RiskBooks
from keyclient.analysis.risk.worth import known_values, positive_values
from keyclient.metrics.exact_shares import Number, share_of

NOBODY = -1
"""The manager of customers without one; the branch of customers whose book names none."""


@dataclass(frozen=True, eq=False)
class Hands:
    """The managers of a book by number, in the order of their names, and the customers of the book: one entry each."""

    names: tuple[str, ...]
    branches: tuple[str, ...]
    manager: Ints
    """The number of each customer's manager, or `NOBODY`."""
    branch: Ints
    key: Flags
    value: Numbers
    positive: Numbers
    has_assistant: Flags | None
    """Whether each customer has a second manager; None where the book has no such column."""

    @cached_property
    def key_customers(self) -> Ints:
        """How many key customers each manager has."""
        return self._counted(self.key)

    @cached_property
    def home(self) -> Ints:
        """The branch of each manager: where most of her key customers are, then most of all; `NOBODY` if none is named."""
        pairs = pd.DataFrame({"manager": self.manager, "branch": self.branch, "key": self.key, "all": 1})
        named = pairs[(pairs["manager"] != NOBODY) & (pairs["branch"] != NOBODY)]
        counts = named.groupby(["manager", "branch"], sort=True)[["key", "all"]].sum().reset_index()
        most = counts.sort_values(["key", "all"], ascending=False, kind="stable").drop_duplicates("manager")
        home = np.full(len(self.names), NOBODY, dtype=np.int64)
        home[most["manager"].to_numpy()] = most["branch"].to_numpy()
        return home

    def branch_name(self, number: int) -> str | None:
        """What a branch is called."""
        return None if number == NOBODY else self.branches[number]

    def of(self, manager: int) -> Ints:
        """The positions of the key customers of a manager, or of nobody."""
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

    def share_of_branch(self, manager: int) -> float | None:
        """Her part of the positive value of all key customers of her branch; of the book where it names none."""
        branch = NOBODY if manager == NOBODY else int(self.home[manager])
        own = self.of(manager)
        inside = own if branch == NOBODY else own[self.branch[own] == branch]
        return share_of(exact_sum(self.positive[inside]), self._totals[branch])

    @cached_property
    def _totals(self) -> dict[int, Number]:
        """The positive value of the key customers of each branch; under `NOBODY` that of all."""
        key = pd.Series(self.positive[self.key]).groupby(self.branch[self.key])
        by_branch = {int(str(branch)): exact_sum(own.to_numpy()) for branch, own in key}
        return by_branch | {NOBODY: exact_sum(self.positive[self.key])}

    def _counted(self, flags: Flags) -> Ints:
        owned = flags & (self.manager != NOBODY)
        return np.bincount(self.manager[owned], minlength=len(self.names))


def hands(books: RiskBooks) -> Hands:
    """Who looks after whom in the newest book."""
    now = books.newest
    frame = books.books[now].portfolio.frame
    manager, names = _numbered(frame, "manager")
    branch, branches = _numbered(frame, "branch")
    return Hands(
        names,
        branches,
        manager,
        branch,
        books.key(now),
        known_values(books),
        positive_values(books),
        _assisted(frame),
    )


def _numbered(frame: pd.DataFrame, name: str) -> tuple[Ints, tuple[str, ...]]:
    if name not in frame:
        return np.full(len(frame), NOBODY, dtype=np.int64), ()
    codes, names = pd.factorize(frame[name].astype("object"), sort=True)
    return np.asarray(codes, dtype=np.int64), tuple(str(one) for one in names)


def _assisted(frame: pd.DataFrame) -> Flags | None:
    return frame["assistant"].notna().to_numpy(dtype=bool) if "assistant" in frame else None
