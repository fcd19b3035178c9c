"""Writes policy values as TOML."""

import datetime as dt
import json
import re
from collections.abc import Mapping, Sequence

from pydantic import BaseModel

_BARE = re.compile(r"[A-Za-z0-9_-]+")


def to_toml(value: object) -> str:
    """A value as `keyclient.toml` has it, on one line. A model becomes a table without its unset keys.

    Text with a backslash, such as a Windows path, is put in single quotes if possible: in double quotes `\\b` is an
    escape sequence.
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
        return "{" + ", ".join(f"{toml_key(name)} = {to_toml(item)}" for name, item in value.items()) + "}"
    if isinstance(value, Sequence):
        return "[" + ", ".join(map(to_toml, value)) + "]"
    return repr(value)


def to_toml_lines(value: object) -> str:
    """The same, but a list of tables has one line per item."""
    if isinstance(value, Sequence) and any(isinstance(item, BaseModel | Mapping) for item in value):
        return "\n".join(["[", *(f"  {to_toml(item)}," for item in value), "]"])
    return to_toml(value)


def toml_key(*names: str) -> str:
    """The dotted path of a key or table as a file writes it, quoted where TOML requires it."""
    return ".".join(name if _BARE.fullmatch(name) else _text(name) for name in names)


def _text(value: str) -> str:
    plain = "\\" in value and "'" not in value and value.isprintable()
    return f"'{value}'" if plain else json.dumps(value, ensure_ascii=False)
