"""What has to be known about a policy that is tried."""

from collections.abc import Iterator

from keyclient.analysis.what_if.result import WhatIfResult
from keyclient.model.issue import Issue
from keyclient.model.rules.what_if import NothingTried, SeatsShort, SeatsUnknown


def what_if_issues(result: WhatIfResult, *, has_key: bool) -> Iterator[Issue]:
    """Policies that are the same, and managers with more key customers than seats. `has_key`: seats are asked for at all."""
    if result.reform_sha256 == result.base_sha256 and all(one.base == one.reform for one in result.changes):
        yield NothingTried()
    if result.seats is not None and result.seats.over:
        yield SeatsShort(managers=result.seats.managers_over, count=result.seats.over)
    if has_key and result.managers is None and result.curve is None:
        yield SeatsUnknown(field="manager")
