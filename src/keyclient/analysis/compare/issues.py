"""The issues that `compare` raises about the books."""

from collections.abc import Iterator

from keyclient.analysis.compare.leading_zeros import zero_issues
from keyclient.analysis.compare.panel import Panel
from keyclient.analysis.compare.perhaps import perhaps_issues
from keyclient.analysis.compare.restated import restated_issues
from keyclient.analysis.compare.result import CompareResult
from keyclient.analysis.compare.unfollowed import unfollowed_issues
from keyclient.analysis.compare.whole_groups import whole_group_issues
from keyclient.model.issue import Issue
from keyclient.model.rules import moves


def compare_issues(result: CompareResult, panel: Panel) -> Iterator[Issue]:
    """Blank values that look like money that moved, who cannot be followed and why, and what the books contradict."""
    yield from blank_issues(result)
    yield from _not_followed(result, panel)
    yield from unfollowed_issues(panel, [period.period for period in result.periods])
    yield from zero_issues(panel)
    yield from whole_group_issues(result.vanished, panel.measure, panel.now.called)
    yield from perhaps_issues(result)
    yield from restated_issues(result.restated)


def blank_issues(result: CompareResult) -> Iterator[Issue]:
    """Blank values that look like money that moved."""
    before, now = result.periods[-2].period, result.periods[-1].period
    if result.blank.now:
        yield moves.BlankNow(book=now, count=result.blank.now)
    if result.blank.before:
        yield moves.BlankBefore(book=before, count=result.blank.before)


def _not_followed(result: CompareResult, panel: Panel) -> Iterator[Issue]:
    """Of one book alone, whose opening is made up, once; customers of whom it is not known are told of apart."""
    own = result.own_changes
    first, told = (0, 0) if own is None else (len(panel.books) - 1, own.unknown_customers)
    for book, period in list(enumerate(result.periods))[first:]:
        apart = int((~panel.followed(book)).sum()) - told
        if apart > 0:
            yield moves.NotFollowed(book=period.period, count=apart)
