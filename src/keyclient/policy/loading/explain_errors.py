"""What is wrong with the keys and values that were given, in words and with their place."""

from collections.abc import Iterator, Mapping

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from keyclient.errors import PolicyError
from keyclient.model.fields import fields
from keyclient.model.label import Label
from keyclient.policy.base import Contradiction
from keyclient.policy.loading.expectation import expectation, names_within
from keyclient.policy.loading.keys import (
    COLUMNS,
    KeyPath,
    dotted,
    is_entry,
    is_table,
    key_at,
    keys,
    nearest,
    parts,
)
from keyclient.policy.loading.origin import Origin, OriginKind
from keyclient.policy.loading.raw_setting import Given, variables
from keyclient.policy.loading.refusals import (
    ContradictoryValues,
    HeadingBeforeField,
    MissingKey,
    UnknownField,
    UnknownKey,
    UnknownVariable,
    WrongValue,
)
from keyclient.policy.loading.to_toml import literal
from keyclient.policy.loading.value_location import Spot, spot_of

_SHOWN = 60
"""Characters of a wrong value that a message repeats."""
_NOT_SET = Label("not set", "未设置")
_SETTING = Label("{key} = {value} ({place})", "{key} = {value}（{place}）")


def refusal_of(given: Given) -> PolicyError | None:
    """Why there is no such key to set; None where there is one."""
    if key_at(given.path) is not None or (given.value is None and is_entry(given.path)):
        return None
    if is_table(given.path):
        return _wrong(Spot(given, ()))
    return _unknown_field(given) if given.path[:-1] == COLUMNS else _unknown_key(given)


def wrong_values(error: ValidationError, values: Mapping[KeyPath, Given]) -> Iterator[PolicyError]:
    """What pydantic found wrong, without its own words: those are English and repeat the value."""
    details = error.errors(include_url=False, include_input=False)
    places = [tuple(map(str, detail["loc"])) for detail in details]
    for detail, place in zip(details, places, strict=True):
        # A list whose items are wrong is too short for pydantic as well: it counts the right ones.
        is_echo = detail["type"] == "too_short" and any(
            place == other[: len(place)] != other for other in places
        )
        if not is_echo:
            yield _refusal(detail, place, values)


def _refusal(detail: ErrorDetails, place: KeyPath, values: Mapping[KeyPath, Given]) -> PolicyError:
    cause = detail.get("ctx", {}).get("error")
    if isinstance(cause, Contradiction):
        return _contradictory(cause, place, values)
    if detail["type"] == "missing" and not place[-1].isdecimal():
        return _missing(place, values)
    spot = spot_of(place, values)
    return _unknown_inside(spot) if detail["type"] == "extra_forbidden" else _wrong(spot)


def _wrong(spot: Spot) -> WrongValue:
    return WrongValue(
        place=spot.origin.label,
        key=spot.name,
        found=_shown(spot.value),
        expected=expectation(spot.given.path, spot.inside),
    )


def _unknown_inside(spot: Spot) -> UnknownKey:
    """A key that a table within a value cannot have."""
    known = names_within(spot.given.path, spot.inside[:-1])
    return UnknownKey(place=spot.origin.label, key=spot.name, nearest=nearest(spot.inside[-1], known))


def _missing(place: KeyPath, values: Mapping[KeyPath, Given]) -> MissingKey:
    """A key that an item of a list lacks, or an entry of a table whose names are free."""
    entry = next((path for path in values if path[:-1] == place[:-1]), None)
    spot = spot_of(place[:-1], values) if entry is None else Spot(values[entry], ())
    return MissingKey(
        place=spot.origin.label,
        table=spot.name if entry is None else dotted(place[:-1]),
        key=place[-1],
        expected=expectation(spot.given.path, (*spot.inside, place[-1]))
        if entry is None
        else expectation(place),
    )


def _contradictory(
    cause: Contradiction, place: KeyPath, values: Mapping[KeyPath, Given]
) -> ContradictoryValues:
    paths = [(*place, *name.split(".")) for name in cause.keys] or [place]
    said = [_setting(path, values) for path in paths]
    together = Label(", ".join(item.en for item in said), "，".join(item.zh for item in said))
    return ContradictoryValues(values=together, rule=cause.rule)


def _setting(path: KeyPath, values: Mapping[KeyPath, Given]) -> Label:
    """A place with its value and who gave it; what was not given has its default."""
    if not any(path[:end] in values for end in range(len(path) + 1)):
        key = key_at(path)
        default = None if key is None else key.default
        return _SETTING.filled(key=dotted(path), value=_shown(default), place=Origin().label)
    spot = spot_of(path, values)
    return _SETTING.filled(key=spot.name, value=_shown(spot.value), place=spot.origin.label)


def _unknown_key(given: Given) -> PolicyError:
    if given.origin.kind is OriginKind.ENVIRONMENT:
        name = given.origin.place
        return UnknownVariable(name=name, nearest=nearest(name, variables()))
    key = dotted(given.path)
    beside = [(*given.path[:-1], name) for name in names_within(given.path[:-1])]
    known = [dotted(path) for path in (*keys(), *parts(), *beside) if path]
    return UnknownKey(place=given.origin.label, key=key, nearest=nearest(key, known))


def _unknown_field(given: Given) -> PolicyError:
    heading = given.path[-1]
    if isinstance(given.value, str) and given.value in fields():
        right = f"{given.value} = {literal(heading)}"
        return HeadingBeforeField(place=given.origin.label, right=right)
    return UnknownField(place=given.origin.label, field=heading, nearest=nearest(heading, list(fields())))


def _shown(value: object) -> Label:
    if value is None:
        return _NOT_SET
    text = literal(value)
    text = text if len(text) <= _SHOWN else text[: _SHOWN - 1] + "…"
    return Label(text, text)
