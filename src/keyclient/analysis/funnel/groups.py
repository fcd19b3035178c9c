"""The funnel within every source, manager, branch or other group."""

from collections import Counter
from collections.abc import Mapping, Sequence

import pandas as pd

from keyclient.analysis.funnel.alike import without_values
from keyclient.analysis.funnel.grouped import WHO
from keyclient.analysis.funnel.result import FunnelFamily, FunnelGroup
from keyclient.analysis.funnel.tally import FunnelTally, counts_of, leak_of, rate, tallies
from keyclient.policy.parts.funnel import FunnelPolicy


def groups_of(
    found: Mapping[str, FunnelTally], names: Sequence[str], policy: FunnelPolicy, *, are_sources: bool
) -> tuple[FunnelGroup, ...]:
    """One entry a group: highest win rate first, then most entered, then by name.

    If nobody is lost in any group, groups are ranked by conversion. Groups of fewer than the policy's `least` customers
    come after the others: one of one is not the best group.
    """
    groups = [_group(name, tally, names, policy, are_sources=are_sources) for name, tally in found.items()]
    any_lost = any(group.lost for group in groups)
    return tuple(sorted(groups, key=lambda group: _rank(group, policy.least, any_lost=any_lost)))


def rated(group: FunnelGroup, *, any_lost: bool) -> tuple[float | None, int]:
    """The rate that groups are ranked by, and its denominator."""
    return (group.win_rate, group.won + group.lost) if any_lost else (group.conversion, group.entered)


def families_of(frame: pd.DataFrame, size: int, policy: FunnelPolicy) -> tuple[FunnelFamily, ...]:
    """Sources rolled up into families, in the order of the policy; the rest comes last.

    Who has several sources of a family counts once in it, with the furthest of its stages.
    """
    family_of = {name: policy.family_of(name) for name in frame["group"].unique()}
    named = frame.assign(family=frame["group"].map(lambda name: family_of[name] or ""))
    once = named.sort_values("furthest", ascending=False, kind="stable").drop_duplicates([WHO, "family"])
    found = tallies(without_values(once), size, "family")
    sources = Counter(family_of.values())
    return tuple(
        FunnelFamily(family=family, sources=sources[family], **counts_of(found[family or ""], policy.z))
        for family in (*policy.families, None)
        if (family or "") in found
    )


def _group(
    name: str, tally: FunnelTally, names: Sequence[str], policy: FunnelPolicy, *, are_sources: bool
) -> FunnelGroup:
    leak = leak_of(tally, len(names), policy.least).certain
    return FunnelGroup(
        group=name or None,
        family=policy.family_of(name) if are_sources and name else None,
        reached=tuple(tally.reached(place) for place in range(len(names))),
        leak=None if leak is None else names[leak],
        leak_conversion=None if leak is None else rate(tally.step(leak)),
        **counts_of(tally, policy.z),
    )


def _rank(group: FunnelGroup, least: int, *, any_lost: bool) -> tuple[bool, float, int, str]:
    known, base = rated(group, any_lost=any_lost)
    return base < least, 1.0 if known is None else -known, -group.entered, group.group or ""
