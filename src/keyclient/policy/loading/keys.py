"""Every key that can be set: which there are, how they are written, and which one a wrong one may have meant."""

from collections.abc import Iterator
from difflib import SequenceMatcher
from functools import cache

from keyclient.policy.base import PolicyPart
from keyclient.policy.loading.tree import COLUMNS, Key, KeyPath, Names, Table, default_names, node, walk
from keyclient.policy.models import Policy

__all__ = ["COLUMNS", "Key", "KeyPath"]


def dotted(path: KeyPath) -> str:
    """The key as it is written: `segment.target`."""
    return ".".join(path)


@cache
def parts() -> dict[KeyPath, type[PolicyPart]]:
    """Every model of the policy by the table that it is, `()` for the top."""
    tables = (found for found in walk(default_names) if isinstance(found, Table))
    return {
        (): Policy,
        **{table.path: table.model for table in tables if issubclass(table.model, PolicyPart)},
    }


@cache
def keys() -> dict[KeyPath, Key]:
    """Every key that the defaults have, in declared order, and one for each field under `columns`."""
    return {found.path: found for found in walk(default_names) if isinstance(found, Key)}


def key_at(path: KeyPath) -> Key | None:
    """The key at a place, also under a name that the defaults do not have; None where there is none."""
    found = node(path)
    return found if isinstance(found, Key) else None


def keys_of(policy: Policy) -> Iterator[Key]:
    """Every key of a policy with the free names that it has, in declared order."""
    return (found for found in walk(lambda table: _names_in(policy, table.path)) if isinstance(found, Key))


def value_of(policy: Policy, path: KeyPath) -> object:
    """What stands at a place of a policy."""
    value: object = policy
    for name in path:
        value = value[name] if isinstance(value, dict) else getattr(value, name)
    return value


def is_table(path: KeyPath) -> bool:
    """Whether a path leads to a table of keys."""
    return isinstance(node(path), Table | Names)


def is_entry(path: KeyPath) -> bool:
    """Whether a path leads into a table whose names are free, so that what stands there can be taken away."""
    return bool(path) and isinstance(node(path[:-1]), Names)


def nearest(wanted: str, known: list[str]) -> str:
    """The known name that looks most like the wanted one; a right last part counts for more than the rest."""

    def likeness(name: str) -> tuple[bool, float]:
        same_end = name.rpartition(".")[2] == wanted.rpartition(".")[2]
        return same_end, SequenceMatcher(None, name, wanted).ratio()

    return max(known, key=likeness)


def _names_in(policy: Policy, path: KeyPath) -> list[str]:
    value = value_of(policy, path)
    return list(value) if isinstance(value, dict) else []
