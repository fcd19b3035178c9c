"""The issues that `overlap` raises about the customers of its books."""

from collections.abc import Iterator

from keyclient.analysis.overlap.result import OverlapResult
from keyclient.model.issue import Issue
from keyclient.model.rules.overlap import OwnerUndecided, SameValueAgain


def overlap_issues(result: OverlapResult) -> Iterator[Issue]:
    """That a balance may count several times, and that somebody has to agree on some customers."""
    if result.total.repeated:
        yield SameValueAgain(count=result.total.repeated)
    if result.total.undecided:
        yield OwnerUndecided(count=result.total.undecided)
