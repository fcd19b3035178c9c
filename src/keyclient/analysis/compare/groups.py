"""What moved in every branch, at every manager or in another group: each with the money of its own rows."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

import numpy as np
import pandas as pd

from keyclient.analysis.common.exact_sum import exact_sum
from keyclient.analysis.common.group_names import called_as_last
from keyclient.analysis.common.snapshot import Snapshot
from keyclient.analysis.compare.buckets import ORDER, Bucket, Held, Moves
from keyclient.analysis.compare.panel import ABSENT, Flags, Ints, Numbers, Panel
from keyclient.analysis.compare.result import BucketTotal, GroupMoves
from keyclient.metrics.exact_shares import Number

TRANSFERRED_IN, TRANSFERRED_OUT = "transferred_in", "transferred_out"
GROUP_BUCKETS = (
    Bucket.NEW.value,
    Bucket.RETURNED.value,
    TRANSFERRED_IN,
    Bucket.LOST.value,
    Bucket.EMPTIED.value,
    TRANSFERRED_OUT,
    Bucket.PROMOTED.value,
    Bucket.DEMOTED.value,
    Bucket.STAYED.value,
)
"""The buckets of a group: a customer of both books who stands in another group now was transferred."""
PLACES = np.asarray(
    [
        GROUP_BUCKETS.index(TRANSFERRED_OUT if bucket is Bucket.TRANSFERRED else bucket.value)
        for bucket in ORDER
    ]
)
"""The place among the buckets of groups of each bucket of the whole."""


@dataclass(frozen=True)
class _Parts:
    """Customers in their groups in either book, one entry a customer and group."""

    group: Ints
    """The place of the group among the names."""
    bucket: Ints
    there: Flags
    """Whether the customer was in the group in the book before."""
    here: Flags
    opening: Numbers
    closing: Numbers


def group_moves(panel: Panel, moves: Moves) -> tuple[GroupMoves, ...] | None:
    """One entry a group that has customers who can be followed, largest change first, then by name, blank last.

    None where the books have no groups.
    """
    older, newer = panel.books[moves.before], panel.books[moves.before + 1]
    if older.groups is None or newer.groups is None:
        return None
    called = called_as_last(older.groups["group"], newer.groups["group"])
    names = by_name(called.values())
    parts = _parts(panel, moves, {own: names.index(name) for own, name in called.items()})
    there = np.unique(parts.group)
    found = [_group(panel, names[place] or None, parts, parts.group == place) for place in there]
    return largest_first(found)


def largest_first(groups: Iterable[GroupMoves]) -> tuple[GroupMoves, ...]:
    """Groups that come by name, in the order in which they are told."""
    return tuple(sorted(groups, key=lambda group: -abs(group.closing - group.opening)))


def by_name(names: Iterable[str]) -> list[str]:
    """The names of groups, once each, the blank one last."""
    return sorted(set(names), key=lambda name: (not name, name))


def _parts(panel: Panel, moves: Moves, places: Mapping[str, int]) -> _Parts:
    before = _held(panel, moves.before, places).rename(columns={"value": "before"})
    now = _held(panel, moves.before + 1, places).rename(columns={"value": "now"})
    both = before.join(now, how="outer").sort_index()
    there, here = both["before"].notna().to_numpy(bool), both["now"].notna().to_numpy(bool)
    customers = both.index.get_level_values("customer").to_numpy(dtype="int64")
    bucket = PLACES[moves.bucket[customers]]
    stays = panel.present[moves.before][customers] & panel.present[moves.before + 1][customers]
    bucket = np.where(stays & there & ~here, GROUP_BUCKETS.index(TRANSFERRED_OUT), bucket)
    bucket = np.where(stays & here & ~there, GROUP_BUCKETS.index(TRANSFERRED_IN), bucket)
    opening, closing = (both[side].fillna(0).to_numpy(dtype=panel.values.dtype) for side in ("before", "now"))
    return _Parts(
        both.index.get_level_values("place").to_numpy("int64"), bucket, there, here, opening, closing
    )


def _held(panel: Panel, book: int, places: Mapping[str, int]) -> pd.DataFrame:
    """What each customer who can be followed holds in each group, in units, by number in the panel and place of the group."""
    snapshot = panel.books[book]
    if snapshot.groups is None:
        raise ValueError("the book was read without groups")
    customers = _numbers(panel, book, snapshot)
    values = snapshot.groups["value"].fillna(0).to_numpy(dtype=panel.values.dtype)
    frame = pd.DataFrame(
        {
            "customer": customers,
            "place": snapshot.groups["group"].map(places).to_numpy(dtype="int64"),
            "value": values,
        }
    )
    followed = frame[frame["customer"] != ABSENT]
    held = followed.groupby(["customer", "place"], sort=False).sum()
    return held if values.dtype.kind == "f" else held.astype("Int64")


def _numbers(panel: Panel, book: int, snapshot: Snapshot) -> Ints:
    """The number in the panel of the customer of each row of the groups, `ABSENT` where she cannot be followed."""
    by_position = np.full(snapshot.customers, ABSENT, dtype=np.int64)
    present = np.flatnonzero(panel.present[book])
    by_position[panel.at[book][present]] = present
    groups = snapshot.groups
    rows = pd.Index(snapshot.frame["row"].to_numpy(dtype="int64"))
    positions = rows.get_indexer(pd.Index([] if groups is None else groups["row"].to_numpy(dtype="int64")))
    return np.where(positions == ABSENT, ABSENT, by_position[positions]) if len(by_position) else positions


def _group(panel: Panel, name: str | None, parts: _Parts, inside: Flags) -> GroupMoves:
    opening, closing, bucket = parts.opening[inside], parts.closing[inside], parts.bucket[inside]
    change = np.subtract(closing, opening)
    totals = [
        Held(int(np.sum(bucket == place)), exact_sum(change[bucket == place]))
        for place in range(len(GROUP_BUCKETS))
    ]
    return group_of(
        name,
        (int(parts.there[inside].sum()), exact_sum(opening)),
        (int(parts.here[inside].sum()), exact_sum(closing)),
        totals,
        panel.measure.amount,
    )


def group_of(
    name: str | None,
    opening: tuple[int, Number],
    closing: tuple[int, Number],
    totals: Sequence[Held],
    amount: Callable[[Number], Decimal],
) -> GroupMoves:
    """One group by sums in units. `opening`, `closing`: customers and value; `totals`: by place in `GROUP_BUCKETS`."""
    return GroupMoves(
        group=name,
        opening=amount(opening[1]),
        closing=amount(closing[1]),
        customers_opening=opening[0],
        customers_closing=closing[0],
        buckets=tuple(
            BucketTotal(bucket=bucket, customers=held.customers, change=amount(held.change))
            for bucket, held in zip(GROUP_BUCKETS, totals, strict=True)
        ),
    )
