"""What became of the money that has matured since an earlier book."""

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

import numpy as np
import numpy.typing as npt
import pandas as pd

from keyclient.analysis.common.contacts import OWNED
from keyclient.analysis.common.term_products import products
from keyclient.analysis.maturity.refusals import NotEarlierError
from keyclient.analysis.maturity.rows import YUAN, matured_rows
from keyclient.analysis.maturity.takeover_result import Kept, KeptGroup, NotFollowed, Takeover
from keyclient.analysis.maturity.vanished import vanished_groups
from keyclient.model.portfolio import GROUPED_BY_HEADING, Portfolio
from keyclient.policy.parts.maturity import MaturityPolicy

Integers = npt.NDArray[np.int64]
_ID = "customer_id"


@dataclass(frozen=True)
class TakeoverTerms:
    """How what has matured is followed."""

    policy: MaturityPolicy
    by: Sequence[str]
    """Columns to group by."""
    top: int | None
    """How many customers are listed; None: all."""
    vanished: int
    """From how many customers on a group that the newest book does not have is told."""


def takeover(old: Portfolio, new: Portfolio, now_due: pd.DataFrame, terms: TakeoverTerms) -> Takeover:
    """What became of M, which matured after the data date of the earlier book, up to that of the new one.

    For each customer of the earlier book, in fen:

    - `rolled = clamp(term_new - (term_old - M), 0, M)`, `term` being all that matures after the data date of a book,
    - `kept = max(rolled, clamp(AUM_new - (AUM_old - M), 0, M))`, `parked = kept - rolled`, `left = M - kept`.

    Who is no longer listed has left with all of it. A customer whose term money is not all known, with its day and
    amount, in both books is unknown, and one whose row in the new book cannot be read; so is what was not rolled where a
    book does not say the AUM. Customers are followed by ids that nobody else has. `now_due`: the products of the new book.
    Raises `NotEarlierError` and as `products`.
    """
    if old.as_of >= new.as_of:
        path = old.sources[0].path if old.sources else "-"
        raise NotEarlierError(earlier=path, day=old.as_of, today=new.as_of)
    texts = [name for name in dict.fromkeys((*terms.by, *OWNED)) if name in old.frame]
    shown = [name for name in terms.by if name in texts] or [name for name in OWNED if name in texts]
    due = products(old)
    everybody = _customers(old, due, new.as_of)
    whole = everybody[everybody["matured"] > 0].join(_texts(old, texts), on="row")
    followed = whole[whole["row"].isin(old.frame["row"][_are_followed(old, new)])]
    apart = whole.drop(followed.index)
    aside = _set_aside(new)
    settled = _settled(followed, _customers(new, now_due, new.as_of), aside, terms.policy)
    ordered = settled.sort_values(
        ["left", "parked", _ID], ascending=[False, False, True], na_position="last", kind="stable"
    )
    has_aum = "aum" in old.frame and "aum" in new.frame
    return Takeover(
        **_kept(settled, has_aum=has_aum).model_dump(),
        path=old.sources[0].path if old.sources else "",
        since=old.as_of,
        until=new.as_of,
        share=terms.policy.taken_over,
        unfollowed=_counted(apart),
        set_aside=_counted(followed[followed[_ID].isin(aside)]),
        vanished=vanished_groups(
            old, new, everybody["matured"], _are_there(everybody[_ID], new, aside), terms.vanished
        ),
        unknown_products=_unknown_products(due, (new.as_of - old.as_of).days),
        groups=tuple(_groups(settled, shown, has_aum=has_aum)),
        lines=matured_rows(ordered if terms.top is None else ordered.head(terms.top)),
        total_lines=len(ordered),
    )


def _customers(book: Portfolio, rows: pd.DataFrame, until: dt.date) -> pd.DataFrame:
    """Every customer: `matured` from the data date to `until`, `term` after the data date, whether that is all, and AUM."""
    later = rows[(rows["days"] > 0).fillna(value=False)]
    last = (until - book.as_of).days
    unsure = rows[rows["days"].isna() | (rows["is_unknown"] & rows["days"].gt(0).fillna(value=False))]
    frame = book.frame[["row", _ID]] if _ID in book.frame else book.frame[["row"]].assign(**{_ID: None})
    aum = book.frame["aum"] if "aum" in book.frame else pd.Series(pd.NA, frame.index, dtype="Int64")
    own = frame["row"]
    return frame.assign(
        term=_sums(later, own),
        matured=_sums(later[(later["days"] <= last).fillna(value=False)], own),
        is_unsure=own.isin(unsure["row"]).to_numpy(),
        aum=aum.array,
    )


def _sums(rows: pd.DataFrame, customers: "pd.Series[int]") -> "pd.Series[int]":
    return customers.map(rows.groupby("row")["amount"].sum()).fillna(0).astype(np.int64)


