"""Which records are one person, by numbers alone."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import pandas as pd

from keyclient.analysis.common.members import Members
from keyclient.analysis.overlap.numbering import numberings
from keyclient.analysis.overlap.who import UNBORN, UNKNOWN, Flags, Ints, Who, different, who_is
from keyclient.policy.parts.overlap import OverlapPolicy

_IN_ORDER = ("customer_id", "number", "name", "phone", "birth_date", "address", "value")
"""What persons are ordered by first; then by all else that is known of them."""


@dataclass(frozen=True, eq=False)
class Persons:
    """All records of all books, in the order of the books, and the person of each.

    `records` has the columns of `Members.records` and `book` (int, the place of the book), with an index 0..n-1; `person` numbers
    the persons 0..m-1 in an order that depends on neither that of books nor that of rows. `number`: the valid id number or credit code in one form
    (15 digits as 18), NA where there is none or it is not valid. `by_number`, `by_id`: whether the record is joined to another by each.
    """

    books: tuple[Members, ...]
    records: pd.DataFrame
    person: Ints
    number: pd.Series
    by_number: Flags
    by_id: Flags
    contradicted: Flags
    """Records whose customer_id stands with another valid number, name or birth date too, and which are not joined by it."""
    who: Who
    """What each record says of her."""
    numbering: Ints
    """By book: books of different numberings have no customer ids in common."""
    ids: Ints
    """The customer_id of each record as a code that only books of one numbering share; `UNKNOWN` where there is none."""
    order: Ints
    """The records in the order of persons, each person's in an order that does not depend on that of books and rows."""

    @property
    def count(self) -> int:
        """How many persons there are."""
        return int(self.person.max(initial=-1)) + 1

    @property
    def numberings(self) -> list[int]:
        """The numbering of each book, from 1 in the order of the books."""
        return [int(code) + 1 for code in pd.factorize(self.numbering)[0]]

    @cached_property
    def first(self) -> Ints:
        """The record that stands for each person."""
        return self.order[np.unique(self.person[self.order], return_index=True)[1]]


def persons(books: Sequence[Members], policy: OverlapPolicy) -> Persons:
    """Join by valid number, and by customer_id unless numbers, names or birth dates contradict.

    Of records of one customer_id that contradict each other, those that agree are joined; one that could be any of several, since its
    cells are blank, stands alone. A record without a number is joined to at most one number, so that no chain of records
    holds two.
    """
    records = _records(books)
    who, book = who_is(records, policy.public), records["book"].to_numpy(dtype=np.int64)
    numbering = numberings(who, book, len(books), policy)
    ids = np.where(who.customer_id == UNKNOWN, UNKNOWN, who.customer_id * len(books) + numbering[book])
    ids = pd.factorize(np.where(ids == UNKNOWN, np.nan, ids))[0].astype(np.int64)
    group = _agreeing(who, ids)
    joined = _joined(who.number, group)
    order = _order(records, who)
    person = np.empty(len(order), dtype=np.int64)
    person[order] = pd.factorize(joined[order])[0]
    by_id = (group != UNKNOWN) & (_sizes(group) > 1)
    return Persons(
        books=tuple(books),
        records=records,
        person=person,
        number=who.numbers,
        by_number=(who.number != UNKNOWN) & (_sizes(who.number) > 1),
        by_id=by_id,
        contradicted=_of_several(ids, person) & ~by_id,
        who=who,
        numbering=numbering,
        ids=ids,
        order=order[np.argsort(person[order], kind="stable")],
    )


def _records(books: Sequence[Members]) -> pd.DataFrame:
    frames = [member.records.assign(book=place) for place, member in enumerate(books)]
    return pd.concat(frames, ignore_index=True)


def _agreeing(who: Who, ids: Ints) -> Ints:
    """The records of each customer_id that nothing contradicts, as groups: each of at most one number, name and birth date.

    Whoever has the number may be called by any of the names that stand with it.
    """
    groups = _split(ids, who.number)
    names = who.name.max(initial=UNKNOWN) + 1
    spelled = groups * (names + 1) + who.name
    numbered = (groups != UNKNOWN) & (who.number != UNKNOWN)
    is_hers = np.isin(spelled, spelled[numbered & (who.name != UNKNOWN)]) & (who.name != UNKNOWN)
    name = np.where((numbered | is_hers) & (groups != UNKNOWN), names, who.name)
    groups = _split(groups, name)
    born = pd.factorize(np.where(who.born == UNBORN, np.nan, who.born))[0]
    return _split(groups, born)


def _split(groups: Ints, told: Ints) -> Ints:
    """Groups, those with several known codes parted by them; records without one then belong to no group."""
    width = told.max(initial=UNKNOWN) + 1
    known = (groups != UNKNOWN) & (told != UNKNOWN)
    parts_told = different(groups[known] * width + told[known]) // max(width, 1)
    is_parted = np.bincount(parts_told, minlength=len(groups) + 1)[groups] > 1
    parts = np.where(is_parted, groups * (width + 1) + told + 1, groups * (width + 1))
    found = pd.factorize(parts)[0].astype(np.int64)
    found[(groups == UNKNOWN) | (is_parted & (told == UNKNOWN))] = UNKNOWN
    return np.asarray(found)


def _joined(number: Ints, group: Ints) -> Ints:
    """One code a person: her number's, else that of the number her group has, else her group's, else her own."""
    numbers, groups = number.max(initial=UNKNOWN) + 1, group.max(initial=UNKNOWN) + 1
    of_group = np.arange(numbers, numbers + groups + 1)
    has_both = (number != UNKNOWN) & (group != UNKNOWN)
    of_group[group[has_both]] = number[has_both]
    alone = numbers + groups + 1 + np.arange(len(number))
    return np.asarray(np.where(number != UNKNOWN, number, np.where(group != UNKNOWN, of_group[group], alone)))


def _order(records: pd.DataFrame, who: Who) -> Ints:
    """The records ordered by what they say, so that neither the order of books nor that of rows matters."""
    told = records.assign(number=who.numbers)
    keys = [name for name in _IN_ORDER if name in told]
    keys += sorted({*map(str, told)} - {*keys, "row", "book"})
    return np.asarray(told[keys].sort_values(keys, kind="stable").index.to_numpy())


def _sizes(codes: Ints) -> Ints:
    """How many records have the code of each."""
    return np.asarray(np.bincount(codes + 1, minlength=1)[codes + 1])


def _of_several(ids: Ints, person: Ints) -> Flags:
    """The records whose id several persons have."""
    known = pd.DataFrame({"id": ids, "person": person})[ids != UNKNOWN].drop_duplicates()
    several = known["id"][known["id"].duplicated()]
    return np.asarray((ids != UNKNOWN) & np.isin(ids, several))
