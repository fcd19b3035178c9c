"""The part of the policy that an analysis used, as its result tells it."""

import hashlib
import json
from collections.abc import Sequence
from typing import NamedTuple

from pydantic import JsonValue

from keyclient.policy.base import PolicyPart
from keyclient.policy.models import Policy


class UsedPart(NamedTuple):
    """A part of the policy and the hash that stands for it."""

    values: dict[str, JsonValue]
    sha256: str
    """Of the values as JSON in UTF-8, keys sorted, without blanks: equal policies have equal hashes."""


def policy_part(policy: Policy, name: str, *others: str) -> UsedPart:
    """The values of one table of the policy, such as `segment`, as far as an answer depends on them, and their hash.

    Further tables that the answer depends on too stand in it under their names.
    """
    values, *rest = (_values(policy, table) for table in (name, *others))
    return _used({**values, **dict(zip(others, rest, strict=True))})


def policy_tables(policy: Policy, names: Sequence[str]) -> UsedPart:
    """Several tables of the policy side by side under their names, as far as answers depend on them."""
    return _used({name: _values(policy, name) for name in names})


def whole_policy(policy: Policy) -> UsedPart:
    """All values of the policy and their hash."""
    return _used(policy.model_dump(mode="json"))


def no_policy() -> UsedPart:
    """For an answer that no cut-off has a part in."""
    return _used({})


def _values(policy: Policy, name: str) -> dict[str, JsonValue]:
    part: PolicyPart = getattr(policy, name)
    return part.in_use().model_dump(mode="json")


def _used(values: dict[str, JsonValue]) -> UsedPart:
    canonical = json.dumps(values, sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False)
    return UsedPart(values, hashlib.sha256(canonical.encode()).hexdigest())
