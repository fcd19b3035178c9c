"""Values that stand in several books alike: perhaps the balance at the whole bank, which would count several times."""

from typing import NamedTuple

import pandas as pd

from keyclient.analysis.overlap.combined import Combined
from keyclient.analysis.overlap.persons import Persons
from keyclient.analysis.overlap.who import UNKNOWN
from keyclient.metrics.exact_shares import Number


class Repeated(NamedTuple):
    """Persons of whom several books list one value under one customer id."""

    persons: int = 0
    value: Number = 0
    """What counts once too often, in units of the measure."""


def repeated_values(persons: Persons, combined: Combined | None) -> Repeated:
    """How many persons have one value in several books, under one customer id; blanks and zeros do not count."""
    if combined is None:
        return Repeated()
    told = pd.DataFrame(
        {
            "person": persons.person,
            "id": persons.who.customer_id,
            "value": combined.worth.reset_index(drop=True),
            "book": persons.records["book"].to_numpy(dtype="int64"),
        }
    )
    known = told["value"].notna() & (told["value"] != 0).fillna(value=False) & (told["id"] != UNKNOWN)
    alike = told[known.to_numpy(dtype=bool)]
    keys = ["person", "id", "value"]
    again = alike[alike.duplicated(keys)].sort_values("value")
    again = again[_in_several_books(alike, keys).loc[again.index]]
    return Repeated(again["person"].nunique(), again["value"].sum() if len(again) else 0)


def _in_several_books(records: pd.DataFrame, keys: list[str]) -> "pd.Series[bool]":
    return records.groupby(keys)["book"].transform("nunique") > 1
