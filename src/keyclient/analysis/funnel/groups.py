"""The same funnel inside every source, manager, branch or other group."""

from collections.abc import Mapping, Sequence

from keyclient.analysis.funnel.result import FunnelFamily, FunnelGroup
from keyclient.analysis.funnel.tally import FunnelTally, counts_of, leak_of, rate
from keyclient.policy.parts.funnel import FunnelPolicy


def groups_of(
    found: Mapping[str, FunnelTally], names: Sequence[str], policy: FunnelPolicy, *, are_sources: bool
) -> tuple[FunnelGroup, ...]:
    """One entry a group: highest win rate first, then most entered, then by name.

    Where nobody is lost in any group, the conversion takes the place of the win rate. Groups that rest on fewer than
    the policy's `least` customers come after the others: one of one is no best group.
    """
    groups = [_group(name, tally, names, policy, are_sources=are_sources) for name, tally in found.items()]
    any_lost = any(group.lost for group in groups)
    return tuple(sorted(groups, key=lambda group: _rank(group, policy.least, any_lost=any_lost)))


def rated(group: FunnelGroup, *, any_lost: bool) -> tuple[float | None, int]:
    """The rate that groups are ranked by, and on how many it rests."""
    return (group.win_rate, group.won + group.lost) if any_lost else (group.conversion, group.entered)


def families_of(found: Mapping[str, FunnelTally], policy: FunnelPolicy) -> tuple[FunnelFamily, ...]:
    """The sources rolled up into families, in the order of the policy; what belongs to none comes last."""
    families: dict[str | None, list[FunnelTally]] = {family: [] for family in (*policy.families, None)}
    for source, tally in found.items():
        families[policy.family_of(source)].append(tally)
    return tuple(
        FunnelFamily(family=family, sources=len(tallies), **counts_of(_together(tallies), policy.z))
        for family, tallies in families.items()
        if tallies
    )


def _together(tallies: Sequence[FunnelTally]) -> FunnelTally:
    return FunnelTally(tuple(pile for tally in tallies for pile in tally.piles), tallies[0].size)


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
