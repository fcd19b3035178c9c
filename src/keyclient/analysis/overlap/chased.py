"""Persons whom several managers chase at once: open deals or prospects of one, with several managers."""

import numpy as np
import pandas as pd
import pyarrow as pa

from keyclient.analysis.common.identity import folded
from keyclient.analysis.common.lazy_rows import ArrowSource, Columns, LazyRows
from keyclient.analysis.overlap.claim_lists import ClaimLists, grouped_lists
from keyclient.analysis.overlap.claims import Claims
from keyclient.analysis.overlap.combined import Combined
from keyclient.analysis.overlap.lead_groups import by_opportunity, by_phone
from keyclient.analysis.overlap.named_claims import BLANK, is_only_of_file, several
from keyclient.analysis.overlap.order import order_by_value
from keyclient.analysis.overlap.pairs import Traits
from keyclient.analysis.overlap.persons import Persons
from keyclient.analysis.overlap.public import Reach
from keyclient.analysis.overlap.result import ChasedTwice, Claimant
from keyclient.analysis.overlap.same import CUSTOMER_ID, ID_NUMBER, ONE_RECORD
from keyclient.analysis.overlap.who import Ints
from keyclient.policy.parts.overlap import OverlapPolicy

OPPORTUNITY_ID, NAME_AND_PHONE = "opportunity_id", "name_and_phone"
_WHO = ["branch", "manager"]
EVIDENCE = (ID_NUMBER, CUSTOMER_ID, ONE_RECORD, OPPORTUNITY_ID, NAME_AND_PHONE)


def chased_twice(
    persons: Persons, claims: Claims, phones: Reach, traits: Traits, policy: OverlapPolicy
) -> pd.DataFrame:
    """The open claims on persons whom several chase: `place` in `Claims.frame`, `person`, `group`, `evidence` (in `EVIDENCE`).

    A person is chased twice where her open claims name several managers or several branches: by the rule that makes a customer
    contested. Persons who are not joined are one group where the opportunity is one and no names contradict it, or name
    and a telephone that is not public.
    """
    frame = claims.frame[claims.frame["is_open"]]
    alone = _chased(frame, pd.DataFrame({"place": frame.index, "group": frame["person"]}))
    parts = [
        alone.assign(evidence=_joined_by(persons, alone)),
        _across(_chased(frame, by_opportunity(persons, frame, traits, policy)), OPPORTUNITY_ID),
        _across(_chased(frame, by_phone(persons, frame, phones, traits)), NAME_AND_PHONE),
    ]
    for number, part in enumerate(parts):
        part["group"] = part["group"] * len(parts) + number
    return _once(pd.concat(parts, ignore_index=True))


def chased_rows(chased: pd.DataFrame, lists: ClaimLists, combined: Combined | None) -> LazyRows[ChasedTwice]:
    """Those who are chased twice, the largest value first, those without one last."""
    chased = _in_order(chased, combined)

    def convert(part: pa.Table) -> Columns:
        deals = list(lists.made(part["claims"]))
        return {
            "deals": deals,
            "managers": map(_managers, deals),
            "evidence": [EVIDENCE[place] for place in part["evidence"].to_pylist()],
        }

    group, place = (chased[name].to_numpy(dtype="int64") for name in ("group", "place"))
    evidence = chased.drop_duplicates("group")["evidence"].to_numpy(dtype="int64")
    table = pa.table({"evidence": pa.array(evidence), "claims": grouped_lists(group, place)})
    return LazyRows(ChasedTwice, ArrowSource(table, convert))


def _chased(frame: pd.DataFrame, entries: pd.DataFrame) -> pd.DataFrame:
    """The open claims of those groups that several chase: `place`, `group`, `person`, `record`, `branch` and `manager` (codes)."""
    own = frame[["person", "record", "branch_code", "manager_code", "is_made"]]
    told = entries[["place", "group"]].merge(own, left_on="place", right_index=True)
    group, branch, manager = (
        told[name].to_numpy("int64") for name in ("group", "branch_code", "manager_code")
    )
    of_file = is_only_of_file(group, branch, manager, told["is_made"].to_numpy(dtype=bool))
    branch = np.where(of_file, BLANK, branch)
    found = told[["place", "group", "person", "record"]].assign(branch=branch, manager=manager)
    return found[several(found["group"], branch, manager)]


def _joined_by(persons: Persons, chased: pd.DataFrame) -> Ints:
    """What joins the open records of each person."""
    records = chased["record"].to_numpy(dtype="int64")
    flags = pd.DataFrame({"by_number": persons.by_number[records], "by_id": persons.by_id[records]})
    grouped = flags.groupby(chased["group"].to_numpy()).transform("any")
    is_one = chased.groupby("group")["record"].transform("nunique").to_numpy() == 1
    told = [is_one, grouped["by_number"].to_numpy(dtype=bool)]
    places = [EVIDENCE.index(name) for name in (ONE_RECORD, ID_NUMBER)]
    return np.select(told, places, EVIDENCE.index(CUSTOMER_ID))


def _across(chased: pd.DataFrame, evidence: str) -> pd.DataFrame:
    """Those groups of whose persons none has all the managers and branches alone."""
    known = chased.assign(**{name: chased[name].where(chased[name] != BLANK) for name in _WHO})
    whole = known.groupby("group")[_WHO].nunique()
    own = known.groupby(["group", "person"])[_WHO].nunique()
    is_whole = own.eq(whole.reindex(own.index.get_level_values("group")).to_numpy()).all(axis=1)
    covered = own.index.get_level_values("group")[is_whole.to_numpy(dtype=bool)]
    kept = chased[~chased["group"].isin(covered)]
    return kept.assign(evidence=EVIDENCE.index(evidence))


def _once(chased: pd.DataFrame) -> pd.DataFrame:
    """Without groups of the same claims as one with better evidence."""
    ordered = chased.sort_values(["evidence", "group", "place"], kind="stable")
    claims = ordered["place"].astype("str").groupby(ordered["group"], sort=False).agg(" ".join)
    return ordered[ordered["group"].isin(claims.index[~claims.duplicated()])]


def _in_order(chased: pd.DataFrame, combined: Combined | None) -> pd.DataFrame:
    """With `group` numbered from 0 in the order of the list."""
    ties = chased.groupby("group")["person"].agg(["min", "max", "sum"])
    values = pd.Series(pd.NA, index=ties.index, dtype="Int64")
    if combined is not None:
        people = chased.drop_duplicates(["group", "person"])
        worth = combined.persons["value"].take(people["person"].to_numpy(dtype="int64"))
        values = worth.groupby(people["group"].to_numpy()).sum(min_count=1)
    order = order_by_value(values, *(ties[name].to_numpy() for name in ("sum", "max", "min")))
    ranks = pd.Series(np.arange(len(order)), index=ties.index[order])
    ranked = chased.assign(group=chased["group"].map(ranks))
    return ranked.sort_values(["group", "person", "place"], kind="stable")


def _managers(deals: tuple[Claimant, ...]) -> tuple[str, ...]:
    """The managers, each by one spelling."""
    named = {folded(deal.manager): deal.manager for deal in deals if deal.manager is not None}
    return tuple(sorted(named.values()))
