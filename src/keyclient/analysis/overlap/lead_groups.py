"""Open claims that are perhaps about one prospect, though nothing joins the persons."""

from dataclasses import replace

import numpy as np
import pandas as pd

from keyclient.analysis.overlap.numbering import numberings
from keyclient.analysis.overlap.pairs import Traits
from keyclient.analysis.overlap.persons import Persons
from keyclient.analysis.overlap.public import Reach
from keyclient.analysis.overlap.who import UNBORN, UNKNOWN, Ints, codes, texts
from keyclient.policy.parts.overlap import OverlapPolicy


def by_opportunity(
    persons: Persons, claims: pd.DataFrame, traits: Traits, policy: OverlapPolicy
) -> pd.DataFrame:
    """Those of one opportunity number: `place` of the claim and `group`.

    One number is one deal of the bank unless the names contradict: then those of one name are, and a deal without a name is
    nobody's. Books that number their deals themselves, as the names of most common numbers say, have no number in common.
    """
    records = claims["record"].to_numpy(dtype="int64")
    number, name = _numbers(persons, claims, policy), persons.who.name[records]
    known = (number != UNKNOWN) & (name != UNKNOWN)
    names = pd.Series(np.where(known, name, np.nan)).groupby(number).transform("nunique").to_numpy()
    told = np.where(names > 1, name + 1, 0)
    is_one = (number != UNKNOWN) & ((names <= 1) | (name != UNKNOWN))
    group = np.where(is_one, number * (int(persons.who.name.max(initial=UNKNOWN)) + 2) + told, UNKNOWN)
    return _groups(claims, group, traits)


def _numbers(persons: Persons, claims: pd.DataFrame, policy: OverlapPolicy) -> Ints:
    """The opportunity number of each claim, as a code that only books of one numbering share."""
    of_records, of_claims = (texts(frame, "opportunity_id") for frame in (persons.records, claims))
    number = pd.concat([of_records, of_claims], ignore_index=True).str.normalize("NFKC").str.strip()
    code = codes(number.str.casefold().replace("", None))
    own, code = code[: len(of_records)], code[len(of_records) :]
    book, count = persons.records["book"].to_numpy(dtype=np.int64), len(persons.books)
    numbering = numberings(replace(persons.who, customer_id=own), book, count, policy)
    at = claims["book"].to_numpy(dtype="int64")
    return np.where(code == UNKNOWN, UNKNOWN, code * max(count, 1) + numbering[at])


def by_phone(persons: Persons, claims: pd.DataFrame, phones: Reach, traits: Traits) -> pd.DataFrame:
    """Those of one name and one telephone that is not public."""
    private = phones.private
    reached = pd.DataFrame({"record": phones.record[private], "key": phones.key[private]})
    at = pd.DataFrame({"place": claims.index, "record": claims["record"]}).merge(reached, on="record")
    key, name = at["key"].to_numpy(dtype="int64"), persons.who.name[at["record"].to_numpy(dtype="int64")]
    group = np.where(name == UNKNOWN, UNKNOWN, key * (int(persons.who.name.max(initial=UNKNOWN)) + 1) + name)
    return _groups(claims.loc[at["place"]], group, traits)


def _groups(claims: pd.DataFrame, group: Ints, traits: Traits) -> pd.DataFrame:
    """The claims by group; none of groups with two valid numbers or two birth dates among their persons."""
    found = pd.DataFrame({"place": claims.index, "group": group, "person": claims["person"].to_numpy()})
    found = found[group != UNKNOWN]
    people = found.drop_duplicates(["group", "person"])
    at = people["person"].to_numpy(dtype="int64")
    numbered = pd.Series(traits.has_number[at]).groupby(people["group"].to_numpy()).sum()
    born = pd.Series(np.where(traits.born[at] == UNBORN, np.nan, traits.born[at]))
    days = born.groupby(people["group"].to_numpy()).nunique()
    alike = numbered.index[((numbered <= 1) & (days <= 1)).to_numpy(dtype=bool)]
    kept: pd.DataFrame = found[found["group"].isin(alike)]
    return kept.drop_duplicates(["group", "place"])
