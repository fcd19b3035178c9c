"""What a policy key accepts, in words, derived from its declaration."""

from collections.abc import Callable, Mapping, Sequence
from functools import cache
from typing import Any

from keyclient.model.label import Label
from keyclient.policy.loading.keys import KeyPath, is_table, key_at
from keyclient.policy.loading.to_toml import to_toml
from keyclient.policy.models import Policy

_TABLE = Label("a table of keys", "一组设置（表）")
_TEXT = Label("text", "文字")
_FILLED_TEXT = Label("non-empty text", "非空文字")
_PATH = Label(
    "a path (in single quotes if it has backslashes: 'C:\\books\\a.xlsx')",
    "文件路径，含反斜杠时用单引号：'C:\\books\\a.xlsx'",
)
_YUAN = Label(
    'an amount in yuan above 0, such as 500000 or "50万"', '大于 0 的金额（元），例如 500000 或 "50万"'
)
_DAY = Label("a date such as 2026-01-31", "日期，例如 2026-01-31")
_NUMBER = Label("a number", "数字")
_WHOLE = Label("a whole number", "整数")
_WORD = Label("one of {words}", "以下之一：{words}")
_YES_NO = Label("true or false", "true 或 false")
_ITEM = Label("a table with the keys {keys}", "一组设置，可用的键：{keys}")
_TABLES = Label("a list of tables, each with the keys {keys}", "若干个表组成的列表，每个表可用的键：{keys}")
_FILLED_TABLES = Label(
    "a non-empty list of tables, each with the keys {keys}",
    "若干个表组成的非空列表，每个表可用的键：{keys}",
)
_LIST = Label("a list of items, each {item}", "列表，每项为{item}")
_FILLED_LIST = Label("a non-empty list of items, each {item}", "非空列表，每项为{item}")
_LIST_OF = Label("a list of {count}, each {item}", "{count} 项的列表，每项为{item}")

_BOUNDS = {
    "exclusiveMinimum": Label("above {bound}", "大于 {bound}"),
    "minimum": Label("at least {bound}", "不小于 {bound}"),
    "exclusiveMaximum": Label("below {bound}", "小于 {bound}"),
    "maximum": Label("at most {bound}", "不大于 {bound}"),
}

_Schema = Mapping[str, Any]


def expectation(path: KeyPath, inside: KeyPath = ()) -> Label:
    """What the key or table accepts: "a number above 0 and below 1".

    `inside`: a location within the key's value, such as `top` of the third item.
    """
    if is_table(path):
        return _TABLE
    schema = _schema()
    for name in (*path, *inside):
        schema = _inner_schema(schema, name)
    return _describe(schema)


def names_inside(path: KeyPath, inside: KeyPath = ()) -> list[str]:
    """The names of the keys a table may have, at a path of the policy or within the value of a key."""
    if not (path == () or is_table(path) or key_at(path)):
        return []
    schema = _schema()
    for name in (*path, *inside):
        schema = _inner_schema(schema, name)
    return list(_resolved(schema).get("properties", ()))


@cache
def _schema() -> _Schema:
    """The JSON Schema of the policy: the declared types and bounds in a form that is easy to walk."""
    return Policy.model_json_schema()


def _inner_schema(schema: _Schema, name: str) -> _Schema:
    """The schema of one key of a table, or of one item of a list. A table such as `columns` takes any key."""
    schema = _resolved(schema)
    if schema.get("type") == "array":
        items: Sequence[_Schema] = schema.get("prefixItems", ())
        return items[int(name)] if items else schema["items"]
    found: _Schema = schema.get("properties", {}).get(name) or schema["additionalProperties"]
    return found


def _resolved(schema: _Schema) -> _Schema:
    """The actual schema behind a reference or an optional value."""
    while "format" not in schema:
        options = _options(schema)
        if "$ref" in schema:
            schema = _schema()["$defs"][schema["$ref"].rpartition("/")[2]]
        elif len(options) == 1:
            schema = options[0]
        else:
            break
    return schema


def _options(schema: _Schema) -> list[_Schema]:
    return [option for option in schema.get("anyOf", ()) if option.get("type") != "null"]


def _describe(schema: _Schema) -> Label:
    schema = _resolved(schema)
    if schema.get("format") == "yuan":
        return _YUAN
    if options := [_describe(option) for option in _options(schema)]:
        return Label(" or ".join(said.en for said in options), "或".join(said.zh for said in options))
    words = schema.get("enum", [schema["const"]] if "const" in schema else [])
    if words:
        return _WORD.filled(words=Label(", ".join(words), "、".join(words)))
    return _DESCRIBE_TYPE[schema["type"]](schema)


def _key_list(schema: _Schema) -> Label:
    names = list(schema["properties"])
    return Label(", ".join(names), "、".join(names))


def _describe_text(schema: _Schema) -> Label:
    if schema.get("format") == "date":
        return _DAY
    if "pattern" in schema:
        return _PATH
    return _FILLED_TEXT if "minLength" in schema else _TEXT


def _describe_list(schema: _Schema) -> Label:
    if "prefixItems" in schema:
        items = schema["prefixItems"]
        return _LIST_OF.filled(count=len(items), item=_describe(items[0]))
    item, filled = _resolved(schema["items"]), "minItems" in schema
    if item.get("type") == "object":
        return (_FILLED_TABLES if filled else _TABLES).filled(keys=_key_list(item))
    return (_FILLED_LIST if filled else _LIST).filled(item=_describe(item))


def _describe_item(schema: _Schema) -> Label:
    return _ITEM.filled(keys=_key_list(schema))


def _with_bounds(kind: Label, schema: _Schema) -> Label:
    bounds = [words.filled(bound=to_toml(schema[name])) for name, words in _BOUNDS.items() if name in schema]
    if not bounds:
        return kind
    return Label(
        f"{kind.en} {' and '.join(bound.en for bound in bounds)}",
        f"{kind.zh}（{' 且'.join(bound.zh for bound in bounds)}）",
    )


_DESCRIBE_TYPE: Mapping[str, Callable[[_Schema], Label]] = {
    "array": _describe_list,
    "string": _describe_text,
    "object": _describe_item,
    "boolean": lambda _: _YES_NO,
    "integer": lambda schema: _with_bounds(_WHOLE, schema),
    "number": lambda schema: _with_bounds(_NUMBER, schema),
}
