"""The issues that `overlap` raises about the customers of its books."""

from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import PurePath

from keyclient.analysis.common.lazy_rows import LazyRows
from keyclient.analysis.common.members import Members
from keyclient.analysis.overlap.result import Doubt, OverlapBook, OverlapResult
from keyclient.model.amount_words import amount_words
from keyclient.model.issue import Issue
from keyclient.model.label import Label, listed_first
from keyclient.model.place import in_file, in_sheet
from keyclient.model.rules.overlap import (
    DealsCountOnce,
    NumberOfAnother,
    OwnerUndecided,
    SameValueAgain,
    SeveralNumberings,
)


def deal_issues(books: Sequence[Members]) -> Iterator[Issue]:
    """What several deals of one customer say alike, book by book."""
    for book in books:
        measure, once = book.measure, book.counted_once
        if measure is not None and once.customers:
            amount = amount_words(measure.amount(once.value), measure.kind)
            yield DealsCountOnce(
                book=PurePath(book.path).name, measure=measure.label, customers=once.customers, amount=amount
            )


_MOST = 10
"""Addresses that an issue names; the list of `overlap` has all."""


def overlap_issues(result: OverlapResult, doubts: LazyRows[Doubt]) -> Iterator[Issue]:
    """What keeps records apart that look like one, and that somebody has to agree on some customers. `doubts`: all of them."""
    numberings = len({book.numbering for book in result.books})
    if numberings > 1:
        yield SeveralNumberings(numbers=numberings, books=len(result.books))
    if result.total.not_hers:
        cell, addresses = _rows(result.books, doubts, "id_number")
        yield NumberOfAnother(cell, count=result.total.not_hers, addresses=addresses)
    if result.total.repeated:
        cell, addresses = _rows(result.books, doubts, "value")
        yield SameValueAgain(cell, count=result.total.repeated, addresses=addresses)
    if result.total.undecided:
        yield OwnerUndecided(count=result.total.undecided)


def _rows(books: Sequence[OverlapBook], doubts: LazyRows[Doubt], kind: str) -> tuple[str, Label]:
    """Where the records of one kind stand: the first address, and the first of all with their number."""
    (kinds,) = doubts.source.values("kind")
    places = [place for place, one in enumerate(kinds) if one == kind]
    addresses = [_address(books, one) for one in doubts.at(places[:_MOST])]
    return addresses[0], listed_first([*addresses, *places[_MOST:]], _MOST)


def _address(books: Sequence[OverlapBook], doubt: Doubt) -> str:
    """The row of a record, with its file among several; files of one name are told apart by their paths."""
    place = in_sheet(books[doubt.book].sheet, str(doubt.row))
    if len(books) == 1:
        return place
    names = Counter(PurePath(book.path).name for book in books)
    name = PurePath(doubt.path).name
    return in_file(name if names[name] == 1 else doubt.path, place)
