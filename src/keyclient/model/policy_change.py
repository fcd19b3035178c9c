"""A value of the policy that is not the default."""

from typing import Any, NamedTuple


class PolicyChange(NamedTuple):
    """One key, its value and its default; None is "not set"."""

    key: str
    value: Any
    default: Any
