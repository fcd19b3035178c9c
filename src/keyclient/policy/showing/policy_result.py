"""The policy in force as data: the JSON contract of `policy show`."""

from pydantic import JsonValue, TypeAdapter

from keyclient.model.contract import Contract
from keyclient.policy.loading.keys import KeyPath, dotted, value_of
from keyclient.policy.loading.load import LoadedPolicy
from keyclient.policy.loading.origin import OriginKind
from keyclient.policy.showing.part import keys_shown

_JSON: TypeAdapter[object] = TypeAdapter(object)
"""Converts any policy value to JSON."""


class ShownKey(Contract):
    """One key of the policy."""

    key: str
    value: JsonValue
    origin: OriginKind
    place: str | None
    """The file, variable or option that set the value; None for a default."""
    line: int | None
    """Line number in the file."""


class PolicyResult(Contract):
    """Every key in declared order."""

    keys: tuple[ShownKey, ...]


def policy_result(loaded: LoadedPolicy, part: KeyPath = ()) -> PolicyResult:
    """The policy in force, or a part of it, key by key."""
    return PolicyResult(keys=tuple(_shown_key(loaded, key.path) for key in keys_shown(loaded.policy, part)))


def _shown_key(loaded: LoadedPolicy, path: KeyPath) -> ShownKey:
    origin = loaded.origins[dotted(path)]
    return ShownKey(
        key=dotted(path),
        value=_JSON.dump_python(value_of(loaded.policy, path), mode="json"),
        origin=origin.kind,
        place=origin.place or None,
        line=origin.line,
    )
