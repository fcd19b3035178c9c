"""Who comes in and who goes out, of all customers and of groups of them."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from keyclient.analysis.common.evidence.arrays import Flags, Numbers
from keyclient.analysis.common.exact_sum import exact_sum
from keyclient.analysis.common.standing import Standing
from keyclient.analysis.what_if.result import FocusFlow, GroupFlow, Held
from keyclient.model.measure import Measure
from keyclient.model.portfolio import Portfolio


@dataclass(frozen=True, eq=False)
class Worth:
    """What each of some customers holds."""

    values: Numbers
    """In whole units of the measure, or floats; 0 where blank."""
    measure: Measure | None

    def held(self, flags: Flags) -> Held:
        """Those of whom it is said."""
        value = None if self.measure is None else self.measure.amount(exact_sum(self.values[flags]))
        return Held(customers=int(np.count_nonzero(flags)), value=value)

    def flow(self, base: Flags, reform: Flags) -> dict[str, Held]:
        """The four figures of a flow, each counted on its own."""
        sides = {"base": base, "in": reform & ~base, "out": base & ~reform, "reform": reform}
        return {name: self.held(flags) for name, flags in sides.items()}


def worth_of(portfolio: Portfolio) -> Worth:
    """What the customers of a book hold."""
    measure = portfolio.measure
    if measure is None:
        return Worth(np.zeros(len(portfolio.frame), dtype=np.int64), None)
    kind = "float64" if measure.decimals is None else "int64"
    return Worth(portfolio.frame["value"].to_numpy(kind, na_value=0), measure)


@dataclass(frozen=True, eq=False)
class Pair:
    """The same customers as two policies put them."""

    base: Standing
    reform: Standing
    worth: Worth

    @property
    def focus(self) -> FocusFlow:
        """Who comes into the focus, and who goes out of it."""
        flow = self.worth.flow(self.base.in_focus, self.reform.in_focus)
        return FocusFlow(name=self.base.focus.en, **flow)

    def groups(self) -> Iterator[GroupFlow]:
        """Every group that either policy has, in the order of the one that is tried, then those that it lacks."""
        for name in dict.fromkeys((*self.reform.groups, *self.base.groups)):
            flow = self.worth.flow(members(self.base, name), members(self.reform, name))
            yield GroupFlow(group=name, **flow)


def members(standing: Standing, group: str) -> Flags:
    """Whether each customer is in a group; nobody is in one that there is not."""
    names = list(standing.groups)
    place = names.index(group) if group in names else -1
    return np.asarray(np.equal(standing.code, place))
