"""Values that stand in several books alike: perhaps the balance at the whole bank, which would count several times."""

from typing import NamedTuple

import pandas as pd

from keyclient.analysis.overlap.combined import Combined
from keyclient.analysis.overlap.persons import Persons
from keyclient.analysis.overlap.who import UNKNOWN
from keyclient.metrics.exact_shares import Number

_ALIKE = ["person", "id", "value"]
"""What is the same in several books."""


class Repeated(NamedTuple):
    """Persons of whom several books list one value under one customer id."""

    persons: int = 0
    value: Number = 0
    """What counts once too often, in units of the measure."""


def repeated_values(persons: Persons, combined: Combined | None) -> Repeated:
    """How many persons have one value in several books, under one customer id; blanks and zeros do not count."""
    told = _told(persons, combined)
    told = told[_is_repeated(told)]
    again = told[told.duplicated(_ALIKE)].sort_values("value")
    return Repeated(again["person"].nunique(), again["value"].sum() if len(again) else 0)


def repeated_records(persons: Persons, combined: Combined | None) -> pd.DataFrame:
    """The records that have such a value: `record`, and `group` for those that have the same."""
    told = _told(persons, combined)
    again = told[_is_repeated(told)]
    return pd.DataFrame({"record": again.index, "group": again.groupby(_ALIKE).ngroup().to_numpy()})


def _is_repeated(told: pd.DataFrame) -> "pd.Series[bool]":
    return told.groupby(_ALIKE)["book"].transform("nunique") > 1


def _told(persons: Persons, combined: Combined | None) -> pd.DataFrame:
    """Person, customer id, value and book of the records that have both id and value; the index is the record."""
    value = pd.Series(pd.NA, index=range(len(persons.records)), dtype="Int64")
    told = pd.DataFrame(
        {
            "person": persons.person,
            "id": persons.who.customer_id,
            "value": value if combined is None else combined.worth.reset_index(drop=True),
            "book": persons.records["book"].to_numpy(dtype="int64"),
        }
    )
    known = told["value"].notna() & (told["value"] != 0).fillna(value=False) & (told["id"] != UNKNOWN)
    return told[known.to_numpy(dtype=bool)]
