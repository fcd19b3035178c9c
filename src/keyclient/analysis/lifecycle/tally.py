"""Counts and sums by age band: people, and how far their needs are covered."""

from collections.abc import Iterable, Mapping
from functools import reduce
from operator import add
from typing import Any

import narwhals as nw
import pandas as pd

from keyclient.analysis.common.exact_sum import grouped_sums
from keyclient.analysis.common.in_groups import with_groups
from keyclient.analysis.common.life_cycle.births import ORIGIN
from keyclient.analysis.common.life_cycle.need_map import NeedMap
from keyclient.analysis.common.life_cycle.people import People
from keyclient.analysis.common.life_cycle.placed import gap_column, need_column, with_gap_columns
from keyclient.analysis.lifecycle.sums import COUNT, alike, summed
from keyclient.metrics.exact_shares import Number
from keyclient.metrics.whole_sums import half_names, whole_sum
from keyclient.model.record import dataclass


@dataclass(frozen=True, slots=True)
class Served:
    """The coverage of one need among some customers."""

    known: int = 0
    holders: int = 0
    lacking: int = 0
    """Those whose band has the need but who hold no product for it."""
    lacking_value: Number = 0

    def __add__(self, other: "Served") -> "Served":
        return Served(
            self.known + other.known,
            self.holders + other.holders,
            self.lacking + other.lacking,
            self.lacking_value + other.lacking_value,
        )


@dataclass(frozen=True, slots=True)
class BandTally:
    """The customers of one place: an age band, companies, or unknown age."""

    customers: int
    value: Number
    silent: int
    """Those with no known holdings."""
    core_known: int
    """Those of whom every core need is known."""
    core_gap: int
    """Of those, how many have an uncovered core need."""
    served: tuple[Served, ...]
    """By need."""

    def __add__(self, other: "BandTally") -> "BandTally":
        return BandTally(
            self.customers + other.customers,
            self.value + other.value,
            self.silent + other.silent,
            self.core_known + other.core_known,
            self.core_gap + other.core_gap,
            tuple(map(add, self.served, other.served)),
        )


Tallies = Mapping[int, BandTally]
"""By place; see `people`. A place without customers has no entry."""


def nobody(needs: NeedMap) -> BandTally:
    """A place without customers."""
    return BandTally(0, 0, 0, 0, 0, tuple(Served() for _ in needs.needs))


def tallies(people: People, needs: NeedMap) -> Tallies:
    """The figures of the whole book."""
    return by_group(_summed(people, needs, "place"), needs).get("", {})


def group_tallies(people: People, grouped: pd.DataFrame, needs: NeedMap) -> Mapping[str, Tallies]:
    """The figures of every group; "" is a blank. `grouped`: from `in_groups`."""
    return by_group(_summed(with_groups(people, grouped), needs, "group", "place"), needs)


def sums_at_scale(
    people: "nw.LazyFrame[Any]", needs: NeedMap, further: Mapping[str, nw.Expr], *by: str
) -> list[dict[str, Any]]:
    """The sums of every place, and of what else stands in `by`, of a portfolio of any size, in one pass, for `by_group`.

    `further`: what else is counted: 1 or 0 by the columns `place` and `ORIGIN`.
    """
    states = [need_column(need) for need in range(len(needs.needs))]
    groups = with_gap_columns(alike(people, (*by, "place", *states, ORIGIN)), needs)
    counts = {name: one * nw.col(COUNT) for name, one in {**_counts(needs), **further}.items()}
    halves = [_amounts(needs, half) for half in half_names("value")]
    names = {name: half_names(name) for name in halves[0]}
    amounts = {half: amount[name] for name in names for half, amount in zip(names[name], halves, strict=True)}
    rows = summed(groups, counts | amounts, (*by, "place"))
    sums = ({name: whole_sum(row, name) for name in names} for row in rows)
    return [
        {**row, **{name: int(row[name] or 0) for name in counts}, **sum_}
        for row, sum_ in zip(rows, sums, strict=True)
    ]


def together(groups: Iterable[Tallies], needs: NeedMap) -> Tallies:
    """The figures of several groups as one, where each customer is in one of them."""
    found = list(groups)
    places = sorted({place for tallies in found for place in tallies})
    return {
        place: reduce(add, (one[place] for one in found if place in one), nobody(needs)) for place in places
    }


def _summed(people: People, needs: NeedMap, *by: str) -> list[dict[str, Any]]:
    terms = _counts(needs) | _amounts(needs)
    return grouped_sums(people.select(*by, **terms), by, tuple(terms))


def by_group(rows: Iterable[Mapping[str, Any]], needs: NeedMap) -> Mapping[str, Tallies]:
    """The figures of every group from the sums of each place; "" is a blank, or everybody without groups."""
    found: dict[str, dict[int, BandTally]] = {}
    for row in rows:
        found.setdefault(row.get("group", ""), {})[row["place"]] = _tally(row, len(needs.needs))
    return found


def has_core_gap(needs: NeedMap) -> nw.Expr:
    """Whether a customer of whom all core needs of her band are known lacks one of them."""
    count = range(len(needs.needs))
    lacks = (nw.col(gap_column(need)) & is_core for need, is_core in zip(count, _is_core(needs), strict=True))
    return _core_is_known(needs) & nw.any_horizontal(*lacks, ignore_nulls=True)


def _core_is_known(needs: NeedMap) -> nw.Expr:
    pairs = enumerate(_is_core(needs))
    told = (~is_core | ~nw.col(need_column(need)).is_null() for need, is_core in pairs)
    return nw.all_horizontal(*told, ignore_nulls=True)


def _is_core(needs: NeedMap) -> list[nw.Expr]:
    count = range(len(needs.needs))
    return [nw.col("place").is_in(needs.bands_with(need, "core")) for need in count]


def _counts(needs: NeedMap) -> dict[str, nw.Expr]:
    """What is counted over the customers."""
    count = range(len(needs.needs))
    state = [nw.col(need_column(need)) for need in count]
    known = _core_is_known(needs)
    silent = nw.all_horizontal(*(one.is_null() for one in state), ignore_nulls=True)
    return {
        "customers": nw.lit(1, dtype=nw.Int64),
        "silent": silent.cast(nw.Int64),
        "core_known": (known & ~silent).cast(nw.Int64),
        "core_gap": has_core_gap(needs).cast(nw.Int64),
        **{f"known{need}": (~state[need].is_null()).cast(nw.Int64) for need in count},
        **{f"holders{need}": state[need] for need in count},
        **{f"lacking{need}": nw.col(gap_column(need)).cast(nw.Int64) for need in count},
    }


def _amounts(needs: NeedMap, column: str = "value") -> dict[str, nw.Expr]:
    """What is added up over the customers, of a column with amounts."""
    value = nw.col(column)
    lost = {f"lost{need}": nw.when(nw.col(gap_column(need))).then(value) for need in range(len(needs.needs))}
    return {"value": value, **lost}


def _tally(row: Mapping[str, Any], needs: int) -> BandTally:
    def whole(name: str) -> int:
        return int(row[name] or 0)

    served = (
        Served(
            whole(f"known{need}"),
            whole(f"holders{need}"),
            whole(f"lacking{need}"),
            row[f"lost{need}"] or 0,
        )
        for need in range(needs)
    )
    return BandTally(
        whole("customers"),
        row["value"] or 0,
        whole("silent"),
        whole("core_known"),
        whole("core_gap"),
        tuple(served),
    )
