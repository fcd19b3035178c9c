"""How a value of the policy is written, as TOML writes it."""

import datetime as dt
import json
from collections.abc import Mapping, Sequence


def literal(value: object) -> str:
    """A value as it would stand in `keyclient.toml`, on one line.

    Text with a backslash, such as a Windows path, is set in single quotes where that is possible: in double
    quotes `\\b` would mean something else.
    """
    if isinstance(value, str):
        plain = "\\" in value and "'" not in value and value.isprintable()
        return f"'{value}'" if plain else json.dumps(value, ensure_ascii=False)
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, dt.date | dt.time):
        return value.isoformat()
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{name} = {literal(item)}" for name, item in value.items()) + "}"
    if isinstance(value, Sequence):
        return "[" + ", ".join(map(literal, value)) + "]"
    return repr(value)
