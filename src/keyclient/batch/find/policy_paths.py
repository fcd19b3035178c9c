"""Paths set in the `[batch]` part of a policy."""

from pathlib import Path

from keyclient.policy.loading.load import LoadedPolicy
from keyclient.policy.loading.origin import OriginKind


def policy_path(loaded: LoadedPolicy, key: str, text: str) -> Path:
    """The path set under a key of `[batch]`; in a policy file a relative path starts at the folder of that file."""
    origin = loaded.origins[f"batch.{key}"]
    folder = Path(origin.place).parent if origin.kind is OriginKind.FILE else Path()
    return folder / text
