"""What matures with each manager, in each branch, or in the groups of `--by`."""

import datetime as dt
from collections.abc import Iterator, Sequence

import pandas as pd

from keyclient.analysis.maturity.ladder import Places, due, horizon
from keyclient.analysis.maturity.result import DueGroup
from keyclient.policy.parts.maturity import MaturityPolicy

_TYPED = "#by"
"""The suffix of the frame column of a heading that is no field."""


def due_groups(
    products: pd.DataFrame, by: Sequence[str], as_of: dt.date, policy: MaturityPolicy
) -> tuple[DueGroup, ...]:
    """By each of some columns: largest amount first, then the most customers, then by name.

    A customer whose products are in several groups is counted in each with the products there.
    """
    return tuple(group for name in by for group in _ordered(_groups(products, name, as_of, policy)))


def _groups(products: pd.DataFrame, by: str, as_of: dt.date, policy: MaturityPolicy) -> Iterator[DueGroup]:
    for name, own in products.groupby(by, sort=False):
        places = Places(own, policy)
        yield DueGroup(
            by=by.removesuffix(_TYPED),
            group=str(name) or None,
            total=due(own),
            overdue=due(own[places.overdue]),
            horizons=tuple(horizon(own[places.within(days)], days, as_of) for days in policy.horizons),
            beyond=due(own[places.beyond]),
            undated=due(own[places.undated]),
        )


def _ordered(groups: Iterator[DueGroup]) -> list[DueGroup]:
    return sorted(groups, key=lambda one: (-one.total.amount, -one.total.customers, one.group or ""))
