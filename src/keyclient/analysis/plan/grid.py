"""What is to be done with whom: the grid of value and potential."""

import numpy as np

from keyclient.analysis.common.evidence.arrays import ABSENT, Flags, Ints
from keyclient.analysis.common.evidence.books import RiskBooks, taken
from keyclient.analysis.common.evidence.columns import numbers
from keyclient.analysis.common.evidence.wallets import wallets
from keyclient.analysis.common.evidence.worth import known_values
from keyclient.analysis.common.exact_sum import exact_sum
from keyclient.analysis.common.risers import STATES, risers
from keyclient.analysis.plan.result import GridCell
from keyclient.policy.models import Policy

CELLS = ("keep", "win", "ask", "grow", "serve")


def cells_of(books: RiskBooks, policy: Policy, *, large: Flags, growing: Flags) -> Ints:
    """The cell of each customer of the newest book, a place in `CELLS` (int64); `ABSENT` where her value is blank.

    `large`: the key customers; `growing`: those near a tier or on the rise. A large customer is kept from `plan.wallet` of
    her wallet on, also if she has nothing elsewhere; is to be won below it; and is asked where what she has elsewhere is not
    known. A small one grows or is served cheaply.
    """
    own = wallets(books, books.newest)
    is_kept = own.at_least(policy.plan.wallet) | np.equal(own.elsewhere, 0)
    cases = (large & is_kept, large & own.known, large, growing)
    found = np.select(cases, [CELLS.index(name) for name in CELLS[:-1]], CELLS.index("serve"))
    return np.where(np.isnan(books.values(books.newest)), ABSENT, found)


def rising(books: RiskBooks, policy: Policy) -> Flags:
    """Which customers of the newest book are on the rise, as `compare` says of those whose rise is possible or confirmed.

    Nobody with fewer than `compare.possible_books` books, or where it is not known of when a book is, or two are of one day.
    """
    now = books.newest
    if not books.is_dated or now + 1 < policy.compare.possible_books:
        return np.zeros(len(books.books[now].portfolio.frame), dtype=bool)
    values = [taken(books.values(older), books.before(now, older), np.nan) for older in range(now)]
    days = np.array([float(book.portfolio.as_of.toordinal()) for book in books.books])
    if (np.diff(days) <= 0).any():
        return np.zeros(len(books.values(now)), dtype=bool)
    found = risers(days, np.column_stack([*values, books.values(now)]), policy.compare)
    return np.less_equal(found.state, STATES.index("possible"))


def grid(books: RiskBooks, cells: Ints) -> tuple[GridCell, ...]:
    """The customers of each cell, all five; effort is what the book knows of, None without such a column."""
    values = known_values(books)
    portfolio = books.books[books.newest].portfolio
    effort = np.nan_to_num(numbers(portfolio, "effort")) if "effort" in portfolio.frame else None
    return tuple(
        GridCell(
            cell=name,
            customers=int(np.count_nonzero(inside)),
            value=books.measure.amount(exact_sum(values[inside])),
            effort=None if effort is None else exact_sum(effort[inside]),
        )
        for name, inside in ((name, np.equal(cells, place)) for place, name in enumerate(CELLS))
    )
