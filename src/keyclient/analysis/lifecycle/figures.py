"""The age bands and groups of `lifecycle`, from the tallies."""

from collections.abc import Mapping

from keyclient.analysis.common.life_cycle.need_map import NeedMap
from keyclient.analysis.lifecycle.result import Coverage, LifeBand, LifeGroup
from keyclient.analysis.lifecycle.tally import Served, Tallies, nobody
from keyclient.metrics.age import CORPORATE, UNKNOWN
from keyclient.metrics.exact_shares import Number
from keyclient.model.measure import Amount, Measure
from keyclient.policy.parts.needs import Weight


def bands(found: Tallies, needs: NeedMap, measure: Measure | None) -> tuple[LifeBand, ...]:
    """Every age band, including empty ones."""
    return tuple(_band(found, place, needs, measure) for place in range(len(needs.bands)))


def groups(found: Mapping[str, Tallies], needs: NeedMap, measure: Measure | None) -> tuple[LifeGroup, ...]:
    """One entry a group: largest value first, then the most customers, then by name."""
    every = [_group(name, places, needs, measure) for name, places in found.items()]
    return tuple(sorted(every, key=lambda group: (-(group.value or 0), -group.customers, group.group or "")))


def in_bands(found: Tallies) -> Tallies:
    """The figures of people in a band, by place."""
    return {place: found[place] for place in sorted(found) if place >= 0}


def _band(found: Tallies, place: int, needs: NeedMap, measure: Measure | None) -> LifeBand:
    tally = found.get(place) or nobody(needs)
    return LifeBand(
        band=needs.bands[place].name,
        customers=tally.customers,
        unknown_holdings=tally.silent,
        value=_amount(tally.value, measure),
        needs=tuple(
            _coverage(name, weight, served, measure)
            for name, weight, served in zip(needs.needs, needs.weights[place], tally.served, strict=True)
            if weight is not None
        ),
    )


def _group(name: str, found: Tallies, needs: NeedMap, measure: Measure | None) -> LifeGroup:
    people = in_bands(found)
    return LifeGroup(
        group=name or None,
        customers=sum(tally.customers for tally in found.values()),
        corporate=(found.get(CORPORATE) or nobody(needs)).customers,
        unknown_age=(found.get(UNKNOWN) or nobody(needs)).customers,
        unknown_holdings=sum(tally.silent for tally in people.values()),
        value=_amount(sum(tally.value for tally in people.values()), measure),
        needs=tuple(
            _coverage(need, None, _over_bands(people, needs, place), measure)
            for place, need in enumerate(needs.needs)
        ),
    )


def _over_bands(people: Tallies, needs: NeedMap, need: int) -> Served:
    """The coverage of a need in the bands that have it."""
    having = needs.bands_with(need, "core", "secondary")
    return sum((people[place].served[need] for place in having if place in people), Served())


def _amount(value: Number, measure: Measure | None) -> Amount | None:
    """A sum of values in yuan or the unit of the measure; None without a measure."""
    return None if measure is None else measure.amount(value)


def _coverage(need: str, weight: Weight | None, served: Served, measure: Measure | None) -> Coverage:
    return Coverage(
        need=need,
        weight=weight,
        holders=served.holders,
        known=served.known,
        coverage=served.holders / served.known if served.known else None,
        gap_customers=served.lacking,
        gap_value=_amount(served.lacking_value, measure),
    )
