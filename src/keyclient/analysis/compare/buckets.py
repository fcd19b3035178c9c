"""The one bucket of each customer between two books in a row, and what the buckets hold."""

from dataclasses import dataclass
from enum import StrEnum

import numpy as np
from numpy.typing import NDArray

from keyclient.analysis.common.exact_sum import exact_sum
from keyclient.analysis.compare.panel import Flags, Numbers, Panel
from keyclient.metrics.exact_shares import Number
from keyclient.model.label import Label


class Bucket(StrEnum):
    """What became of a customer between two books; the first that fits counts."""

    NEW = "new"
    """In no earlier book."""
    RETURNED = "returned"
    """Not in the book before, but in an older one."""
    LOST = "lost"
    """In the book before, not in this one."""
    EMPTIED = "emptied"
    """Listed, worth nothing or less; was worth something."""
    TRANSFERRED = "transferred"
    """No longer here, but in another branch of the same run."""
    PROMOTED = "promoted"
    """In a better tier."""
    DEMOTED = "demoted"
    """In a worse tier."""
    STAYED = "stayed"
    """In the same tier."""


BUCKET_LABELS = {
    Bucket.NEW: Label("new", "新增"),
    Bucket.RETURNED: Label("returned", "回归"),
    Bucket.LOST: Label("lost", "流失"),
    Bucket.EMPTIED: Label("emptied", "清空"),
    Bucket.TRANSFERRED: Label("transferred", "转出"),
    Bucket.PROMOTED: Label("promoted", "升级"),
    Bucket.DEMOTED: Label("demoted", "降级"),
    Bucket.STAYED: Label("stayed", "未变层级"),
}
ORDER = tuple(Bucket)
NOWHERE = -1
"""The bucket of a customer who is in neither book."""


@dataclass(frozen=True)
class Moves:
    """What became of every customer of a panel between two books in a row."""

    before: int
    """The number of the earlier book in the panel; the later is the next one."""
    bucket: NDArray[np.int8]
    """The place in `ORDER`, or `NOWHERE`."""
    opening: Numbers
    """The value in the earlier book; 0 where not listed or blank."""
    closing: Numbers

    @property
    def change(self) -> Numbers:
        """The whole change of each customer."""
        return np.subtract(self.closing, self.opening)

    def of(self, bucket: Bucket) -> Flags:
        """The customers in a bucket."""
        return np.equal(self.bucket, ORDER.index(bucket))


def moves(panel: Panel, before: int, elsewhere: Flags | None = None) -> Moves:
    """The bucket of every customer between book `before` and the next one.

    `elsewhere`: who is in another branch of the same run now; None: nobody is known to be. A blank value counts as
    nothing, so that a customer whose value is no longer filled in is emptied.
    """
    now = before + 1
    there, here = panel.present[before], panel.present[now]
    opening, closing = panel.values[before], panel.values[now]
    was, own = panel.places[before], panel.places[now]
    seen = panel.present[:before].any(axis=0)
    gone = there & ~here
    moved = gone & elsewhere if elsewhere is not None else np.zeros_like(gone)
    both = there & here
    fits = {
        Bucket.NEW: here & ~there & ~seen,
        Bucket.RETURNED: here & ~there & seen,
        Bucket.LOST: gone & ~moved,
        Bucket.EMPTIED: both & (opening > 0) & (closing <= 0),
        Bucket.TRANSFERRED: moved,
        Bucket.PROMOTED: both & (own < was),
        Bucket.DEMOTED: both & (own > was),
        Bucket.STAYED: both,
    }
    found = np.select([fits[bucket] for bucket in ORDER], list(range(len(ORDER))), NOWHERE).astype(np.int8)
    return Moves(before, found, opening, closing)


@dataclass(frozen=True)
class Held:
    """How many customers a bucket holds, and their whole change."""

    customers: int
    change: Number


def held(moves: Moves) -> dict[Bucket, Held]:
    """What each bucket holds; all eight, empty ones too. The changes add up to closing minus opening, to the unit."""
    found = {}
    for bucket in ORDER:
        inside = moves.of(bucket)
        found[bucket] = Held(int(inside.sum()), exact_sum(moves.change[inside]))
    return found
