"""What is wrong with the keys and values that were given, in words and with their place."""

from collections.abc import Iterator, Mapping

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from keyclient.errors import PolicyError
from keyclient.model.fields import fields
from keyclient.model.label import Label
from keyclient.policy.base import Contradiction
from keyclient.policy.expectation import expectation
from keyclient.policy.given import Given, variables
from keyclient.policy.keys import COLUMNS, KeyPath, dotted, is_table, keys, nearest, parts
from keyclient.policy.literal import literal
from keyclient.policy.origin import Origin, OriginKind
from keyclient.policy.refusals import (
    ContradictoryValues,
    HeadingBeforeField,
    UnknownField,
    UnknownKey,
    UnknownVariable,
    WrongValue,
)

_SHOWN = 60
"""Characters of a wrong value that a message repeats."""
_SETTING = Label("{key} = {value} ({place})", "{key} = {value}（{place}）")


def refusal_of(given: Given) -> PolicyError | None:
    """Why there is no such key to set; None where there is one."""
    if given.path in keys():
        return None
    if is_table(given.path):
        return _wrong(given)
    return _unknown_field(given) if given.path[:-1] == COLUMNS else _unknown_key(given)


def wrong_values(error: ValidationError, values: Mapping[KeyPath, Given]) -> Iterator[PolicyError]:
    """What pydantic found wrong, without its own words: those are English and repeat the value."""
    for detail in error.errors(include_url=False, include_input=False):
        cause = detail.get("ctx", {}).get("error")
        if isinstance(cause, Contradiction):
            yield _contradictory(cause, tuple(map(str, detail["loc"])), values)
        else:
            yield _wrong(values[_path_of(detail)])


def _path_of(detail: ErrorDetails) -> KeyPath:
    """The key that an error is about; the error itself may be about an item of a list."""
    place = tuple(map(str, detail["loc"]))
    return next(place[:end] for end in range(len(place), 0, -1) if place[:end] in keys())


def _wrong(given: Given) -> WrongValue:
    return WrongValue(
        place=given.origin.label,
        key=dotted(given.path),
        found=_shown(given.value),
        expected=expectation(given.path),
    )


def _contradictory(
    cause: Contradiction, part: KeyPath, values: Mapping[KeyPath, Given]
) -> ContradictoryValues:
    said = [_setting((*part, name), values) for name in cause.keys]
    together = Label(", ".join(item.en for item in said), "，".join(item.zh for item in said))
    return ContradictoryValues(values=together, rule=cause.rule)


def _setting(path: KeyPath, values: Mapping[KeyPath, Given]) -> Label:
    given = values.get(path) or Given(path, keys()[path].default, Origin())
    return _SETTING.filled(key=dotted(path), value=_shown(given.value), place=given.origin.label)


def _unknown_key(given: Given) -> PolicyError:
    if given.origin.kind is OriginKind.ENVIRONMENT:
        name = given.origin.place
        return UnknownVariable(name=name, nearest=nearest(name, variables()))
    key = dotted(given.path)
    known = [dotted(path) for path in (*keys(), *parts()) if path]
    return UnknownKey(place=given.origin.label, key=key, nearest=nearest(key, known))


def _unknown_field(given: Given) -> PolicyError:
    heading = given.path[-1]
    if isinstance(given.value, str) and given.value in fields():
        right = f"{given.value} = {literal(heading)}"
        return HeadingBeforeField(place=given.origin.label, right=right)
    return UnknownField(place=given.origin.label, field=heading, nearest=nearest(heading, list(fields())))


def _shown(value: object) -> str:
    text = literal(value)
    return text if len(text) <= _SHOWN else text[: _SHOWN - 1] + "…"
