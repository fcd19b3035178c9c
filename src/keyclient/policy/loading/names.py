"""The path of a key as people type it: lists by their own name alone, names in either language, width and case aside."""

import unicodedata
from collections.abc import Iterable, Iterator
from functools import cache

from keyclient.model.fields import field_named
from keyclient.policy.loading.tree import (
    COLUMNS,
    FreeTable,
    Key,
    KeyPath,
    KeyTable,
    children,
    default_entry_names,
    node_at,
)


def key_path(typed: KeyPath) -> KeyPath:
    """The path that was meant: `tiers.gold.floor` is `tier.tiers.gold.floor`, `lifecycle.needs.按揭` its entry.

    What is not known is kept as typed.
    """
    path = typed if not typed or node_at(typed[:1]) is not None else (*_lists().get(typed[0], ()), *typed)
    found: KeyPath = ()
    for name in path:
        found = (*found, _entry(found, name))
    return found


def same_name(one: str, other: str) -> bool:
    """Whether two names are one, width, case and spaces aside."""
    return bare_name(one) == bare_name(other)


@cache
def _lists() -> dict[str, KeyPath]:
    """The part of each list of tables, by the name of the list."""
    root = node_at(())
    parts = [part for part in _below(root) if isinstance(part, KeyTable)]
    return {
        key.path[-1]: part.path
        for part in parts
        for key in _below(part)
        if isinstance(key, Key) and key.items is not None
    }


def _below(table: object) -> Iterator[object]:
    if isinstance(table, KeyTable | FreeTable):
        yield from children(table, default_entry_names)


def _entry(above: KeyPath, name: str) -> str:
    """The name of an entry of a table with free names, where it is typed in Chinese."""
    table = node_at(above)
    if not isinstance(table, FreeTable):
        return name
    if above == COLUMNS:
        return field_named(name) or name
    return name if table.items is None else next(_named(table, name), name)


def _named(table: FreeTable, name: str) -> Iterator[str]:
    for key, entry in table.default.items():
        if any(same_name(known, name) for known in _both(key, entry)):
            yield key


def _both(key: str, entry: object) -> Iterable[str]:
    zh = getattr(entry, "zh", None)
    return (key,) if zh is None else (key, zh)


def bare_name(name: str) -> str:
    """A name as it is compared: narrow, in lower case, without spaces."""
    return "".join(unicodedata.normalize("NFKC", name).casefold().split())
