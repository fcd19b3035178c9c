"""The issues that `plan` raises about what it could not plan."""

from collections.abc import Iterator

from keyclient.analysis.plan.planned import Planned
from keyclient.model.issue import Issue


def plan_issues(planned: Planned) -> Iterator[Issue]:
    """Lines without an owner or with two, customers whom no entry fits, ids by the row."""
    yield from ()
