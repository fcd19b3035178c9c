"""Lookup tables of the policy: what each age band needs, and which products to offer for it."""

from functools import cached_property
from typing import NamedTuple

from keyclient.model.label import Label
from keyclient.model.record import dataclass
from keyclient.policy.parts.families import Rating
from keyclient.policy.parts.lifecycle import LifecyclePolicy
from keyclient.policy.parts.needs import AgeBand, Weight


class Offer(NamedTuple):
    """The product families that serve a need, for a customer of one risk rating."""

    offered: tuple[str, ...]
    withheld: tuple[str, ...]
    """Families for which the rating is too low, or missing."""


@dataclass(frozen=True)
class NeedMap:
    """Age bands and needs by their places: bands from the youngest, needs in the order of the policy."""

    policy: LifecyclePolicy

    @cached_property
    def bands(self) -> tuple[AgeBand, ...]:
        """The bands from the youngest."""
        return self.policy.bands

    @cached_property
    def needs(self) -> tuple[str, ...]:
        """The keys of the needs."""
        return tuple(self.policy.needs)

    @cached_property
    def weights(self) -> tuple[tuple[Weight | None, ...], ...]:
        """How important each need is in each band; None if the band does not have it."""
        return tuple(tuple(self.policy.weight(need, band) for need in self.needs) for band in self.bands)

    def bands_with(self, need: int, *weights: Weight) -> list[int]:
        """The bands in which a need has one of these weights."""
        return [place for place, row in enumerate(self.weights) if row[need] in weights]

    def new_needs(self, band: int) -> tuple[str, ...]:
        """The needs that are new, or become core, in the next band."""
        pairs = zip(self.needs, self.weights[band], self.weights[band + 1], strict=True)
        return tuple(
            need for need, now, then in pairs if then != now and (then == "core" or now is None) and then
        )

    def offer(self, need: str, rating: Rating | None) -> Offer:
        """What may be offered. Without a rating only families that need none."""
        if (need, rating) not in self._offers:
            families = list(self.policy.serving(need))
            fitting = [
                name for name, family in families if family.risk is None or family.risk <= (rating or "")
            ]
            others = [name for name, _ in families if name not in fitting]
            self._offers[need, rating] = Offer(tuple(fitting), tuple(others))
        return self._offers[need, rating]

    @cached_property
    def _offers(self) -> dict[tuple[str, Rating | None], Offer]:
        return {}


def need_label(needs: NeedMap, name: str) -> Label:
    """A need in words."""
    return Label(name.replace("_", " "), needs.policy.needs[name].zh)
