"""What was given, laid over the defaults: the tables that the policy's models are made from."""

from collections.abc import Mapping

from pydantic import BaseModel

from keyclient.policy.given import Given
from keyclient.policy.keys import KeyPath, is_entry
from keyclient.policy.tree import Names, Table, node

_Tables = dict[str, object]


def laid_over_defaults(values: Mapping[KeyPath, Given]) -> _Tables:
    """The values in their tables, outermost first.

    A part holds only what was given: the rest is its model's default. A table whose names are free starts with
    its default names, and an entry in it with its default keys. What is unset there is left out.
    """
    top: _Tables = {}
    for path, given in values.items():
        table = _table(top, path[:-1])
        if given.value is None and is_entry(path):
            table.pop(path[-1], None)
        else:
            table[path[-1]] = given.value
    return top


def _table(top: _Tables, path: KeyPath) -> _Tables:
    """The table at a place, made where it is not there yet."""
    table = top
    for end in range(1, len(path) + 1):
        inner = table.get(path[end - 1])
        if not isinstance(inner, dict):
            inner = table[path[end - 1]] = _start(path[:end])
        table = inner
    return table


def _start(path: KeyPath) -> _Tables:
    """What a table holds before anything is given."""
    match node(path):
        case Names(default=default):
            return dict(default)
        case Table(default=BaseModel() as default, is_entry=True):
            return dict(default)
        case _:
            return {}
