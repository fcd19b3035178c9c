"""The part of the policy an analysis used, as stored in its result."""

import hashlib
import json
from collections.abc import Sequence
from typing import NamedTuple

from pydantic import JsonValue

from keyclient.policy.models import Policy
from keyclient.policy.parts.base import PolicyPart


class PolicySnapshot(NamedTuple):
    """The values of a part of the policy, and their hash."""

    values: dict[str, JsonValue]
    sha256: str
    """SHA-256 of the values as UTF-8 JSON with sorted keys and no spaces: equal policies have equal hashes."""


def policy_snapshot(policy: Policy, name: str, *others: str) -> PolicySnapshot:
    """The values of one table of the policy, such as `segment`, that an answer depends on, and their hash.

    Further tables the answer depends on are added under their names.
    """
    values, *rest = (_values(policy, table) for table in (name, *others))
    return _with_hash({**values, **dict(zip(others, rest, strict=True))})


def snapshot_of_tables(policy: Policy, names: Sequence[str]) -> PolicySnapshot:
    """The values of several tables of the policy, each under its name, that answers depend on."""
    return _with_hash({name: _values(policy, name) for name in names})


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
