"""Averages beside their balance of which nobody knows over which time they are: where they are going is not said."""

from collections.abc import Iterable, Iterator

from keyclient.analysis.common.average_ahead import averaged_with_balance
from keyclient.model.fields import fields
from keyclient.model.issue import Issue
from keyclient.model.measure import Measure
from keyclient.model.portfolio import Portfolio
from keyclient.model.rules.averages import AverageUntimed


def untimed(portfolio: Portfolio, measures: Iterable[Measure]) -> tuple[str, ...]:
    """Those among some measures, by field."""
    found = (averaged_with_balance(portfolio, measure) for measure in measures)
    named = dict.fromkeys(name for name in found if name is not None)
    return tuple(name for name in named if portfolio.averaged.get(name) is None)


def untimed_issues(averages: Iterable[str]) -> Iterator[Issue]:
    """One issue an average."""
    for name in averages:
        yield AverageUntimed(field=name, field_name=fields()[name].column.label)
