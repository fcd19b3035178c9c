"""The issues that `compare` raises about the books."""

from collections.abc import Iterator

from keyclient.analysis.compare.panel import Panel
from keyclient.analysis.compare.result import CompareResult
from keyclient.model.issue import Issue
from keyclient.model.rules import moves


def compare_issues(result: CompareResult, panel: Panel) -> Iterator[Issue]:
    """Blank values that look like money that moved, and customers who cannot be followed."""
    before, now = result.periods[-2].period, result.periods[-1].period
    if result.blank.now:
        yield moves.BlankNow(book=now, count=result.blank.now)
    if result.blank.before:
        yield moves.BlankBefore(book=before, count=result.blank.before)
    for book, period in enumerate(result.periods):
        apart = int((~panel.followed(book)).sum())
        if apart:
            yield moves.NotFollowed(book=period.period, count=apart)
