"""The issues that `overlap` raises about the customers of its books."""

from collections.abc import Iterator

from keyclient.analysis.overlap.result import OverlapResult
from keyclient.model.issue import Issue
from keyclient.model.rules.overlap import NumberOfAnother, OwnerUndecided, SameValueAgain, SeveralNumberings


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
