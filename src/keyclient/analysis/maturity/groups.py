"""What matures with each manager, in each branch, or in the groups of `--by`."""

import datetime as dt
from collections.abc import Iterator, Sequence

import pandas as pd

from keyclient.analysis.maturity.ladder import NOTHING, Flags, Held, Places, held_by, horizon
from keyclient.analysis.maturity.result import Due, DueGroup
from keyclient.model.portfolio import GROUPED_BY_HEADING
from keyclient.policy.parts.maturity import MaturityPolicy


def due_groups(
    products: pd.DataFrame, by: Sequence[str], as_of: dt.date, policy: MaturityPolicy
) -> tuple[DueGroup, ...]:
    """By each of some columns: largest amount first, then the most customers, then by name.

    A customer whose products are in several groups is counted in each with the products there.
    """
    return tuple(group for name in by for group in _ordered(_groups(products, name, as_of, policy)))


def _groups(products: pd.DataFrame, by: str, as_of: dt.date, policy: MaturityPolicy) -> Iterator[DueGroup]:
    codes, names = pd.factorize(products[by])
    places = Places(products, policy)

    def held(flags: Flags) -> dict[int, Held]:
        return held_by(products[flags], codes[flags])

    total, overdue = held_by(products, codes), held(places.overdue)
    beyond, undated = held(places.beyond), held(places.undated)
    within = {days: held(places.within(days)) for days in policy.horizons}
    for code, name in enumerate(names):
        yield DueGroup(
            by=by.removesuffix(GROUPED_BY_HEADING),
            group=str(name) or None,
            total=Due(**total[code]),
            overdue=Due(**overdue.get(code, NOTHING)),
            horizons=tuple(horizon(found.get(code, NOTHING), days, as_of) for days, found in within.items()),
            beyond=Due(**beyond.get(code, NOTHING)),
            undated=Due(**undated.get(code, NOTHING)),
        )


def _ordered(groups: Iterator[DueGroup]) -> list[DueGroup]:
    return sorted(groups, key=lambda one: (-one.total.amount, -one.total.customers, one.group or ""))
