"""The keys that can be set, how they are written, and the key a misspelt one probably meant."""

from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from functools import cache

from keyclient.policy.loading.tree import (
    COLUMNS,
    FreeTable,
    Key,
    KeyPath,
    KeyTable,
    default_entry_names,
    node_at,
    walk,
)
from keyclient.policy.models import Policy
from keyclient.policy.parts.base import PolicyItem, PolicyPart

__all__ = ["COLUMNS", "Key", "KeyPath"]

_OF_A_PART = 2
"""The length of the path of a key of a part."""


def dotted(path: KeyPath) -> str:
    """The key as users write it: `segment.target`."""
    return ".".join(path)


@cache
def policy_tables() -> dict[KeyPath, type[PolicyPart]]:
    """The model of every policy table by its path; `()` is the top level."""
    tables = (found for found in walk(default_entry_names) if isinstance(found, KeyTable))
    return {
        (): Policy,
        **{table.path: table.model for table in tables if issubclass(table.model, PolicyPart)},
    }


@cache
def keys() -> dict[KeyPath, Key]:
    """Every key of the defaults, in declared order, and one for each field under `columns`."""
    return {found.path: found for found in walk(default_entry_names) if isinstance(found, Key)}


def key_at(path: KeyPath) -> Key | None:
    """The key at a path, also under a free name the defaults do not have; None if there can be none."""
    found = node_at(path)
    return found if isinstance(found, Key) else None


def keys_of(policy: Policy) -> Iterator[Key]:
    """Every key of a policy, including its free names, in declared order."""
    return (found for found in walk(lambda table: _free_names(policy, table.path)) if isinstance(found, Key))


def value_of(policy: Policy, path: KeyPath) -> object:
    """The value at a path of a policy."""
    value: object = policy
    for name in path:
        value = value[name] if isinstance(value, dict) else getattr(value, name)
    return value


def is_table(path: KeyPath) -> bool:
    """Whether a path leads to a table of keys."""
    return isinstance(node_at(path), KeyTable | FreeTable)


def is_entry(path: KeyPath) -> bool:
    """Whether a path is an entry of a table with free names, so that it can be removed."""
    return bool(path) and isinstance(node_at(path[:-1]), FreeTable)


def is_list(path: KeyPath) -> bool:
    """Whether a path leads to a list of tables."""
    key = key_at(path)
    return key is not None and key.items is not None


def items_in_force(policy: Policy, path: KeyPath) -> Sequence[PolicyItem]:
    """The items of a list; of one that is not set, those that hold in its place."""
    part = value_of(policy, path[:-1])
    found: Sequence[PolicyItem] = getattr(part.in_use() if isinstance(part, PolicyPart) else part, path[-1])
    return found


@cache
def item_keys() -> tuple[KeyPath, ...]:
    """The keys of each item that the lists of the parts have by default, as they are typed: `tiers.gold.floor`."""
    policy = Policy()
    lists = [path for path in keys() if len(path) == _OF_A_PART and is_list(path)]
    return tuple(
        (path[-1], name, key)
        for path in lists
        for item in items_in_force(policy, path)
        for name in item.names
        for key in type(item).model_fields
    )


def list_around(path: KeyPath) -> KeyPath | None:
    """The list of tables in whose item a path leads: `tier.tiers` for `tier.tiers.gold.floor`; None if in none."""
    ends = (path[:end] for end in range(1, len(path)))
    return next(filter(is_list, ends), None)


def nearest(wanted: str, known: list[str]) -> str:
    """The known name most similar to the wanted one; names with the same last part are preferred."""
    last = wanted.rpartition(".")[2]
    same_end = [name for name in known if name.rpartition(".")[2] == last]
    matcher = SequenceMatcher(None, b=wanted)
    best, most = "", -1.0
    for name in same_end or known:
        matcher.set_seq1(name)
        if min(matcher.real_quick_ratio(), matcher.quick_ratio()) > most and matcher.ratio() > most:
            best, most = name, matcher.ratio()
    return best


def _free_names(policy: Policy, path: KeyPath) -> list[str]:
    value = value_of(policy, path)
    return list(value) if isinstance(value, dict) else []
