"""Who claims whom: every branch and manager under whom a person stands in some book."""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from keyclient.analysis.common.identity import folded_names
from keyclient.analysis.common.members import CLAIM, Members
from keyclient.analysis.common.owners import managers
from keyclient.analysis.overlap.named_claims import BLANK, is_only_of_file, with_blanks_told
from keyclient.analysis.overlap.persons import Persons
from keyclient.analysis.overlap.who import Flags, Ints, codes
from keyclient.policy.parts.managers import ManagersPolicy

_WHO = ("branch", "manager")
_LISTED_BY = ("book", "customer_id", *_WHO)
"""What the claims on one person are listed by."""
_DATES = ("open_date", "last_contact")
_FENS = ("deposits", "loans", "revenue")


@dataclass(frozen=True, eq=False)
class Claims:
    """All claims of all books, person by person, in an order that does not depend on that of rows.

    Columns of `frame`: `person`, `record` (its place in `Persons.records`), `book`, `customer_id`, `row`, `opportunity_id`; `branch` and `manager`
    (text; NA is blank), with `branch_code` and `manager_code`, equal where they are one but for case, width and blanks, and told
    where another claim on the person tells what is blank; `is_made` (whether the branch is only what the file is called); `open_date`, `last_contact` (datetime64; NaT is blank), `deposits`, `loans`, `revenue` (Int64, fen) and `is_open`.
    """

    frame: pd.DataFrame
    starts: Ints
    """Where the claims of each person begin; one more entry than persons."""

    def of(self, persons: Ints) -> pd.DataFrame:
        """The claims of some persons, person by person in their order; the index is the place in `frame`."""
        return self.frame.take(places_between(self.starts[persons], self.starts[persons + 1]))

    def ints(self, column: str) -> Ints:
        """A column of whole numbers without blanks."""
        return np.asarray(self.frame[column].to_numpy(dtype="int64"))


def claims_of(persons: Persons, policy: ManagersPolicy) -> Claims:
    """The claims of the persons of some books; where a word for nobody stands, there is no manager."""
    offsets = np.cumsum([0, *(len(book.records) for book in persons.books)])
    books = [_of_book(book, place, offsets[place]) for place, book in enumerate(persons.books)]
    frame = pd.concat([_empty(), *books], ignore_index=True)
    frame["person"] = persons.person[frame["record"].to_numpy(dtype="int64")]
    frame["manager"] = managers(frame["manager"], policy)
    frame = _named(frame)
    ordered = _ordered(frame, persons.records)
    counts = np.bincount(ordered["person"], minlength=persons.count)
    return Claims(ordered, np.concatenate([[0], np.cumsum(counts)]))


def _named(frame: pd.DataFrame) -> pd.DataFrame:
    """The claims with the codes of branch and manager. Only those of one person among several can tell each other's."""
    for name in _WHO:
        frame[f"{name}_code"] = codes(folded_names(frame[name]))
    person = frame["person"].to_numpy(dtype="int64")
    at = np.flatnonzero(frame["person"].duplicated(keep=False).to_numpy(dtype=bool))
    branch, manager = (frame[f"{name}_code"].to_numpy(dtype="int64").copy() for name in _WHO)
    is_made = frame["is_made"].to_numpy(dtype=bool)
    of_file = np.zeros(len(frame), dtype=bool)
    of_file[at] = is_only_of_file(person[at], branch[at], manager[at], is_made[at])
    branch[of_file] = BLANK
    branch[at], manager[at] = with_blanks_told(person[at], branch[at], manager[at])
    return frame.assign(branch=frame["branch"].mask(of_file), branch_code=branch, manager_code=manager)


def places_between(starts: Ints, ends: Ints) -> Ints:
    """All places from each start up to its end, one run after the other."""
    counts = ends - starts
    before = np.cumsum(counts) - counts
    return np.asarray(np.arange(counts.sum()) + np.repeat(starts - before, counts))


def _of_book(book: Members, place: int, offset: int) -> pd.DataFrame:
    claims, records = book.claims, book.records
    at = pd.Index(records["row"]).get_indexer(pd.Index(claims["row"]))
    ids = records["customer_id"] if "customer_id" in records else pd.Series(pd.NA, index=records.index)
    columns = {name: _column(claims, name) for name in CLAIM}
    if "branch" not in claims and book.branch is not None:
        columns["branch"] = pd.Series(book.branch, index=claims.index, dtype="str")
    deals = records["opportunity_id"].take(at).to_numpy() if "opportunity_id" in records else pd.NA
    is_open = claims["is_open"].fillna(value=False) if "is_open" in claims else False
    return pd.DataFrame(
        {
            **columns,
            "record": at + offset,
            "book": place,
            "customer_id": ids.astype("str").take(at).to_numpy(),
            "row": claims["own_row" if "own_row" in claims else "row"],
            "opportunity_id": claims.get("opportunity_id", deals),
            "is_open": pd.Series(is_open, index=claims.index, dtype=bool),
            "is_made": book.branch is not None,
        }
    )


def _column(claims: pd.DataFrame, name: str) -> pd.Series:
    """A column of claims in its dtype; all blank where the book has none."""
    kind = "datetime64[s]" if name in _DATES else "Int64" if name in _FENS else "str"
    if name not in claims:
        return pd.Series(pd.NaT if name in _DATES else pd.NA, index=claims.index, dtype=kind)
    return pd.Series(claims[name], dtype=kind)


def _empty() -> pd.DataFrame:
    """No claims, with every column in its dtype."""
    none = pd.DataFrame({"row": pd.Series(dtype="int64")})
    columns = {name: _column(none, name) for name in CLAIM}
    whole = {name: pd.Series(dtype="int64") for name in ("record", "book", "row")}
    flags = {name: pd.Series(dtype=bool) for name in ("is_open", "is_made")}
    return pd.DataFrame({**columns, **whole, "customer_id": pd.Series(dtype="str"), **flags})


def _ordered(frame: pd.DataFrame, records: pd.DataFrame) -> pd.DataFrame:
    """The claims person by person. Only those of one person among several have to be put in order."""
    several: Flags = frame["person"].duplicated(keep=False).to_numpy(dtype=bool)
    among = frame[several]
    among = among.assign(rank=_ranks(among, records)).sort_values([*_LISTED_BY, "rank"], kind="stable")
    rest = np.flatnonzero(~several)
    places = np.concatenate([among.index.to_numpy(dtype="int64"), rest])
    owners = frame["person"].to_numpy(dtype="int64")[places]
    return frame.take(places[np.argsort(owners, kind="stable")]).reset_index(drop=True)


def _ranks(among: pd.DataFrame, records: pd.DataFrame) -> Ints:
    """The order of claims that stand in one book under one id and one manager: by all else that is known, not by row."""
    ranks = np.zeros(len(among), dtype=np.int64)
    tied = among.duplicated(["person", *_LISTED_BY], keep=False).to_numpy(dtype=bool)
    claims = among[tied].reset_index(drop=True)
    told = records.drop(columns=["row", "book"]).take(claims["record"].to_numpy(dtype="int64"))
    told = told.reset_index(drop=True).add_prefix("record ")
    whole = pd.concat([claims.drop(columns=["record", "row"]), told], axis=1)
    order = whole.sort_values(sorted(map(str, whole)), kind="stable").index.to_numpy(dtype="int64")
    ranks[np.flatnonzero(tied)[order]] = np.arange(len(order))
    return ranks
