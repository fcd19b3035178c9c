"""The issues that `overlap` raises about the customers of its books."""

from collections.abc import Iterator

from keyclient.analysis.overlap.result import OverlapResult
from keyclient.model.issue import Issue
from keyclient.model.rules.overlap import OwnerUndecided


def overlap_issues(result: OverlapResult) -> Iterator[Issue]:
    """That somebody has to agree on some customers."""
    if result.total.undecided:
        yield OwnerUndecided(count=result.total.undecided)
