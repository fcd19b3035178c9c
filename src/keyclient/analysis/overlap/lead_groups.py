"""Open claims that are perhaps about one prospect, though nothing joins the persons."""

import numpy as np
import pandas as pd

from keyclient.analysis.overlap.pairs import Traits
from keyclient.analysis.overlap.persons import Persons
from keyclient.analysis.overlap.public import Reach
from keyclient.analysis.overlap.who import UNBORN, UNKNOWN, Ints, codes, texts


def by_opportunity(persons: Persons, claims: pd.DataFrame, traits: Traits) -> pd.DataFrame:
    """Those of one opportunity number and one name: `place` of the claim and `group`."""
    number = texts(claims, "opportunity_id").str.strip().str.casefold()
    return _groups(persons, claims, codes(number), traits)


def by_phone(persons: Persons, claims: pd.DataFrame, phones: Reach, traits: Traits) -> pd.DataFrame:
    """Those of one name and one telephone that is not public."""
    private = phones.private
    reached = pd.DataFrame({"record": phones.record[private], "key": phones.key[private]})
    at = pd.DataFrame({"place": claims.index, "record": claims["record"]}).merge(reached, on="record")
    return _groups(persons, claims.loc[at["place"]], at["key"].to_numpy(dtype="int64"), traits)


def _groups(persons: Persons, claims: pd.DataFrame, key: Ints, traits: Traits) -> pd.DataFrame:
    """The claims with one key and one name; none of persons with two valid numbers or two birth dates among them."""
    name = persons.who.name[claims["record"].to_numpy(dtype="int64")]
    group = key * (int(persons.who.name.max(initial=UNKNOWN)) + 1) + name
    found = pd.DataFrame({"place": claims.index, "group": group, "person": claims["person"].to_numpy()})
    found = found[(key != UNKNOWN) & (name != UNKNOWN)]
    people = found.drop_duplicates(["group", "person"])
    at = people["person"].to_numpy(dtype="int64")
    numbered = pd.Series(traits.has_number[at]).groupby(people["group"].to_numpy()).sum()
    born = pd.Series(np.where(traits.born[at] == UNBORN, np.nan, traits.born[at]))
    days = born.groupby(people["group"].to_numpy()).nunique()
    alike = numbered.index[((numbered <= 1) & (days <= 1)).to_numpy(dtype=bool)]
    kept: pd.DataFrame = found[found["group"].isin(alike)]
    return kept.drop_duplicates(["group", "place"])
