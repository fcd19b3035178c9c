"""The policy in force as data: the JSON contract of `policy show`."""

from pydantic import BaseModel, ConfigDict, JsonValue

from keyclient.policy.keys import dotted, keys
from keyclient.policy.load import LoadedPolicy
from keyclient.policy.origin import OriginKind


class ShownKey(BaseModel):
    """One key of the policy."""

    model_config = ConfigDict(frozen=True, extra="forbid", use_attribute_docstrings=True)

    key: str
    value: JsonValue
    origin: OriginKind
    place: str | None
    """File, variable or option that set the value; None for a default."""
    line: int | None
    """Line of the file."""


class PolicyResult(BaseModel):
    """Every key in declared order."""

    model_config = ConfigDict(frozen=True, extra="forbid")

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
