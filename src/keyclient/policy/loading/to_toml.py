"""How a value of the policy is written, as TOML writes it."""

import datetime as dt
import json
import re
from collections.abc import Mapping, Sequence

from pydantic import BaseModel

_BARE = re.compile(r"[A-Za-z0-9_-]+")


def literal(value: object) -> str:
    """A value as it would stand in `keyclient.toml`, on one line. A model is a table without what is unset.

    Text with a backslash, such as a Windows path, is set in single quotes where that is possible: in double
    quotes `\\b` would mean something else.
    """
    if isinstance(value, str):
        return _text(value)
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, dt.date | dt.time):
        return value.isoformat()
    if isinstance(value, BaseModel):
        value = {name: item for name, item in value if item is not None}
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{toml_key(name)} = {literal(item)}" for name, item in value.items()) + "}"
    if isinstance(value, Sequence):
        return "[" + ", ".join(map(literal, value)) + "]"
    return repr(value)


def block(value: object) -> str:
    """The same over several lines where it is a list of tables: one line an item."""
    if isinstance(value, Sequence) and any(isinstance(item, BaseModel | Mapping) for item in value):
        return "\n".join(["[", *(f"  {literal(item)}," for item in value), "]"])
    return literal(value)


def toml_key(*names: str) -> str:
    """The names that lead to a key or a table as a file writes them; quoted where TOML asks for it."""
    return ".".join(name if _BARE.fullmatch(name) else _text(name) for name in names)


def _text(value: str) -> str:
    plain = "\\" in value and "'" not in value and value.isprintable()
    return f"'{value}'" if plain else json.dumps(value, ensure_ascii=False)
