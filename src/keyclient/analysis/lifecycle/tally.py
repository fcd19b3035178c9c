"""Counts and sums by age band: people, and how far their needs are covered."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import narwhals as nw
import pandas as pd

from keyclient.analysis.common.in_groups import with_groups
from keyclient.analysis.common.life_cycle.need_map import NeedMap
from keyclient.analysis.common.life_cycle.people import People, gap_column, need_column
from keyclient.metrics.exact_shares import Number


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


Tallies = Mapping[int, BandTally]
"""By place; see `lifecycle_people`. A place without customers has no entry."""


def nobody(needs: NeedMap) -> BandTally:
    """A place without customers."""
    return BandTally(0, 0, 0, 0, 0, tuple(Served() for _ in needs.needs))


def tallies(people: People, needs: NeedMap) -> Tallies:
    """The figures of the whole book."""
    return dict(_tallied(people, needs, grouped=False)).get("", {})


def group_tallies(people: People, grouped: pd.DataFrame, needs: NeedMap) -> Mapping[str, Tallies]:
    """The figures of every group; "" is a blank. `grouped`: from `in_groups`."""
    return dict(_tallied(with_groups(people, grouped), needs, grouped=True))


def _tallied(people: People, needs: NeedMap, *, grouped: bool) -> Iterator[tuple[str, Tallies]]:
    by = ["group", "place"] if grouped else ["place"]
    terms = _terms(needs)
    summed = people.select(*by, **terms).group_by(*by).agg(*(nw.col(name).sum() for name in terms))
    found: dict[str, dict[int, BandTally]] = {}
    for row in summed.rows(named=True):
        found.setdefault(row.get("group", ""), {})[row["place"]] = _tally(row, len(needs.needs))
    yield from found.items()


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


def _terms(needs: NeedMap) -> dict[str, nw.Expr]:
    """What is added up over the customers."""
    count = range(len(needs.needs))
    state = [nw.col(need_column(need)) for need in count]
    gap = [nw.col(gap_column(need)) for need in count]
    known = _core_is_known(needs)
    silent = nw.all_horizontal(*(one.is_null() for one in state), ignore_nulls=True)
    one = nw.lit(1, dtype=nw.Int64)
    return {
        "customers": one,
        "value": nw.col("value"),
        "silent": silent.cast(nw.Int64),
        "core_known": (known & ~silent).cast(nw.Int64),
        "core_gap": has_core_gap(needs).cast(nw.Int64),
        **{f"known{need}": (~state[need].is_null()).cast(nw.Int64) for need in count},
        **{f"holders{need}": state[need] for need in count},
        **{f"lacking{need}": gap[need].cast(nw.Int64) for need in count},
        **{f"lost{need}": nw.when(gap[need]).then(nw.col("value")) for need in count},
    }


def _tally(row: Mapping[str, Number | None], needs: int) -> BandTally:
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
