"""The issues that `overlap` raises about the customers of its books."""

from collections.abc import Iterator, Sequence
from pathlib import PurePath

from keyclient.analysis.common.members import Members
from keyclient.analysis.overlap.result import OverlapResult
from keyclient.model.amount_words import amount_words
from keyclient.model.issue import Issue
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


def overlap_issues(result: OverlapResult) -> Iterator[Issue]:
    """What keeps records apart that look like one, and that somebody has to agree on some customers."""
    numberings = len({book.numbering for book in result.books})
    if numberings > 1:
        yield SeveralNumberings(numbers=numberings, books=len(result.books))
    if result.total.not_hers:
        yield NumberOfAnother(count=result.total.not_hers)
    if result.total.repeated:
        yield SameValueAgain(count=result.total.repeated)
    if result.total.undecided:
        yield OwnerUndecided(count=result.total.undecided)
