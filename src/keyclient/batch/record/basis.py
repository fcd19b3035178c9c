"""What a result depends on besides its book: while it is the same, a book that has not changed is not read again."""

import hashlib
import json
from collections.abc import Sequence

from keyclient import __version__
from keyclient.model.label import Lang
from keyclient.policy.models import Policy

_FORM = 1
"""Raised when results change without a new version."""
_ELSEWHERE = {"batch", "book"}
"""Parts of the policy that say where and how a run works, and nothing about an answer."""


def policy_hash(policy: Policy) -> str:
    """The SHA-256 of everything in the policy that an answer depends on, as JSON with sorted keys."""
    return _hashed(policy.model_dump(mode="json", exclude=_ELSEWHERE))


def basis_of(policy: Policy, analyses: Sequence[str], lang: Lang) -> str:
    """The hash of policy, version, language and analyses."""
    return _hashed([_FORM, __version__, lang.value, list(analyses), policy_hash(policy)])


def _hashed(value: object) -> str:
    text = json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False)
    return hashlib.sha256(text.encode()).hexdigest()
