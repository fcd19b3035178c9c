"""Explains invalid keys and values, with the place where each was set."""

from collections.abc import Iterator, Mapping
from functools import cache

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from keyclient.errors import PolicyError
from keyclient.model.fields import fields, nearest_field
from keyclient.model.label import Label, listed
from keyclient.policy.loading.expectation import expectation, names_inside
from keyclient.policy.loading.keys import (
    COLUMNS,
    KeyPath,
    dotted,
    is_entry,
    is_table,
    item_keys,
    key_at,
    keys,
    nearest,
    policy_tables,
)
from keyclient.policy.loading.origin import Origin, OriginKind
from keyclient.policy.loading.raw_setting import RawSetting, variable_names
from keyclient.policy.loading.refusals import (
    ContradictoryValues,
    HeadingBeforeField,
    MissingKey,
    UnknownField,
    UnknownKey,
    UnknownVariable,
    WrongValue,
)
from keyclient.policy.loading.to_toml import to_toml
from keyclient.policy.loading.value_location import ValueLocation, locate_value
from keyclient.policy.parts.base import Contradiction

_MAX_VALUE_LENGTH = 60
"""Most characters of a wrong value to repeat in a message."""
_NOT_SET = Label("not set", "未设置")
_SETTING = Label("{key} = {value} ({place})", "{key} = {value}（{place}）")


def unknown_key_error(setting: RawSetting) -> PolicyError | None:
    """The error for a setting whose key does not exist; None if it exists."""
    if key_at(setting.path) is not None or (setting.value is None and is_entry(setting.path)):
        return None
    if is_table(setting.path):
        return _wrong_value(ValueLocation(setting, ()))
    return _unknown_field(setting) if setting.path[:-1] == COLUMNS else _unknown_key(setting)


def explain_errors(error: ValidationError, values: Mapping[KeyPath, RawSetting]) -> Iterator[PolicyError]:
    """The errors pydantic found, in our own words: its messages are in English only and repeat the value."""
    details = error.errors(include_url=False, include_input=False)
    places = [tuple(map(str, detail["loc"])) for detail in details]
    for detail, place in zip(details, places, strict=True):
        # Pydantic counts only valid items, so a list with wrong items is also reported as too short.
        is_echo = detail["type"] == "too_short" and any(
            place == other[: len(place)] != other for other in places
        )
        if not is_echo:
            yield _explain(detail, place, values)


def _explain(detail: ErrorDetails, place: KeyPath, values: Mapping[KeyPath, RawSetting]) -> PolicyError:
    cause = detail.get("ctx", {}).get("error")
    if isinstance(cause, Contradiction):
        return _contradictory(cause, place, values)
    if detail["type"] == "missing" and not place[-1].isdecimal():
        return _missing_key(place, values)
    location = locate_value(place, values)
    return _unknown_inside(location) if detail["type"] == "extra_forbidden" else _wrong_value(location)


def _wrong_value(location: ValueLocation) -> WrongValue:
    return WrongValue(
        place=location.origin.label,
        key=location.name,
        found=_value_label(location.value),
        expected=expectation(location.setting.path, location.inside),
    )


def _unknown_inside(location: ValueLocation) -> UnknownKey:
    """An unknown key of a table within a value."""
    known = names_inside(location.setting.path, location.inside[:-1])
    return UnknownKey(
        place=location.origin.label, key=location.name, nearest=nearest(location.inside[-1], known)
    )


def _missing_key(place: KeyPath, values: Mapping[KeyPath, RawSetting]) -> MissingKey:
    """A required key missing from a list item, or from an entry of a table with free names."""
    entry = next((path for path in values if path[:-1] == place[:-1]), None)
    location = locate_value(place[:-1], values) if entry is None else ValueLocation(values[entry], ())
    return MissingKey(
        place=location.origin.label,
        table=location.name if entry is None else dotted(place[:-1]),
        key=place[-1],
        expected=expectation(location.setting.path, (*location.inside, place[-1]))
        if entry is None
        else expectation(place),
    )


def _contradictory(
    cause: Contradiction, place: KeyPath, values: Mapping[KeyPath, RawSetting]
) -> ContradictoryValues:
    paths = [(*place, *name.split(".")) for name in cause.keys] or [place]
    said = [_setting(path, values) for path in paths]
    return ContradictoryValues(values=listed(said), rule=cause.rule)


def _setting(path: KeyPath, values: Mapping[KeyPath, RawSetting]) -> Label:
    """A key with its value and origin; a key that was not set has its default."""
    if not any(path[:end] in values for end in range(len(path) + 1)):
        key = key_at(path)
        default = None if key is None else key.default
        return _SETTING.filled(key=dotted(path), value=_value_label(default), place=Origin().label)
    location = locate_value(path, values)
    return _SETTING.filled(key=location.name, value=_value_label(location.value), place=location.origin.label)


def _unknown_key(setting: RawSetting) -> PolicyError:
    if setting.origin.kind is OriginKind.ENVIRONMENT:
        name = setting.origin.place
        return UnknownVariable(name=name, nearest=nearest(name, variable_names()))
    key = dotted(setting.path)
    beside = [(*setting.path[:-1], name) for name in names_inside(setting.path[:-1])]
    known = [*_known(), *(dotted(path) for path in beside)]
    return UnknownKey(place=setting.origin.label, key=key, nearest=nearest(key, known))


@cache
def _known() -> tuple[str, ...]:
    """The names of all keys and tables."""
    return tuple(dotted(path) for path in (*keys(), *policy_tables(), *item_keys()) if path)


def _unknown_field(setting: RawSetting) -> PolicyError:
    heading = setting.path[-1]
    if isinstance(setting.value, str) and setting.value in fields():
        right = f"{setting.value} = {to_toml(heading)}"
        return HeadingBeforeField(place=setting.origin.label, right=right)
    return UnknownField(
        place=setting.origin.label,
        field=heading,
        nearest=nearest_field(heading) or nearest(heading, list(fields())),
    )


def _value_label(value: object) -> Label:
    if value is None:
        return _NOT_SET
    text = to_toml(value)
    text = text if len(text) <= _MAX_VALUE_LENGTH else text[: _MAX_VALUE_LENGTH - 1] + "…"
    return Label(text, text)
