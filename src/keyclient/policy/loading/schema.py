"""The JSON Schema of the policy: the declared types and bounds in a form that is easy to walk."""

from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any

from keyclient.policy.loading.tree import KeyPath
from keyclient.policy.models import Policy

Schema = Mapping[str, Any]


def schema_at(path: KeyPath) -> Schema:
    """The schema of what stands at a path of the policy, or within the value of a key."""
    schema = _schema()
    for name in path:
        schema = inner_schema(schema, name)
    return schema


@cache
def _schema() -> Schema:
    """The JSON Schema of the policy: the declared types and bounds in a form that is easy to walk."""
    return Policy.model_json_schema()


def is_yuan(path: KeyPath) -> bool:
    """Whether a path of the policy, also in an item of a list called by its name, leads to an amount of money."""
    schema = _schema()
    for name in path:
        if resolved(schema).get("type") == "array":
            schema = inner_schema(inner_schema(schema, "0"), path[-1])
            break
        schema = inner_schema(schema, name)
    return resolved(schema).get("format") == "yuan"


def inner_schema(schema: Schema, name: str) -> Schema:
    """The schema of one key of a table, or of one item of a list. A table such as `columns` takes any key."""
    schema = resolved(schema)
    if schema.get("type") == "array":
        items: Sequence[Schema] = schema.get("prefixItems", ())
        return items[int(name)] if items else schema["items"]
    found: Schema = schema.get("properties", {}).get(name) or schema["additionalProperties"]
    return found


def resolved(schema: Schema) -> Schema:
    """The actual schema behind a reference or an optional value."""
    while "format" not in schema:
        found = options(schema)
        if "$ref" in schema:
            schema = _schema()["$defs"][schema["$ref"].rpartition("/")[2]]
        elif len(found) == 1:
            schema = found[0]
        else:
            break
    return schema


def options(schema: Schema) -> list[Schema]:
    """The types a value may have besides being unset."""
    return [option for option in schema.get("anyOf", ()) if option.get("type") != "null"]
