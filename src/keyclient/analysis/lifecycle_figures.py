"""How many people are in each age band, and how far their needs are served."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

import narwhals as nw

from keyclient.analysis.lifecycle_map import NeedMap
from keyclient.analysis.lifecycle_people import CORPORATE, UNKNOWN, People, gap_column, need_column
from keyclient.analysis.lifecycle_result import Coverage, LifeBand, LifeGroup
from keyclient.model.measure import Measure
from keyclient.policy.lifecycle import Weight
from keyclient.segments.parts import Number


@dataclass(frozen=True, slots=True)
class Served:
    """How far one need is served among some customers."""

    known: int = 0
    holders: int = 0
    lacking: int = 0
    """Those whose band has the need and who hold nothing for it."""
    lacking_value: Number = 0

    def __add__(self, other: "Served") -> "Served":
        return Served(
            self.known + other.known,
            self.holders + other.holders,
            self.lacking + other.lacking,
            self.lacking_value + other.lacking_value,
        )


@dataclass(frozen=True, slots=True)
class Tally:
    """The customers of one place (an age band, companies, unknown age), in the book or in one group."""

    customers: int = 0
    value: Number = 0
    silent: int = 0
    """Those of whom nothing is known about any need."""
    core_gap: int = 0
    """Those who lack a core need."""
    served: tuple[Served, ...] = ()
    """By need."""

    def __add__(self, other: "Tally") -> "Tally":
        served = tuple(one + two for one, two in zip(self.served, other.served, strict=True))
        return Tally(
            self.customers + other.customers,
            self.value + other.value,
            self.silent + other.silent,
            self.core_gap + other.core_gap,
            served,
        )


Tallies = Mapping[tuple[str, int], Tally]
"""By group ("" without groups, and for a blank) and place."""


def tallies(people: People, needs: NeedMap, *, grouped: bool) -> Tallies:
    """The figures of every group and place that has customers."""
    by = ["group", "place"] if grouped else ["place"]
    count = range(len(needs.needs))
    every = [nw.col(need_column(need)) for need in count]
    core = [
        nw.col(gap_column(need)) & nw.col("place").is_in(needs.bands_with(need, "core")) for need in count
    ]
    value = nw.col("value")
    terms = people.select(
        *by,
        "value",
        nw.all_horizontal(*(need.is_null() for need in every), ignore_nulls=True)
        .cast(nw.Int64)
        .alias("silent"),
        nw.any_horizontal(*core, ignore_nulls=True).cast(nw.Int64).alias("core_gap"),
        *every,
        *(nw.col(gap_column(need)).cast(nw.Int64) for need in count),
        *(nw.when(nw.col(gap_column(need))).then(value).alias(f"lost{need}") for need in count),
    )
    summed = terms.group_by(*by).agg(
        nw.len().alias("customers"),
        *(nw.col(name).sum() for name in ("value", "silent", "core_gap")),
        *(nw.col(need_column(need)).count().alias(f"known{need}") for need in count),
        *(nw.col(need_column(need)).sum() for need in count),
        *(nw.col(gap_column(need)).sum() for need in count),
        *(nw.col(f"lost{need}").sum() for need in count),
    )
    return {
        (row.get("group", ""), row["place"]): _tally(row, len(needs.needs)) for row in summed.rows(named=True)
    }


def _tally(row: Mapping[str, Number], needs: int) -> Tally:
    served = tuple(
        Served(
            int(row[f"known{need}"]),
            int(row[need_column(need)] or 0),
            int(row[gap_column(need)] or 0),
            row[f"lost{need}"] or 0,
        )
        for need in range(needs)
    )
    return Tally(
        int(row["customers"]), row["value"] or 0, int(row["silent"] or 0), int(row["core_gap"] or 0), served
    )


def bands(found: Tallies, needs: NeedMap, measure: Measure | None) -> tuple[LifeBand, ...]:
    """Every age band of the book, those without people too."""
    empty = _nobody(needs)
    return tuple(
        LifeBand(
            band=band.name,
            customers=(tally := found.get(("", place), empty)).customers,
            unknown_holdings=tally.silent,
            value=amount(tally.value, measure),
            needs=tuple(
                _coverage(name, weight, served, measure)
                for name, weight, served in zip(needs.needs, needs.weights[place], tally.served, strict=True)
                if weight is not None
            ),
        )
        for place, band in enumerate(needs.bands)
    )


def groups(found: Tallies, needs: NeedMap, measure: Measure | None) -> tuple[LifeGroup, ...]:
    """One entry a group: largest value first, then the most customers, then by name."""
    places: dict[str, dict[int, Tally]] = {}
    for (name, place), tally in found.items():
        places.setdefault(name, {})[place] = tally
    every = [_group(name, of_group, needs, measure) for name, of_group in places.items()]
    return tuple(sorted(every, key=lambda group: (-(group.value or 0), -group.customers, group.group or "")))


def together(found: Tallies) -> Tallies:
    """The same figures without groups."""
    whole: dict[tuple[str, int], Tally] = {}
    for (_, place), tally in found.items():
        whole[("", place)] = whole[("", place)] + tally if ("", place) in whole else tally
    return whole


def amount(value: Number, measure: Measure | None) -> Decimal | None:
    """A sum of values as yuan, or in the unit of the measure; None where nothing is measured."""
    return None if measure is None else measure.amount(value)


def _group(name: str, places: Mapping[int, Tally], needs: NeedMap, measure: Measure | None) -> LifeGroup:
    empty = _nobody(needs)
    in_bands = [tally for place, tally in places.items() if place >= 0]
    whole = sum(in_bands, empty)
    served = [
        sum(
            (places[at].served[need] for at in needs.bands_with(need, "core", "secondary") if at in places),
            Served(),
        )
        for need in range(len(needs.needs))
    ]
    return LifeGroup(
        group=name or None,
        customers=sum(tally.customers for tally in places.values()),
        corporate=places.get(CORPORATE, empty).customers,
        unknown_age=places.get(UNKNOWN, empty).customers,
        unknown_holdings=whole.silent,
        value=amount(whole.value, measure),
        needs=tuple(
            _coverage(need, None, one, measure) for need, one in zip(needs.needs, served, strict=True)
        ),
    )


def _nobody(needs: NeedMap) -> Tally:
    return Tally(served=tuple(Served() for _ in needs.needs))


def _coverage(need: str, weight: Weight | None, served: Served, measure: Measure | None) -> Coverage:
    return Coverage(
        need=need,
        weight=weight,
        holders=served.holders,
        known=served.known,
        coverage=served.holders / served.known if served.known else None,
        gap_customers=served.lacking,
        gap_value=amount(served.lacking_value, measure),
    )
