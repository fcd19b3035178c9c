"""Managers and branches that only one of two portfolios has; as `whole_groups`, by sums of the engine."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import narwhals as nw

from keyclient.analysis.common.contacts import OWNED
from keyclient.analysis.common.group_names import group_key
from keyclient.analysis.common.too_many_groups import refuse_beyond
from keyclient.analysis.common.whole_groups import MOST_STILL_THERE
from keyclient.analysis.compare.scaled.books import ScaledBook
from keyclient.analysis.compare.scaled.panel import ScaledPanel
from keyclient.analysis.compare.whole_group import WholeGroup
from keyclient.analysis.compare.whole_groups import gone_first
from keyclient.metrics.whole_sums import grouped_sums
from keyclient.model.fields import fields
from keyclient.model.label import listed
from keyclient.policy.parts.compare import ComparePolicy

Frame = nw.LazyFrame[Any]
_LARGER_FIRST = tuple(reversed(OWNED))


@dataclass(frozen=True)
class _Group:
    """Customers of a branch and manager of one book."""

    names: Mapping[str, str]
    """By field, "" is blank."""
    customers: int
    value: int


def scaled_whole_groups(panel: ScaledPanel, policy: ComparePolicy, most: int) -> tuple[WholeGroup, ...]:
    """The groups of so many customers as the policy says whom the other book does not have, the largest first."""
    counted = [_counted(book, most) for book in panel.books]
    found = [
        group
        for own in (0, 1)
        for group in _whole(panel, own, counted[own], counted[1 - own], policy.vanished)
    ]
    return gone_first(found)


def _counted(book: ScaledBook, most: int) -> list[_Group]:
    by = [name for name in _LARGER_FIRST if book.has(name)]
    if not by:
        return []
    named = book.frame.with_columns(*(nw.col(name).fill_null("") for name in by))
    sums = grouped_sums(named, by, {"value": nw.col("value").fill_null(0)}, most)
    refuse_beyond(len(sums), most, listed(fields()[name].column.label for name in by))
    return [
        _Group(dict(zip(by, map(str, key), strict=True)), own["n"], own["value"]) for key, own in sums.items()
    ]


def _whole(
    panel: ScaledPanel, own: int, groups: list[_Group], others: list[_Group], least: int
) -> Iterator[WholeGroup]:
    branches: set[str] = set()
    for by in _LARGER_FIRST:
        lacking = _lacking(by, groups, others, least)
        still = _still(panel, own, by, lacking)
        for name, inside in lacking.items():
            customers = sum(group.customers for group in inside)
            if still.get(name, 0) > MOST_STILL_THERE * customers:
                continue
            within = {group.names.get("branch") for group in inside}
            if by == "branch":
                branches.add(name)
            elif len(within) == 1 and within <= branches:
                continue
            yield WholeGroup(
                by=by,
                group=name,
                customers=customers,
                value=panel.new.measure.amount(sum(group.value for group in inside)),
                others=customers - still.get(name, 0),
                is_new=bool(own),
            )


def _lacking(by: str, groups: list[_Group], others: list[_Group], least: int) -> dict[str, list[_Group]]:
    """The groups that the other book does not have, with enough customers; none where it has no such groups at all."""
    known = {group_key(group.names[by]) for group in others if group.names.get(by)}
    found: dict[str, list[_Group]] = {}
    for group in groups if known else ():
        if group.names.get(by):
            found.setdefault(group.names[by], []).append(group)
    return {
        name: found[name]
        for name in sorted(found)
        if group_key(name) not in known and sum(group.customers for group in found[name]) >= least
    }


def _still(panel: ScaledPanel, own: int, by: str, names: Collection[str]) -> dict[str, int]:
    """How many of each of some groups the other book lists as well."""
    if not names or not panel.books[own].has("customer_id"):
        return {}
    both = panel.frame.filter((nw.col("old_listed") > 0) & (nw.col("new_listed") > 0))
    members = panel.books[own].frame.filter(nw.col(by).is_in(sorted(names))).select("customer_id", by)
    there = members.join(both.select("customer_id"), on="customer_id", how="semi")
    return {str(name): sums["n"] for (name,), sums in grouped_sums(there, [by], {}).items()}
