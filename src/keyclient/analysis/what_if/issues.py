"""What has to be known about a policy that is tried."""

from collections.abc import Iterator

from keyclient.analysis.what_if.result import WhatIfResult
from keyclient.model.issue import Issue
from keyclient.model.label import listed
from keyclient.model.rules.what_if import NothingMoves, NothingTried, SeatsShort, SeatsUnknown


def what_if_issues(result: WhatIfResult, *, has_key: bool) -> Iterator[Issue]:
    """Policies that are the same, and managers with more key customers than seats. `has_key`: seats are asked for at all."""
    if all(one.base == one.reform for one in result.changes):
        yield NothingTried()
    elif _moves_nothing(result):
        yield NothingMoves(keys=listed(dict.fromkeys(one.key for one in result.changes)))
    if result.seats is not None and result.seats.over:
        yield SeatsShort(managers=result.seats.managers_over, count=result.seats.over)
    if has_key and result.managers is None and result.curve is None:
        yield SeatsUnknown(field="manager")


def _moves_nothing(result: WhatIfResult) -> bool:
    """Whether everybody stays where she is, though the policies are not the same; a range shows it by itself."""
    if any(one.key.startswith("managers.") for one in result.changes):
        return False
    floors_stay = all(one.base == one.reform for one in result.floors)
    return result.curve is None and not result.total_moved and floors_stay
