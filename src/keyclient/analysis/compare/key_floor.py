"""From which value on a customer is a key customer, by the floors of the first book."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

import numpy as np
from numpy.typing import NDArray

from keyclient.analysis.common.tier_steps import Step
from keyclient.analysis.compare.panel import Flags, Panel
from keyclient.metrics.exact_shares import Number
from keyclient.metrics.tier import TOLERANCE
from keyclient.model.measure import Measure
from keyclient.policy.models import Policy


@dataclass(frozen=True)
class KeyFloor:
    """The floor of the lowest key tier."""

    column: str
    """The column that it is about: `value`, unless the tier asks for another measure."""
    floor: Number
    """In the units of `measure`."""
    measure: Measure
    is_key: Flags
    """Whether each book has each customer in a key tier."""
    loyalty: float | None = None
    """The loyalty score that the tier asks for as well."""
    score: str = "loyalty"
    """The column of the scores."""

    @property
    def amount(self) -> Decimal:
        """The floor in yuan."""
        return self.measure.amount(self.floor)

    def loyalty_gaps(self, panel: Panel, book: int) -> NDArray[np.float64]:
        """The points that each customer of a book lacks; 0 where loyalty is enough, unknown or not asked for."""
        if self.loyalty is None:
            return np.zeros(len(panel.ids))
        short = self.loyalty - panel.numbers(book, self.score)
        return np.where(panel.has(book, self.score) & (short > TOLERANCE), short, 0.0)


def key_floor(panel: Panel, policy: Policy) -> KeyFloor | None:
    """The floor; None where no value was positive, or everybody is a key customer."""
    steps = panel.books[0].steps
    places = key_places(steps, policy)
    rung = steps[places[-1]].rung if places else None
    if rung is None or rung.floor is None:
        return None
    is_key = np.isin(panel.places, places)
    return KeyFloor(rung.column, rung.floor, steps[places[-1]].measure, is_key, rung.loyalty, rung.score)


def key_places(steps: Sequence[Step], policy: Policy) -> list[int]:
    """The places of the key tiers, best first."""
    names = policy.key.of(policy.tier.ladder)
    return [place for place, step in enumerate(steps) if step.tier.name in names]
