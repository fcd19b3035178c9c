"""Averages beside their balance of which nobody knows over which time they are: where they are going is not said."""

from collections.abc import Iterable, Iterator

import narwhals as nw

from keyclient.analysis.common.average_ahead import averaged_with_balance
from keyclient.model.fields import fields
from keyclient.model.issue import Issue
from keyclient.model.measure import Measure
from keyclient.model.measure_fields import AVERAGES
from keyclient.model.portfolio import Portfolio
from keyclient.model.rules.averages import AverageUntimed
from keyclient.model.scan import Scan


def untimed(portfolio: Portfolio, measures: Iterable[Measure]) -> tuple[str, ...]:
    """Those among some measures, by field."""
    found = (averaged_with_balance(portfolio, measure) for measure in measures)
    named = dict.fromkeys(name for name in found if name is not None)
    return tuple(name for name in named if portfolio.averaged.get(name) is None)


def untimed_at_scale(scan: Scan, measures: Iterable[Measure]) -> tuple[str, ...]:
    """Those of a portfolio of any size: of none of its averages anybody knows over which time it is."""
    balances = {average: balance for balance, average in AVERAGES.items()}
    single = (measure.columns[0] for measure in measures if len(measure.columns) == 1)
    asked = {name: balances[name] for name in single if balances.get(name) in scan.columns}
    if not asked:
        return ()
    counts = scan.frame.select(nw.col(balance).count().alias(name) for name, balance in asked.items())
    (row,) = counts.collect().to_arrow().to_pylist()
    return tuple(name for name in asked if row[name])


def untimed_issues(averages: Iterable[str]) -> Iterator[Issue]:
    """One issue an average."""
    for name in averages:
        yield AverageUntimed(field=name, field_name=fields()[name].column.label)
