"""The deals of a book by customer: who has several deals is one head, and what all of them say alike counts once."""

from dataclasses import replace

import numpy as np
import pandas as pd

from keyclient.analysis.common.members import NOTHING_TWICE, CountedOnce, Members
from keyclient.analysis.overlap.deal_heads import heads_of
from keyclient.analysis.overlap.persons import Persons, persons
from keyclient.analysis.overlap.who import UNKNOWN, Flags, Ints, codes, texts
from keyclient.policy.parts.overlap import OverlapPolicy

_HOW = {
    "row": "min",
    "birth_date": "min",
    "open_date": "min",
    "last_contact": "max",
    "last_transaction": "max",
    "products": "max",
    "satisfaction": "mean",
    "is_open": "max",
    "has_lost_digits": "min",
}
"""How what several deals say of one customer becomes one; amounts have a rule of their own."""
_FENS = ("deposits", "loans", "revenue")


def heads_once(book: Members, policy: OverlapPolicy) -> Members:
    """The book with one record a customer, where its rows are deals; its claims stay deals. Other books as they are."""
    if "opportunity_id" not in book.records or "own_row" in book.claims:
        return book
    joined = persons([book], policy)
    records = joined.records.drop(columns="book")
    deals = _deals(records)
    head, last = heads_of(joined, deals), _is_last(records, deals)
    if len(np.unique(head)) == len(head) and last.all():
        return book
    amounts = ["referrals", *(column for one in book.further.values() for column in one.columns), "value"]
    merged, once = _merged(joined, records, head, deals, [name for name in amounts if name in records])
    return replace(
        book,
        records=merged,
        claims=_claims(book.claims, records, head, last),
        listed=_listed(book.listed, records, head),
        counted_once=once if book.measure is not None else NOTHING_TWICE,
    )


def _deals(records: pd.DataFrame) -> Ints:
    """The deal of each record; one without a number is a deal of its own."""
    found = codes(texts(records, "opportunity_id").str.strip().str.casefold().replace("", None))
    return np.asarray(np.where(found == UNKNOWN, found.max(initial=0) + 1 + np.arange(len(found)), found))


def _is_last(records: pd.DataFrame, deals: Ints) -> Flags:
    """The rows that stand as of now: those of the last day of each deal, where rows are events."""
    if "stage_date" not in records:
        return np.ones(len(records), dtype=bool)
    days = records["stage_date"]
    last = days.groupby(deals).transform("max")
    return np.asarray((days.eq(last) | last.isna()).to_numpy(dtype=bool))


def _merged(
    joined: Persons, records: pd.DataFrame, head: Ints, deals: Ints, amounts: list[str]
) -> tuple[pd.DataFrame, CountedOnce]:
    """One row a head, and of the values what was not added again."""
    once = NOTHING_TWICE
    columns = {}
    told = _trusted(joined, records, head)
    for name in records.columns.drop("stage_date", errors="ignore"):
        if name in amounts:
            columns[name] = _once(records, str(name), head, deals)
            if name == "value":
                once = _not_added(records[name], columns[name], head)
        else:
            column = told[name].groupby(head).agg(_HOW.get(str(name), "max"))
            columns[name] = column.astype(records[name].dtype)
    return pd.DataFrame(columns).sort_values("row").reset_index(drop=True), once


def _trusted(joined: Persons, records: pd.DataFrame, head: Ints) -> pd.DataFrame:
    """The records without ids that have lost digits and numbers that are not valid, where another deal of her has better ones."""
    good = {"id_number": joined.number.notna()}
    if "has_lost_digits" in records:
        good["customer_id"] = ~records["has_lost_digits"].fillna(value=False).astype(bool)
    kept = {
        name: records[name].where(is_good | ~is_good.groupby(head).transform("any"))
        for name, is_good in good.items()
        if name in records
    }
    return records.assign(**kept)


def _once(records: pd.DataFrame, name: str, head: Ints, deals: Ints) -> pd.Series:
    """The amounts by head: of a deal the last that is known, of deals with equal amounts one, else their sum."""
    told = pd.DataFrame({"head": head, "deal": deals, "amount": records[name]})
    if "stage_date" in records:
        told = told.assign(day=records["stage_date"])[told["amount"].notna()]
        told = told.sort_values(["day", "amount"], na_position="first").drop_duplicates("deal", keep="last")
    by_head = told.sort_values("amount").groupby("head")["amount"]
    found = by_head.sum(min_count=1).where(by_head.nunique() != 1, by_head.max())
    return found.reindex(np.unique(head)).astype(records[name].dtype)


def _not_added(values: pd.Series, found: pd.Series, head: Ints) -> CountedOnce:
    less = values.sort_values().groupby(head[values.sort_values().index]).sum(min_count=1) - found
    less = less[less.fillna(0) != 0]
    return CountedOnce(len(less), less.sum()) if len(less) else NOTHING_TWICE


def _claims(claims: pd.DataFrame, records: pd.DataFrame, head: Ints, last: Flags) -> pd.DataFrame:
    """The deals that claim now, each with its own row and number; amounts that one side's deals have alike stand once."""
    at = pd.Index(records["row"]).get_indexer(pd.Index(claims["row"]))
    rows = records["row"].groupby(head).transform("min")
    found = claims.assign(
        row=rows.take(at).to_numpy(),
        own_row=claims["row"],
        opportunity_id=texts(records, "opportunity_id").take(at).to_numpy(),
    )
    stands = pd.Series(last[at], index=found.index)
    found = found[stands | ~stands.groupby(found["row"]).transform("any")].reset_index(drop=True)
    side = [name for name in ("row", "branch", "manager") if name in found]
    sides = found.groupby(side, dropna=False).ngroup()
    for name in (name for name in _FENS if name in found):
        is_one = found[name].groupby(sides).transform("nunique") == 1
        again = pd.DataFrame({"side": sides, "amount": found[name]}).duplicated()
        found[name] = found[name].mask(is_one & again)
    return found


def _listed(listed: frozenset[int] | None, records: pd.DataFrame, head: Ints) -> frozenset[int] | None:
    """All rows of the heads of whom any deal is listed."""
    if listed is None:
        return None
    asked = records["row"].isin(listed).groupby(head).transform("any")
    return frozenset(records["row"][asked].tolist())