def _texts(book: Portfolio, texts: Sequence[str]) -> pd.DataFrame:
    frame = book.frame
    cells = {name: frame[name].astype("str").fillna("").to_numpy() for name in texts}
    return pd.DataFrame(cells, index=pd.Index(frame["row"], name="row"))


def _counted(rows: pd.DataFrame) -> NotFollowed:
    return NotFollowed(customers=len(rows), matured=YUAN.amount(int(rows["matured"].sum())))


def _set_aside(new: Portfolio) -> frozenset[str]:
    """The ids of customers who stand in the book in rows that cannot be read."""
    if new.unread is None or _ID not in new.unread:
        return frozenset()
    return frozenset(new.unread[_ID].dropna())


def _are_there(ids: "pd.Series[str]", new: Portfolio, aside: frozenset[str]) -> "pd.Series[bool]":
    """Which customers the new book has, in rows that can be read or not."""
    known = set(new.frame[_ID].dropna()) if _ID in new.frame else set()
    return ids.notna() & ids.isin(known | aside)


def _settled(
    old: pd.DataFrame, now: pd.DataFrame, aside: frozenset[str], policy: MaturityPolicy
) -> pd.DataFrame:
    """What became of each customer's money, in fen. `aside`: whose rows in the new book cannot be read."""
    columns = ["row", "term", "is_unsure", "aum"]
    here = now[now[_ID].notna()].set_index(_ID)[columns].astype({"row": "Int64", "term": "Int64"})
    rows = old.join(here.add_suffix("_now"), on=_ID).reset_index(drop=True)
    matured = rows["matured"].to_numpy(np.int64)
    is_here = rows["row_now"].notna().to_numpy(bool)
    is_aside = rows[_ID].isin(aside).to_numpy(bool)
    is_unsure = (rows["is_unsure"] | rows["is_unsure_now"].eq(other=True)).to_numpy(bool)
    is_sure = is_here & ~is_aside & ~is_unsure
    has_aum = (rows["aum"].notna() & rows["aum_now"].notna()).to_numpy(bool)
    rolled = np.where(is_sure, _clamped(rows["term_now"], rows["term"], matured), 0)
    kept = np.maximum(rolled, np.where(has_aum, _clamped(rows["aum_now"], rows["aum"], matured), 0))
    is_known = (~is_here & ~is_aside) | (is_sure & (has_aum | (rolled == matured)))
    return rows.drop(columns=["row"]).assign(
        row=rows["row_now"],
        old_row=rows["row"],
        rolled=rolled,
        parked=pd.Series(kept - rolled, dtype="Int64").where(is_known),
        left=pd.Series(matured - kept, dtype="Int64").where(is_known),
        unknown=np.where(is_known, 0, matured - rolled),
        is_taken_over=_enough(rolled, matured, policy.taken_over),
    )


def _clamped(now: "pd.Series[int]", before: "pd.Series[int]", matured: Integers) -> Integers:
    """What of the matured money is there again, beside all else that was there; blanks count nothing."""
    rest = before.fillna(0).to_numpy(np.int64) - matured
    found: Integers = np.clip(now.fillna(0).to_numpy(np.int64) - rest, 0, matured)
    return found


def _enough(rolled: Integers, matured: Integers, share: float) -> list[bool]:
    """Whether at least the share was rolled, without the noise of binary fractions."""
    exact = Decimal(str(share))
    return [own >= exact * whole for own, whole in zip(rolled.tolist(), matured.tolist(), strict=True)]


def _kept(rows: pd.DataFrame, *, has_aum: bool) -> Kept:
    sums = {
        name: YUAN.amount(int(rows[name].sum()))
        for name in ("matured", "rolled", "parked", "left", "unknown")
    }
    parked = sums.pop("parked")
    return Kept(
        customers=len(rows),
        taken_over=int(rows["is_taken_over"].sum()),
        parked=parked if has_aum else None,
        **sums,
    )


def _groups(rows: pd.DataFrame, by: Sequence[str], *, has_aum: bool) -> Iterator[KeptGroup]:
    for name in by:
        found = [
            KeptGroup(
                by=name.removesuffix(GROUPED_BY_HEADING),
                group=str(group) or None,
                kept=_kept(own, has_aum=has_aum),
            )
            for group, own in rows.groupby(name, sort=False)
        ]
        yield from sorted(found, key=lambda one: (-one.kept.matured, one.group or ""))


def _are_followed(old: Portfolio, new: Portfolio) -> "pd.Series[bool]":
    """Which customers of the earlier book have an id that nobody else has, in both books."""
    if _ID not in old.frame or _ID not in new.frame:
        return pd.Series(data=False, index=old.frame.index)
    ids, now = old.frame[_ID], new.frame[_ID]
    return ids.notna() & ~ids.duplicated(keep=False) & ~ids.isin(now[now.duplicated()])


def _unknown_products(rows: pd.DataFrame, days: int) -> int:
    return int((rows["is_unknown"] & rows["days"].between(1, days).fillna(value=False)).sum())
