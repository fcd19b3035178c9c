"""The records that somebody has to look at: what keeps them apart, or makes them count twice, and where they stand."""

from collections.abc import Iterator

import numpy as np
import pandas as pd
import pyarrow as pa

from keyclient.analysis.common.lazy_rows import ArrowSource, Columns, LazyRows
from keyclient.analysis.overlap.claim_lists import ClaimLists
from keyclient.analysis.overlap.claims import Claims
from keyclient.analysis.overlap.combined import Combined
from keyclient.analysis.overlap.persons import Persons
from keyclient.analysis.overlap.repeated import repeated_records
from keyclient.analysis.overlap.result import Doubt
from keyclient.analysis.overlap.who import UNBORN, UNKNOWN, Flags, Ints, codes, texts

CUSTOMER_ID, ID_NUMBER, VALUE = "customer_id", "id_number", "value"
DOUBTS = (CUSTOMER_ID, ID_NUMBER, VALUE)
"""What several records have in common though it cannot be true of all, in the order of the list."""
CONTRADICTS = ("id_number", "name", "birth_date", "value")


def doubt_rows(
    persons: Persons, claims: Claims, lists: ClaimLists, combined: Combined | None
) -> LazyRows[Doubt]:
    """The records, those that have the same in common together."""
    found = _in_order(pd.concat(list(_parts(persons, combined)), ignore_index=True), persons)
    first = claims.frame["record"].drop_duplicates()
    at = pd.Series(first.index, index=first.to_numpy(dtype="int64"))
    names = ("kind", "number", "what")
    table = pa.table(
        {
            **{name: pa.array(found[name].to_numpy(dtype="int64")) for name in names},
            "place": pa.array(at.reindex(found["record"]).to_numpy(dtype="int64")),
        }
    )

    def convert(part: pa.Table) -> Columns:
        told = lists.at(part["place"])
        return {
            "kind": [DOUBTS[place] for place in part["kind"].to_pylist()],
            "number": part["number"].to_pylist(),
            "contradicts": map(_named, part["what"].to_pylist()),
            **{
                name: [getattr(one, name) for one in told]
                for name in ("path", "customer_id", "row", "branch", "manager", "value", "book")
            },
        }

    return LazyRows(Doubt, ArrowSource(table, convert))


def _parts(persons: Persons, combined: Combined | None) -> Iterator[pd.DataFrame]:
    """For each kind the records, what they have in common (`key`), and what contradicts, as bits of the place in `CONTRADICTS`."""
    yield _of_one_id(persons).assign(kind=0)
    yield _of_another(persons).assign(kind=1)
    again = repeated_records(persons, combined)
    yield pd.DataFrame({"record": again["record"], "key": again["group"], "what": _bit("value"), "kind": 2})


def _of_one_id(persons: Persons) -> pd.DataFrame:
    """All records of the customer ids that do not join all who have them."""
    ids, who = persons.ids, persons.who
    record = np.flatnonzero(np.isin(ids, ids[persons.contradicted]) & (ids != UNKNOWN))
    born = np.where(
        who.born == UNBORN, UNKNOWN, who.born - min(who.born[who.born != UNBORN].min(initial=0), 0)
    )
    what = np.zeros(len(record), dtype=np.int64)
    for name, told in (("id_number", who.number), ("name", who.name), ("birth_date", born)):
        what |= np.where(_differ(ids[record], told[record]), _bit(name), 0)
    return pd.DataFrame({"record": record, "key": ids[record], "what": np.where(what, what, _bit("name"))})


def _of_another(persons: Persons) -> pd.DataFrame:
    """The records with an id number of somebody else."""
    record = np.flatnonzero(persons.who.not_hers)
    number = codes(texts(persons.records, "id_number").str.normalize("NFKC").str.strip().str.casefold())
    return pd.DataFrame({"record": record, "key": number[record], "what": _bit("name")})


def _differ(group: Ints, told: Ints) -> Flags:
    """Whether the group of each record says several different things."""
    known = pd.Series(np.where(told == UNKNOWN, np.nan, told))
    return np.asarray(known.groupby(group).transform("nunique").to_numpy() > 1)


def _in_order(found: pd.DataFrame, persons: Persons) -> pd.DataFrame:
    """The records of one kind and key together, in an order that depends on neither that of books nor that of rows; numbered from 1."""
    place = np.empty(len(persons.order), dtype=np.int64)
    place[persons.order] = np.arange(len(place))
    found = found.assign(place=place[found["record"].to_numpy(dtype="int64")])
    first = found.groupby(["kind", "key"])["place"].transform("min")
    found = found.assign(first=first).sort_values(["kind", "first", "place"], kind="stable")
    return found.assign(number=pd.factorize(found["kind"] * (len(place) + 1) + found["first"])[0] + 1)


def _bit(name: str) -> int:
    return 1 << CONTRADICTS.index(name)


def _named(bits: int) -> tuple[str, ...]:
    return tuple(name for place, name in enumerate(CONTRADICTS) if bits >> place & 1)
