"""What a policy key accepts, in words, derived from its declaration."""

from collections.abc import Callable, Mapping

from keyclient.model.label import Label, listed
from keyclient.policy.loading.keys import KeyPath, is_table, key_at
from keyclient.policy.loading.schema import Schema, options, resolved, schema_at
from keyclient.policy.loading.to_toml import to_toml

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


def expectation(path: KeyPath, inside: KeyPath = ()) -> Label:
    """What the key or table accepts: "a number above 0 and below 1".

    `inside`: a location within the key's value, such as `top` of the third item.
    """
    if is_table(path):
        return _TABLE
    return _describe(schema_at((*path, *inside)))


def names_inside(path: KeyPath, inside: KeyPath = ()) -> list[str]:
    """The names of the keys a table may have, at a path of the policy or within the value of a key."""
    if not (path == () or is_table(path) or key_at(path)):
        return []
    return list(resolved(schema_at((*path, *inside))).get("properties", ()))


def _describe(schema: Schema) -> Label:
    schema = resolved(schema)
    if schema.get("format") == "yuan":
        return _YUAN
    if said := [_describe(option) for option in options(schema)]:
        return Label(" or ".join(word.en for word in said), "或".join(word.zh for word in said))
    words = schema.get("enum", [schema["const"]] if "const" in schema else [])
    if words:
        return _WORD.filled(words=listed(words))
    return _DESCRIBE_TYPE[schema["type"]](schema)


def _key_list(schema: Schema) -> Label:
    names = list(schema["properties"])
    return listed(names)


def _describe_text(schema: Schema) -> Label:
    if schema.get("format") == "date":
        return _DAY
    if "pattern" in schema:
        return _PATH
    return _FILLED_TEXT if "minLength" in schema else _TEXT


def _describe_list(schema: Schema) -> Label:
    if "prefixItems" in schema:
        items = schema["prefixItems"]
        return _LIST_OF.filled(count=len(items), item=_describe(items[0]))
    item, filled = resolved(schema["items"]), "minItems" in schema
    if item.get("type") == "object":
        return (_FILLED_TABLES if filled else _TABLES).filled(keys=_key_list(item))
    return (_FILLED_LIST if filled else _LIST).filled(item=_describe(item))


def _describe_item(schema: Schema) -> Label:
    return _ITEM.filled(keys=_key_list(schema))


def _with_bounds(kind: Label, schema: Schema) -> Label:
    bounds = [words.filled(bound=to_toml(schema[name])) for name, words in _BOUNDS.items() if name in schema]
    if not bounds:
        return kind
    return Label(
        f"{kind.en} {' and '.join(bound.en for bound in bounds)}",
        f"{kind.zh}（{' 且'.join(bound.zh for bound in bounds)}）",
    )


_DESCRIBE_TYPE: Mapping[str, Callable[[Schema], Label]] = {
    "array": _describe_list,
    "string": _describe_text,
    "object": _describe_item,
    "boolean": lambda _: _YES_NO,
    "integer": lambda schema: _with_bounds(_WHOLE, schema),
    "number": lambda schema: _with_bounds(_NUMBER, schema),
}
