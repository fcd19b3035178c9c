"""Households: people of different names with one telephone or address. They are suggested, never joined."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd
import pyarrow as pa

from keyclient.analysis.common.lazy_rows import ArrowSource, Columns, LazyRows
from keyclient.analysis.overlap.claim_lists import ClaimLists, grouped_lists
from keyclient.analysis.overlap.claims import Claims, places_between
from keyclient.analysis.overlap.combined import Combined, Tiers
from keyclient.analysis.overlap.order import order_by_value
from keyclient.analysis.overlap.persons import Persons
from keyclient.analysis.overlap.public import Reach
from keyclient.analysis.overlap.result import Household
from keyclient.analysis.overlap.trade_names import is_company_name
from keyclient.analysis.overlap.who import UNKNOWN, Flags, Ints

PHONE, ADDRESS, BOTH = "phone", "address", "phone_and_address"
_KINDS = ("", PHONE, ADDRESS, BOTH)


@dataclass(frozen=True, eq=False)
class Households:
    """The households: `entries` has `household`, numbered from 0, and `person`, each once and in order; one `kind` a household."""

    entries: pd.DataFrame
    kind: Ints
    """A place in `_KINDS`."""

    def __len__(self) -> int:
        return len(self.kind)


def households(persons: Persons, reaches: Sequence[Reach]) -> Households:
    """The groups of people, not companies, with a telephone or address that is not public and at least two names.

    A group that lies within another is left out; the kind of one that both telephone and address give is told.
    """
    names = _named(persons)
    parts = [_of(persons, names, reached, 1 << place) for place, reached in enumerate(reaches)]
    found = pd.concat(parts, ignore_index=True)
    found["household"] = pd.factorize(found["household"] * len(reaches) + found["kind"] - 1)[0]
    return _widest(found)


def household_rows(found: Households, claims: Claims, lists: ClaimLists, tiers: Tiers) -> LazyRows[Household]:
    """The households, the largest value first, those without one last."""
    person, household = (found.entries[name].to_numpy(dtype="int64") for name in ("person", "household"))
    values, places = _together(tiers.combined, person, household, len(found))
    grouped = found.entries.groupby("household")["person"]
    ties = [grouped.agg(how).to_numpy(dtype="int64") for how in ("sum", "max", "min")]
    order = order_by_value(values, *ties)
    members = _claims(claims, person, household)
    table = pa.table(
        {
            "kind": pa.array(found.kind),
            "people": pa.array(np.bincount(household, minlength=len(found))),
            "value": pa.array(values, from_pandas=True),
            "place": places,
            "claims": members,
        }
    ).take(pa.array(order))

    def convert(part: pa.Table) -> Columns:
        return {
            "kind": [_KINDS[kind] for kind in part["kind"].to_pylist()],
            "people": part["people"].to_pylist(),
            "members": lists.made(part["claims"]),
            "value": tiers.amounts(part["value"].to_pylist()),
            "tier": map(tiers.name, part["place"].to_pylist()),
        }

    return LazyRows(Household, ArrowSource(table, convert))


def _named(persons: Persons) -> pd.DataFrame:
    """The people with their names: `person` and `name`, each once; no companies."""
    who = persons.who
    is_company = np.zeros(persons.count, dtype=bool)
    is_company[persons.person[who.is_corporate | is_company_name(who.names)]] = True
    told: Flags = (who.name != UNKNOWN) & ~is_company[persons.person]
    found = pd.DataFrame({"person": persons.person[told], "name": who.name[told]})
    return found.drop_duplicates()


def _of(persons: Persons, names: pd.DataFrame, reached: Reach, kind: int) -> pd.DataFrame:
    """The groups of one telephone or address: `household`, `person` and `kind`."""
    private = reached.private
    entries = pd.DataFrame(
        {"household": reached.key[private], "person": persons.person[reached.record[private]]}
    ).drop_duplicates()
    entries = entries[entries["household"].duplicated(keep=False)]
    told = entries.merge(names, on="person")
    different = told.drop_duplicates(["household", "name"])["household"]
    several = different[different.duplicated()]
    kept = told[told["household"].isin(several)].drop_duplicates(["household", "person"])
    people = kept[kept["household"].isin(_of_several(kept))]
    return people[["household", "person"]].assign(kind=kind)


def _of_several(entries: pd.DataFrame) -> "pd.Series[int]":
    """The households of two persons at least: one person may have two names."""
    return entries["household"][entries["household"].duplicated()]


def _widest(found: pd.DataFrame) -> Households:
    """The groups that lie in no larger one, equal ones once."""
    number = int(found["household"].max()) + 1 if len(found) else 0
    size = np.bincount(found["household"], minlength=number)
    kind = np.zeros(number, dtype=np.int64)
    kind[found["household"]] = found["kind"]
    both = found.merge(found, on="person", suffixes=("", "_other"))
    both = both[both["household"] != both["household_other"]]
    common = both.groupby(["household", "household_other"], as_index=False).size()
    one, other = (common[name].to_numpy(dtype="int64") for name in ("household", "household_other"))
    inside = common["size"].to_numpy(dtype="int64") == size[one]
    one, other = one[inside], other[inside]
    is_equal = size[one] == size[other]
    np.bitwise_or.at(kind, other[is_equal], kind[one[is_equal]])
    is_left_out = np.zeros(number, dtype=bool)
    is_left_out[one[~is_equal | (one > other)]] = True
    numbers = np.cumsum(~is_left_out) - 1
    kept = found[~is_left_out[found["household"].to_numpy(dtype="int64")]]
    entries = kept.assign(household=numbers[kept["household"].to_numpy(dtype="int64")])
    ordered = entries.sort_values(["household", "person"], ignore_index=True)
    return Households(ordered[["household", "person"]], kind[~is_left_out])


def _together(
    combined: Combined | None, person: Ints, household: Ints, number: int
) -> tuple[pd.Series, pa.Array]:
    if combined is None or not number:
        return pd.Series(pd.NA, index=range(number), dtype="Int64"), pa.nulls(number, pa.int64())
    values, places = combined.together(person, household)
    return values, pa.array(places)


def _claims(claims: Claims, person: Ints, household: Ints) -> pa.Array:
    starts, ends = claims.starts[person], claims.starts[person + 1]
    return grouped_lists(np.repeat(household, ends - starts), places_between(starts, ends))
