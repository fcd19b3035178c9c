"""The part of the policy an analysis used, as stored in its result."""

import hashlib
import json
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from pydantic import JsonValue

from keyclient.model.policy_change import PolicyChange
from keyclient.policy.models import Policy
from keyclient.policy.parts.base import PolicyPart


class PolicySnapshot(NamedTuple):
    """The values of a part of the policy, and their hash."""

    values: dict[str, JsonValue]
    sha256: str
    """SHA-256 of the values as UTF-8 JSON with sorted keys and no spaces: equal policies have equal hashes."""
    changes: tuple[PolicyChange, ...] = ()
    """The values that are not the defaults, for people."""


def policy_snapshot(policy: Policy, name: str, *others: str) -> PolicySnapshot:
    """The values of one table of the policy, such as `segment`, that an answer depends on, and their hash.

    Further tables the answer depends on are added under their names.
    """
    values, *rest = (_values(policy, table) for table in (name, *others))
    used = _with_hash({**values, **dict(zip(others, rest, strict=True))})
    return used._replace(changes=_changes(policy, (name, *others)))


def snapshot_of_tables(policy: Policy, names: Sequence[str]) -> PolicySnapshot:
    """The values of several tables of the policy, each under its name, that answers depend on."""
    used = _with_hash({name: _values(policy, name) for name in names})
    return used._replace(changes=_changes(policy, names))


def _changes(policy: Policy, names: Sequence[str]) -> tuple[PolicyChange, ...]:
    """The keys of some tables whose values are not the defaults; a table in a table is compared key by key."""
    default = Policy.usual()
    return tuple(
        change for name in names for change in _differing(name, _values(policy, name), _values(default, name))
    )


def _differing(key: str, value: JsonValue, default: JsonValue) -> Iterator[PolicyChange]:
    if isinstance(value, dict) and isinstance(default, dict):
        for inner in dict.fromkeys((*value, *default)):
            yield from _differing(f"{key}.{inner}", value.get(inner), default.get(inner))
    elif value != default:
        yield PolicyChange(key, value, default)


def full_snapshot(policy: Policy) -> PolicySnapshot:
    """All values of the policy and their hash."""
    return _with_hash(policy.model_dump(mode="json"))


def empty_snapshot() -> PolicySnapshot:
    """The snapshot for an answer that uses no setting."""
    return _with_hash({})


def _values(policy: Policy, name: str) -> dict[str, JsonValue]:
    part: PolicyPart = getattr(policy, name)
    return part.in_use().model_dump(mode="json")


def _with_hash(values: dict[str, JsonValue]) -> PolicySnapshot:
    canonical = json.dumps(values, sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False)
    return PolicySnapshot(values, hashlib.sha256(canonical.encode()).hexdigest())
