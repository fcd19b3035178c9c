"""A place within a value that was given: the `top` of the second tier."""

from collections.abc import Mapping
from dataclasses import dataclass

from keyclient.policy.loading.keys import KeyPath, dotted, key_at
from keyclient.policy.loading.origin import Origin
from keyclient.policy.loading.raw_setting import Given


@dataclass(frozen=True)
class Spot:
    """A value, and where in it; `()` is the value itself. Places of a list count from 0."""

    given: Given
    inside: KeyPath

    @property
    def value(self) -> object:
        """What stands there; None where nothing does."""
        value = self.given.value
        for name in self.inside:
            value = _in(value, name) if _has(value, name) else None
        return value

    @property
    def name(self) -> str:
        """The place as people count: `tier.tiers[2].top`."""
        steps = (f"[{int(name) + 1}]" if name.isdecimal() else f".{name}" for name in self.inside)
        return dotted(self.given.path) + "".join(steps)

    @property
    def origin(self) -> Origin:
        """Who gave it, on which line."""
        return self.given.origin_of(self.inside)


def spot_of(place: KeyPath, values: Mapping[KeyPath, Given]) -> Spot:
    """The place of a policy as a place in one of the values, as far as there is anything.

    Of what a table lacks its last name is kept. A list of plain values is one place: it is told as a whole.
    """
    path = next(place[:end] for end in range(len(place), -1, -1) if place[:end] in values)
    given, value = values[path], values[path].value
    key = key_at(path)
    rest = place[len(path) :] if key is not None and key.items is not None else ()
    depth = 0
    while depth < len(rest) and _has(value, rest[depth]):
        value = _in(value, rest[depth])
        depth += 1
    depth += depth < len(rest) and isinstance(value, Mapping)
    while depth and rest[depth - 1].isdecimal() and not isinstance(Spot(given, rest[:depth]).value, Mapping):
        depth -= 1
    return Spot(given, rest[:depth])


def _has(value: object, name: str) -> bool:
    if isinstance(value, Mapping):
        return name in value
    return isinstance(value, tuple) and name.isdecimal() and int(name) < len(value)


def _in(value: object, name: str) -> object:
    if isinstance(value, Mapping):
        return value[name]
    return value[int(name)] if isinstance(value, tuple) else None
