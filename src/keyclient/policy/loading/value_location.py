"""A location within a setting's value, such as `top` of the second tier."""

from collections.abc import Mapping
from dataclasses import dataclass

from keyclient.policy.loading.keys import KeyPath, dotted, key_at
from keyclient.policy.loading.origin import Origin
from keyclient.policy.loading.raw_setting import RawSetting


@dataclass(frozen=True)
class ValueLocation:
    """A setting and a path within its value; `()` is the value itself. List items are numbered from 0."""

    setting: RawSetting
    inside: KeyPath

    @property
    def value(self) -> object:
        """The value at the location; None if there is none."""
        value = self.setting.value
        for name in self.inside:
            value = _in(value, name) if _has(value, name) else None
        return value

    @property
    def name(self) -> str:
        """The location as people count, from 1: `tier.tiers[2].top`."""
        steps = (f"[{int(name) + 1}]" if name.isdecimal() else f".{name}" for name in self.inside)
        return dotted(self.setting.path) + "".join(steps)

    @property
    def origin(self) -> Origin:
        """The origin of the value at the location, with its line."""
        return self.setting.origin_of(self.inside)


def locate_value(place: KeyPath, values: Mapping[KeyPath, RawSetting]) -> ValueLocation:
    """A path of the policy as a location in one of the settings, as deep as there is a value.

    The name of a key missing from a table is kept. A list of plain values is one location: it is reported as a
    whole.
    """
    path = next(place[:end] for end in range(len(place), -1, -1) if place[:end] in values)
    setting, value = values[path], values[path].value
    key = key_at(path)
    rest = place[len(path) :] if key is not None and key.items is not None else ()
    depth = 0
    while depth < len(rest) and _has(value, rest[depth]):
        value = _in(value, rest[depth])
        depth += 1
    depth += depth < len(rest) and isinstance(value, Mapping)
    while (
        depth
        and rest[depth - 1].isdecimal()
        and not isinstance(ValueLocation(setting, rest[:depth]).value, Mapping)
    ):
        depth -= 1
    return ValueLocation(setting, rest[:depth])


def _has(value: object, name: str) -> bool:
    if isinstance(value, Mapping):
        return name in value
    return isinstance(value, tuple) and name.isdecimal() and int(name) < len(value)


def _in(value: object, name: str) -> object:
    if isinstance(value, Mapping):
        return value[name]
    return value[int(name)] if isinstance(value, tuple) else None
