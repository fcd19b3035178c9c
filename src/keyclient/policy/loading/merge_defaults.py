"""What was given, laid over the defaults: the tables that the policy's models are made from."""

from collections.abc import Mapping

from pydantic import BaseModel

from keyclient.policy.loading.keys import KeyPath, is_entry
from keyclient.policy.loading.raw_setting import Given
from keyclient.policy.loading.tree import Names, Table, node

_Table = dict[str, object]


def laid_over_defaults(values: Mapping[KeyPath, Given]) -> _Table:
    """The values in their tables, outermost first.

    A table starts with its defaults, one whose names are free with its default names. What is unset there is
    left out.
    """
    tables: dict[KeyPath, _Table] = {(): {}}
    for path, given in values.items():
        table = _made(tables, path[:-1])
        if given.value is None and is_entry(path):
            table.pop(path[-1], None)
        else:
            table[path[-1]] = given.value
    return tables[()]


def _made(tables: dict[KeyPath, _Table], path: KeyPath) -> _Table:
    """The table at a place, made where it is not there yet; those of the defaults stay as they are."""
    if path not in tables:
        tables[path] = _made(tables, path[:-1])[path[-1]] = _start(path)
    return tables[path]


def _start(path: KeyPath) -> _Table:
    """What a table holds before anything is given."""
    match node(path):
        case Names(default=default):
            return dict(default)
        case Table(default=BaseModel() as default):
            return dict(default)
        case _:
            return {}
