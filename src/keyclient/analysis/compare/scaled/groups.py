"""What moved in every group of two portfolios: each customer is in one group of each book."""

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

import narwhals as nw

from keyclient.analysis.common.group_names import called_as_last
from keyclient.analysis.common.too_many_groups import refuse_beyond
from keyclient.analysis.compare.buckets import ORDER, Held
from keyclient.analysis.compare.groups import (
    GROUP_BUCKETS,
    PLACES,
    TRANSFERRED_IN,
    TRANSFERRED_OUT,
    by_name,
    group_of,
    largest_first,
)
from keyclient.analysis.compare.result import GroupMoves
from keyclient.analysis.compare.scaled.books import ScaledBook
from keyclient.analysis.compare.scaled.panel import ScaledPanel
from keyclient.analysis.compare.scaled.wanted import Wanted
from keyclient.metrics.whole_sums import grouped_sums

Frame = nw.LazyFrame[Any]
Sums = Mapping[tuple[Any, ...], Mapping[str, int]]
"""Counts and sums by group, place among `GROUP_BUCKETS`, and whether she is in the group in both books."""


class _Entry(NamedTuple):
    """Customers of a group in one bucket."""

    place: int
    """Among `GROUP_BUCKETS`."""
    there: int
    """How many were in the group in the older book."""
    here: int
    """How many are in it in the newer one."""
    opening: int
    closing: int


def scaled_groups(panel: ScaledPanel, wanted: Wanted, most: int) -> tuple[GroupMoves, ...] | None:
    """One entry a group that has customers who can be followed, largest change first; as `group_moves`.

    None where the books have no groups. Raises `TooManyGroupsError` beyond `most` groups of a book.
    """
    if not wanted.has_groups:
        return None
    called = called_as_last(*(_counted(book, most) for book in panel.books))
    told = _told(panel.frame, {name: own for name, own in called.items() if own != name})
    entries = _entries(_left_or_stayed(told), _came(told))
    return largest_first(_group(panel, name, entries[name]) for name in by_name(entries))


def _counted(book: ScaledBook, most: int) -> dict[str, int]:
    """How many customers each group has, by its name as it is spelled."""
    grouped = book.frame.with_columns(nw.col("group").fill_null(""))
    found = grouped_sums(grouped, ["group"], {}, most)
    refuse_beyond(len(found), most, book.scan.group or "group")
    return {str(name): own["n"] for (name,), own in found.items()}


def _told(frame: Frame, respelled: Mapping[str, str]) -> Frame:
    """The panel with groups as they are called, `""` where not listed; `in_both`: listed there in both books."""
    spelled = frame.with_columns(*(_called(f"{side}_group", respelled) for side in ("old", "new")))
    both = (nw.col("old_listed") > 0) & (nw.col("new_listed") > 0)
    same = both & (nw.col("old_group") == nw.col("new_group"))
    return spelled.with_columns(both.cast(nw.Int64).alias("both"), same.cast(nw.Int64).alias("in_both"))


def _called(column: str, respelled: Mapping[str, str]) -> nw.Expr:
    found = nw.col(column).fill_null("")
    own = found
    for spelled, name in respelled.items():
        own = nw.when(found == spelled).then(nw.lit(name)).otherwise(own)
    return own.alias(column)


def _place(moved: str) -> nw.Expr:
    """The place among the buckets of groups; `moved` of those who are in another group in the other book."""
    found = nw.lit(0, dtype=nw.Int64)
    for bucket in range(len(ORDER)):
        here = nw.lit(int(PLACES[bucket]), dtype=nw.Int64)
        found = nw.when(nw.col("bucket") == bucket).then(here).otherwise(found)
    is_elsewhere = (nw.col("both") == 1) & (nw.col("in_both") == 0)
    away = nw.lit(GROUP_BUCKETS.index(moved), dtype=nw.Int64)
    return nw.when(is_elsewhere).then(away).otherwise(found)


def _left_or_stayed(told: Frame) -> Sums:
    there = told.filter(nw.col("old_listed") > 0).with_columns(
        _place(TRANSFERRED_OUT).alias("place"), (nw.col("closing") * nw.col("in_both")).alias("kept")
    )
    sums = {"opening": nw.col("opening"), "closing": nw.col("kept")}
    return grouped_sums(there, ["old_group", "place", "in_both"], sums)


def _came(told: Frame) -> Sums:
    here = told.filter((nw.col("new_listed") > 0) & (nw.col("in_both") == 0))
    placed = here.with_columns(_place(TRANSFERRED_IN).alias("place"))
    return grouped_sums(placed, ["new_group", "place", "in_both"], {"closing": nw.col("closing")})


def _entries(left: Sums, came: Sums) -> dict[str, list[_Entry]]:
    """What was counted, by group."""
    found: dict[str, list[_Entry]] = {}
    for (group, place, in_both), own in left.items():
        here = own["n"] * int(in_both)
        entry = _Entry(int(place), own["n"], here, own["opening"], own["closing"])
        found.setdefault(str(group), []).append(entry)
    for (group, place, _), own in came.items():
        found.setdefault(str(group), []).append(_Entry(int(place), 0, own["n"], 0, own["closing"]))
    return found


def _group(panel: ScaledPanel, name: str, entries: Sequence[_Entry]) -> GroupMoves:
    totals = []
    for place in range(len(GROUP_BUCKETS)):
        inside = [entry for entry in entries if entry.place == place]
        customers = sum(max(entry.there, entry.here) for entry in inside)
        totals.append(Held(customers, sum(entry.closing - entry.opening for entry in inside)))
    return group_of(
        name or None,
        (sum(entry.there for entry in entries), sum(entry.opening for entry in entries)),
        (sum(entry.here for entry in entries), sum(entry.closing for entry in entries)),
        totals,
        panel.new.measure.amount,
    )
