"""What a book says of its day against what a later one says of the same day: its balance less its own change since then."""

from collections.abc import Iterator, Sequence

import numpy as np

from keyclient.analysis.common.exact_sum import exact_sum
from keyclient.analysis.common.snapshot import Snapshot
from keyclient.analysis.compare.fen import yuan_of
from keyclient.analysis.compare.panel import Numbers, Panel
from keyclient.analysis.compare.timeline import closes
from keyclient.model.amount_words import amount_words
from keyclient.model.contract import Contract
from keyclient.model.fields import fields
from keyclient.model.issue import Issue
from keyclient.model.measure import Amount
from keyclient.model.rules.restated import BalancesRestated
from keyclient.model.since import CHANGES, Since

_UNDATED = (Since.MONTH, Since.PERIOD, None)
"""Changes that are since the book before where dates do not say more."""


_ENOUGH = 60
"""Amounts that do not all end in the same zeros by accident."""


class RestatedCustomer(Contract):
    """One customer of whom the later book says something else."""

    customer_id: str
    row: int
    """In the later book."""
    told: Amount
    """The balance in the book of the day."""
    restated: Amount
    """The balance of that day by the later book."""


class Restated(Contract):
    """Two books that both say what the balances of one day were."""

    period: str
    """The book of that day."""
    by: str
    """The later book."""
    column: str
    """`aum` or `deposits`."""
    compared: int
    """Customers with the balance in both books and the change in the later one."""
    customers: int
    """Those of whom the books differ by more than rounding."""
    difference: Amount
    """What the later book says more, added up."""
    largest: tuple[RestatedCustomer, ...]
    """The largest differences."""


def restated(panel: Panel, names: Sequence[str], most: int) -> tuple[Restated, ...]:
    """Every pair of books that a change spans exactly, by the later book; equal ones too.

    `names`: what the books are called; `most`: how many customers are listed of each pair.
    """
    pairs = (
        _pair(panel, names, (day, later), column, most)
        for later in range(1, len(panel.books))
        for column in CHANGES
        if (day := _spanned(panel.books, later, column)) is not None
    )
    return tuple(pair for pair in pairs if pair.compared)


def _spanned(books: Sequence[Snapshot], later: int, column: str) -> int | None:
    """The book of the day since which a later one has changes; None where there is none, or columns are missing."""
    book = books[later]
    if CHANGES[column] not in book.frame or column not in book.frame:
        return None
    since = book.change_since.get(CHANGES[column])
    day = None if since is None or not book.is_dated else since.opening(book.as_of)
    if day is None or not all(one.is_dated for one in books):
        found = later - 1 if since in _UNDATED else None
    else:
        found = next((at for at in reversed(range(later)) if closes(books[at], day)), None)
    return found if found is not None and column in books[found].frame else None


def _pair(panel: Panel, names: Sequence[str], pair: tuple[int, int], column: str, most: int) -> Restated:
    day, later = pair
    told = panel.numbers(day, column)
    says = np.subtract(panel.numbers(later, column), panel.numbers(later, CHANGES[column]))
    known = panel.has(day, column) & panel.has(later, column) & panel.has(later, CHANGES[column])
    stated = (told, panel.numbers(later, column), panel.numbers(later, CHANGES[column]))
    step = _step(np.concatenate([side[known] for side in stated]))
    apart = np.where(known & (np.abs(says - told) > step), says - told, 0)
    return Restated(
        period=names[day],
        by=names[later],
        column=column,
        compared=int(known.sum()),
        customers=int(np.count_nonzero(apart)),
        difference=yuan_of(exact_sum(apart)),
        largest=tuple(_largest(panel, later, told, apart, most)),
    )


def _step(amounts: Numbers) -> int:
    """What rounding may bring about: a fen, or one of the last place that the books show, 0.01 of 万元 or a whole yuan."""
    common = int(np.gcd.reduce(np.abs(amounts))) if len(amounts) >= _ENOUGH else 1
    step = 1
    while common and common % (10 * step) == 0:
        step *= 10
    return step


def _largest(
    panel: Panel, later: int, told: Numbers, apart: Numbers, most: int
) -> Iterator[RestatedCustomer]:
    who = np.flatnonzero(apart)
    rows = panel.rows(later)
    for place in who[np.lexsort((who, -np.abs(apart[who])))][:most]:
        yield RestatedCustomer(
            customer_id=str(panel.ids[place]),
            row=int(rows[place]),
            told=yuan_of(told[place]),
            restated=yuan_of(told[place] + apart[place]),
        )


def restated_issues(found: Sequence[Restated]) -> Iterator[Issue]:
    """One for each two books that differ."""
    for one in found:
        if one.customers:
            yield BalancesRestated(
                field=one.column,
                field_name=fields()[one.column].column.label,
                book=one.by,
                period=one.period,
                count=one.customers,
                of=one.compared,
                difference=amount_words(one.difference),
            )
