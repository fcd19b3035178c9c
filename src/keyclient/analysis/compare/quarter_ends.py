"""Balances that stand out at the end of a quarter and are gone in the next book."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
import pandas as pd

from keyclient.analysis.common.lazy_rows import LazyRows, ListSource
from keyclient.analysis.common.snapshot import Snapshot
from keyclient.analysis.compare.fen import yuan_of
from keyclient.analysis.compare.panel import ABSENT, Flags, Ints, Numbers, Panel
from keyclient.analysis.compare.scopes import CUSTOMER, WHOLE
from keyclient.analysis.compare.timeline import are_neighbours, ends_quarter
from keyclient.model.measure import Amount, MeasureKind
from keyclient.model.measure_fields import AVERAGES, FLOWS
from keyclient.policy.parts.compare import ComparePolicy


@dataclass(frozen=True, slots=True)
class QuarterEnd:
    """Customers whose balance stood out at the end of a quarter: all, those of a manager, or one."""

    period: str
    """The book of that day."""
    scope: str
    """`whole`, `manager` or `customer`."""
    manager: str | None
    """As of that book; None: the whole, or a blank cell."""
    customer_id: str | None
    row: int | None
    """In the newest book; None: no longer listed, or not one customer."""
    customers: int
    of: int
    """All customers with a balance in that book and in those beside it."""
    before: Amount
    """In the book before."""
    point: Amount
    """At the end of the quarter."""
    after: Amount
    """In the next book."""
    excess: Amount
    """What the balance is above the higher of the other two."""


@dataclass(frozen=True)
class _QuarterEnd:
    """The balances of all customers at the end of a quarter, in the book before and in the next one."""

    period: str
    sides: tuple[Numbers, Numbers, Numbers]
    known: Flags
    stands_out: Ints
    """The places of those whose balance stands out, the largest excess first."""
    managers: "pd.Series"
    rows: Ints
    ids: "pd.Index"

    def row(self, scope: str, places: Ints, of: int, manager: str | None) -> QuarterEnd:
        """Some of those who stand out, as one row."""
        before, point, after = (side[places] for side in self.sides)
        sums = (before, point, after, _excess(before, point, after))
        told = [yuan_of(int(side.sum())) for side in sums]
        only = int(places[0]) if scope == CUSTOMER else None
        return QuarterEnd(
            self.period,
            scope,
            manager or None,
            None if only is None else str(self.ids[only]),
            None if only is None or self.rows[only] == ABSENT else int(self.rows[only]),
            len(places),
            of,
            *told,
        )


def quarter_ends(panel: Panel, names: Sequence[str], policy: ComparePolicy) -> LazyRows[QuarterEnd]:
    """Every end of a quarter with a book of the month before and after it: the whole, managers and customers.

    The largest excess comes first.

    A balance stands out if it is above both others by more than `spike`, and the next book is lower by `given_back` of
    the rise or more. Of balances in yuan at a date; averages and what is earned over a time have no such day. `names`:
    what the books are called.
    """
    inner = range(1, len(panel.books) - 1) if _is_balance(panel) else ()
    found = (
        _quarter_end(panel, names[book], book, policy) for book in inner if _shows_a_peak(panel.books, book)
    )
    return LazyRows(QuarterEnd, ListSource([row for one in found for row in _rows(one)]))


def _shows_a_peak(books: Sequence[Snapshot], book: int) -> bool:
    """Whether a book is that of the end of a quarter, between books near enough to tell a day from months of growth."""
    before, after = pairwise(books[book - 1 : book + 2])
    return ends_quarter(books[book]) and are_neighbours(*before) and are_neighbours(*after)


def _is_balance(panel: Panel) -> bool:
    own = set(panel.measure.columns)
    return panel.measure.kind is MeasureKind.MONEY and not own & {*FLOWS, *AVERAGES.values()}


def _quarter_end(panel: Panel, name: str, book: int, policy: ComparePolicy) -> _QuarterEnd:
    before, point, after = (panel.values[place] for place in (book - 1, book, book + 1))
    known = np.logical_and.reduce(panel.known[book - 1 : book + 2])
    higher = np.maximum(before, after)
    stands_out = known & (point > 0) & (point > (1 + policy.spike) * higher)
    stands_out &= np.subtract(point, after) >= policy.given_back * np.subtract(point, before)
    places = np.flatnonzero(stands_out)
    excess = _excess(before, point, after)[places]
    return _QuarterEnd(
        name,
        (before, point, after),
        known,
        places[np.lexsort((places, -excess))],
        panel.texts(book, "manager").fillna(""),
        panel.rows(len(panel.books) - 1),
        panel.ids,
    )


def _excess(before: Numbers, point: Numbers, after: Numbers) -> Numbers:
    return np.subtract(point, np.maximum(before, after))


def _rows(found: _QuarterEnd) -> Iterator[QuarterEnd]:
    if not len(found.stands_out):
        return
    yield found.row(WHOLE, found.stands_out, int(found.known.sum()), None)
    managers = found.managers.to_numpy(dtype=object)
    if found.managers.ne("").any():
        of = Counter(managers[found.known])
        told = [
            found.row("manager", found.stands_out[managers[found.stands_out] == name], of[name], name)
            for name in sorted(set(managers[found.stands_out]))
        ]
        yield from sorted(told, key=lambda row: -row.excess)
    for place in found.stands_out:
        yield found.row(CUSTOMER, np.array([place]), 1, managers[place])
