"""The persons with several records, or with several who claim them."""

from dataclasses import dataclass
from typing import Any

import numpy as np
import pyarrow as pa

from keyclient.analysis.common.lazy_rows import ArrowSource, Columns, LazyRows
from keyclient.analysis.overlap.claim_lists import ClaimLists, lists_of
from keyclient.analysis.overlap.claims import Claims
from keyclient.analysis.overlap.combined import Combined, Tiers
from keyclient.analysis.overlap.grounds import Grounds
from keyclient.analysis.overlap.named_claims import BLANK
from keyclient.analysis.overlap.order import largest_first
from keyclient.analysis.overlap.persons import Persons
from keyclient.analysis.overlap.result import SamePerson
from keyclient.analysis.overlap.who import Flags, Ints
from keyclient.analysis.overlap.whose import Whose, step_name

ID_NUMBER, CUSTOMER_ID, ONE_RECORD = "id_number", "customer_id", "one_record"


@dataclass(frozen=True, eq=False)
class Same:
    """The persons who are shared, and what is said about each."""

    persons: Ints
    records: Ints
    """How many each has."""
    by_number: Flags
    by_id: Flags
    whose: Whose

    @property
    def joined(self) -> Ints:
        """Those with several records."""
        return self.persons[self.records > 1]


def shared_persons(persons: Persons, claims: Claims) -> Ints:
    """Who has several records, or several managers or branches in one."""
    several = np.bincount(persons.person, minlength=persons.count) > 1
    for name in ("branch_code", "manager_code"):
        named = claims.frame[claims.frame[name] != BLANK]
        different = named[["person", name]].drop_duplicates()
        several |= np.bincount(different["person"], minlength=persons.count) > 1
    return np.flatnonzero(several)


def same_of(persons: Persons, shared: Ints, owners: Whose) -> Same:
    """The evidence about some persons."""
    records = np.bincount(persons.person, minlength=persons.count)[shared]
    by_number, by_id = (
        np.bincount(persons.person, weights=flags, minlength=persons.count)[shared] > 0
        for flags in (persons.by_number, persons.by_id)
    )
    return Same(shared, records, by_number, by_id, owners)


def same_rows(
    same: Same, claims: Claims, lists: ClaimLists, tiers: Tiers, grounds: Grounds
) -> LazyRows[SamePerson]:
    """The persons, the largest value first, those without one last."""
    table = _table(same, claims, tiers.combined)

    def convert(part: pa.Table) -> Columns:
        columns = {name: part[name].to_pylist() for name in part.column_names if name != "claims"}
        managers, branches = (lists.texts(name, part[name]) for name in ("manager", "branch"))
        told = [columns[name] for name in ("best", "next", "unknown", "out")]
        return {
            "customers": lists.made(part["claims"]),
            "evidence": map(_evidence, *(columns[name] for name in ("records", "by_number", "by_id"))),
            "owner": [one or other for one, other in zip(managers, branches, strict=True)],
            "owner_branch": branches,
            "step": map(step_name, columns["step"]),
            "ground": map(grounds.of, columns["step"], *told),
            "combined_value": tiers.amounts(columns["value"]),
            "combined_tier": map(tiers.name, columns["place"]),
            "key": map(tiers.is_key, columns["place"]),
        }

    return LazyRows(SamePerson, ArrowSource(table, convert))


def _table(same: Same, claims: Claims, combined: Combined | None) -> pa.Table:
    order = largest_first(combined, same.persons)
    persons, owners = same.persons[order], same.whose
    columns: dict[str, Any] = {
        name: getattr(owners, name)[order]
        for name in ("step", "manager", "branch", "best", "next", "unknown", "out")
    }
    return pa.table(
        {
            **columns,
            "records": same.records[order],
            "by_number": same.by_number[order],
            "by_id": same.by_id[order],
            "value": values_of(combined, persons),
            "place": places_of(combined, persons),
            "claims": lists_of(claims.starts[persons], claims.starts[persons + 1]),
        }
    )


def values_of(combined: Combined | None, persons: Ints) -> pa.Array:
    """The values of persons in units of the measure."""
    if combined is None:
        return pa.nulls(len(persons), pa.int64())
    return pa.array(combined.persons["value"].take(persons), from_pandas=True)


def places_of(combined: Combined | None, persons: Ints) -> pa.Array:
    """The tiers of persons; null without a measure."""
    if combined is None:
        return pa.nulls(len(persons), pa.int64())
    return pa.array(combined.places[persons])


def _evidence(records: int, by_number: bool, by_id: bool) -> tuple[str, ...]:  # noqa: FBT001 - flags of a row
    if records == 1:
        return (ONE_RECORD,)
    return (*([ID_NUMBER] if by_number else []), *([CUSTOMER_ID] if by_id else []))
