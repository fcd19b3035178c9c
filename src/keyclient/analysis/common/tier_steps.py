"""The tiers of the policy as they apply to some customers: the measure and the floor of each."""

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal

from keyclient.errors import UsageError
from keyclient.metrics.exact_shares import Number
from keyclient.metrics.floors import ReachedValue, Totals
from keyclient.metrics.loyalty import ComponentColumn
from keyclient.metrics.tier import TierFloor
from keyclient.model.label import Label
from keyclient.model.measure import Measure
from keyclient.model.record import dataclass
from keyclient.policy.parts.ladder import Tier, yuan
from keyclient.policy.parts.tier import TierPolicy

Reaches = Mapping[str, Mapping[float, ReachedValue | None]]
"""By column and share of its customers: the value that they reach; None where no value is positive."""


class UnmeasuredTierError(UsageError):
    """A tier or a component of loyalty needs a column that was not read."""

    sentence = Label(
        "{tier} needs the column “{measure}” as a number, and the book was read without it.",
        "{tier}需要数值列“{measure}”，但读取时未包含该列。",
    )


@dataclass(frozen=True)
class Step:
    """One tier of the policy, applied to these customers."""

    tier: Tier
    rung: TierFloor | None
    """None for the last tier."""
    measure: Measure
    """The measure of its floor."""
    reach: ReachedValue | None
    """How its floor was found, if it is a share of the customers and any value is positive."""

    @property
    def floor(self) -> Decimal | None:
        """The required value."""
        if self.tier.floor is not None:
            return yuan(self.tier.floor)
        return None if self.reach is None else self.measure.amount(self.reach.value)


@dataclass(frozen=True)
class TierSteps:
    """The tiers of some customers."""

    steps: tuple[Step, ...]
    """The tiers, best first."""
    totals: Totals
    """Of the values of all customers."""
    measure: Measure
    customers: int
    """With those who have no value."""

    @property
    def names(self) -> tuple[str, ...]:
        """The names of the tiers, best first."""
        return tuple(step.tier.name for step in self.steps)

    def tiers_at(self, places: Iterable[int]) -> list[str]:
        """The names of the tiers at some places."""
        names = self.names
        return [names[place] for place in places]

    @property
    def rungs(self) -> tuple[TierFloor, ...]:
        """The tiers above the last."""
        return tuple(step.rung for step in self.steps if step.rung is not None)


def floor_measures(
    ladder: Sequence[Tier], further: Mapping[str, Measure], main: Measure
) -> tuple[Measure, ...]:
    """The measure of the floor of each tier. Raises `UnmeasuredTierError`."""
    return tuple(_measure(tier, further, main) for tier in ladder)


def component_columns(policy: TierPolicy, further: Mapping[str, Measure]) -> dict[str, ComponentColumn]:
    """The columns that hold the figures of components of loyalty themselves. Raises `UnmeasuredTierError`."""
    found = {}
    for name, part in policy.loyalty.components.items():
        if part.column is not None and part.weight > 0:
            if part.column not in further:
                raise UnmeasuredTierError(tier=name, measure=part.column)
            measure = further[part.column]
            found[name] = ComponentColumn(measure.columns[0], _unit(measure))
    return found


def measure_column(measure: Measure, main: Measure) -> str:
    """The column with the values of a measure, where `value` has those of the `main` one."""
    return "value" if measure is main else measure.columns[0]


def shares_by_column(
    ladder: Sequence[Tier], measures: Sequence[Measure], main: Measure
) -> dict[str, list[float]]:
    """For each column that floors are about, the shares of its customers that give some of them."""
    found: dict[str, list[float]] = {}
    for tier, measure in zip(ladder, measures, strict=True):
        shares = found.setdefault(measure_column(measure, main), [])
        if tier.top:
            shares.append(tier.top)
    return found


def steps_of(
    ladder: Sequence[Tier], measures: Sequence[Measure], main: Measure, reaches: Reaches
) -> tuple[Step, ...]:
    """The tiers with their floors. `reaches`: those of all of `shares_by_column`."""
    found = []
    for tier, measure in zip(ladder, measures, strict=True):
        column = measure_column(measure, main)
        reach = None if tier.top is None else reaches[column][tier.top]
        rung = (
            None
            if tier.is_rest
            else TierFloor(column, _floor(tier, reach, measure), tier.loyalty, _unit(measure), "judged")
        )
        found.append(Step(tier, rung, measure, reach))
    return tuple(found)


def _measure(tier: Tier, further: Mapping[str, Measure], main: Measure) -> Measure:
    if tier.measure is None or tier.measure == main.name:
        return main
    if tier.measure not in further:
        raise UnmeasuredTierError(tier=tier.label, measure=tier.measure)
    return further[tier.measure]


def _floor(tier: Tier, reach: ReachedValue | None, measure: Measure) -> Number | None:
    if tier.floor is not None:
        return measure.units(yuan(tier.floor))
    return None if reach is None else reach.value


def _unit(measure: Measure) -> float:
    return 1.0 if measure.decimals is None else 10.0**-measure.decimals
