"""Merges the settings into the defaults: the tables the policy's models are validated from."""

from collections.abc import Mapping

from pydantic import BaseModel

from keyclient.policy.loading.keys import KeyPath, is_entry
from keyclient.policy.loading.raw_setting import RawSetting
from keyclient.policy.loading.tree import FreeTable, KeyTable, node_at

_Table = dict[str, object]


def merge_defaults(values: Mapping[KeyPath, RawSetting]) -> _Table:
    """The values as nested tables, merged into the defaults.

    A table starts with its default values, a table with free names with its default entries. Entries set to nothing
    are removed.
    """
    tables: dict[KeyPath, _Table] = {(): {}}
    for path, setting in values.items():
        table = _table_at(tables, path[:-1])
        if setting.value is None and is_entry(path):
            table.pop(path[-1], None)
        else:
            table[path[-1]] = setting.value
    return tables[()]


def _table_at(tables: dict[KeyPath, _Table], path: KeyPath) -> _Table:
    """The table at a path, created from its defaults on first use; the defaults themselves are not changed."""
    if path not in tables:
        tables[path] = _table_at(tables, path[:-1])[path[-1]] = _default_table(path)
    return tables[path]


def _default_table(path: KeyPath) -> _Table:
    """A copy of a table's defaults."""
    match node_at(path):
        case FreeTable(default=default):
            return dict(default)
        case KeyTable(default=BaseModel() as default):
            # all policies share it, and it may remember more than its keys
            return {name: getattr(default, name) for name in type(default).model_fields}
        case _:
            return {}
