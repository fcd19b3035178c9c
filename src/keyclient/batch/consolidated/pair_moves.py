"""What moved between some books of one branch and those before them, in the units of their measure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
import pandas as pd

from keyclient.analysis.common.exact_sum import exact_sum
from keyclient.analysis.common.snapshot import Snapshot
from keyclient.analysis.compare.buckets import ORDER, Bucket, Moves, moves
from keyclient.analysis.compare.panel import Flags, Panel, make_panel
from keyclient.batch.record.kept_customers import KeptCustomers
from keyclient.batch.record.moves import BUCKETS, TRANSFERRED_IN, TRANSFERRED_OUT
from keyclient.metrics.exact_shares import Number


@dataclass(frozen=True, eq=False)
class BookPair:
    """Books of one branch and those that they are compared with."""

    now: tuple[KeptCustomers, ...]
    before: tuple[KeptCustomers, ...]


@dataclass(frozen=True)
class PairMoves:
    """What moved between two sets of books, in the units of the measure."""

    opening: Number
    closing: Number
    customers: tuple[int, int]
    buckets: Mapping[str, tuple[int, Number]]
    unfollowed: tuple[Number, Number]

    @staticmethod
    def of(pair: BookPair, left: frozenset[str], elsewhere: frozenset[str]) -> "PairMoves":
        """What moved: `left` are those who have left another branch, `elsewhere` those who are in one now."""
        panel = make_panel([_joined(pair.before), _joined(pair.now)])
        step = moves(panel, 0, _among(panel, elsewhere))
        arrived = step.of(Bucket.NEW) & _among(panel, left)
        return PairMoves(
            exact_sum(step.opening),
            exact_sum(step.closing),
            (int(panel.present[0].sum()), int(panel.present[1].sum())),
            {bucket: _held(step, flags) for bucket, flags in _flags(step, arrived).items()},
            (_unfollowed(panel, 0), _unfollowed(panel, 1)),
        )


def _flags(step: Moves, arrived: Flags) -> dict[str, Flags]:
    found = {bucket.value: step.of(bucket) for bucket in ORDER}
    found[TRANSFERRED_OUT] = found.pop(Bucket.TRANSFERRED.value)
    found[TRANSFERRED_IN] = arrived
    found[Bucket.NEW.value] = found[Bucket.NEW.value] & ~arrived
    return {bucket: found[bucket] for bucket in BUCKETS}


def _held(step: Moves, flags: Flags) -> tuple[int, Number]:
    return int(flags.sum()), exact_sum(step.change[flags])


def _among(panel: Panel, ids: frozenset[str]) -> Flags:
    return np.asarray(panel.ids.isin(list(ids)), dtype=bool)


def _joined(books: Sequence[KeptCustomers]) -> Snapshot:
    """Several lists as one, with the floors of the largest."""
    largest = max(books, key=lambda book: len(book.book.frame)).book
    if len(books) == 1:
        return largest
    aside = [book.book.aside for book in books if book.book.aside is not None]
    return replace(
        largest,
        frame=pd.concat([book.book.frame for book in books], ignore_index=True),
        aside=pd.concat(aside, ignore_index=True) if aside else None,
        rounded=frozenset().union(*(book.book.rounded for book in books)),
    )


def _unfollowed(panel: Panel, book: int) -> Number:
    return exact_sum(panel.worth(book)[~panel.followed(book)])
