"""The policy in force as data: the JSON contract of `policy show`."""

from pydantic import JsonValue

from keyclient.model.contract import Contract
from keyclient.policy.keys import dotted, keys
from keyclient.policy.load import LoadedPolicy
from keyclient.policy.origin import OriginKind


class ShownKey(Contract):
    """One key of the policy."""

    key: str
    value: JsonValue
    origin: OriginKind
    place: str | None
    """File, variable or option that set the value; None for a default."""
    line: int | None
    """Line of the file."""


class PolicyResult(Contract):
    """Every key in declared order."""

    keys: tuple[ShownKey, ...]


def policy_result(loaded: LoadedPolicy) -> PolicyResult:
    """The policy in force, key by key."""
    values = loaded.policy.model_dump(mode="json")
    shown = []
    for path in keys():
        name = dotted(path)
        if name in loaded.origins:
            origin = loaded.origins[name]
            value = values
            for step in path:
                value = value[step]
            shown.append(
                ShownKey(
                    key=name, value=value, origin=origin.kind, place=origin.place or None, line=origin.line
                )
            )
    return PolicyResult(keys=tuple(shown))
