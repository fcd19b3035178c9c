"""What a key of the policy may hold, in words: read from its declaration, so that it is said once."""

from collections.abc import Mapping
from functools import cache
from typing import Any

from keyclient.model.label import Label
from keyclient.policy.keys import KeyPath, is_table
from keyclient.policy.literal import literal
from keyclient.policy.models import Policy

_TABLE = Label("a table of keys", "一组设置（表）")
_TEXT = Label("text", "文字")
_FILLED_TEXT = Label("text that is not empty", "非空文字")
_PATH = Label(
    "a path; one with backslashes stands in single quotes: 'C:\\books\\a.xlsx'",
    "文件路径，含反斜杠时用单引号：'C:\\books\\a.xlsx'",
)
_DAY = Label("a date such as 2026-01-31", "日期，例如 2026-01-31")
_NUMBER = Label("a number", "数字")
_WHOLE = Label("a whole number", "整数")
_WORD = Label("one of {words}", "以下之一：{words}")
_LIST = Label("a list, each item {item}", "列表，每项为{item}")
_LIST_OF = Label("a list of {count}, each {item}", "{count} 项的列表，每项为{item}")

_BOUNDS = {
    "exclusiveMinimum": Label("above {bound}", "大于 {bound}"),
    "minimum": Label("not below {bound}", "不小于 {bound}"),
    "exclusiveMaximum": Label("below {bound}", "小于 {bound}"),
    "maximum": Label("not above {bound}", "不大于 {bound}"),
}

_Schema = Mapping[str, Any]


def expectation(path: KeyPath) -> Label:
    """What the key, or the table, may hold: "a number above 0 and below 1"."""
    if is_table(path):
        return _TABLE
    schema = _schema()
    for name in path:
        schema = _within(schema, name)
    return _say(schema)


@cache
def _schema() -> _Schema:
    """The JSON Schema of the policy: the declared types and bounds in a form that can be walked."""
    return Policy.model_json_schema()


def _within(schema: _Schema, name: str) -> _Schema:
    """The schema of one name of a table. Any name is possible in a table such as `columns`."""
    table = _schema()["$defs"][schema["$ref"].rpartition("/")[2]] if "$ref" in schema else schema
    found: _Schema = table.get("properties", {}).get(name) or table["additionalProperties"]
    return found


def _say(schema: _Schema) -> Label:
    if "anyOf" in schema:
        return _say(next(option for option in schema["anyOf"] if option["type"] != "null"))
    if "enum" in schema:
        return _WORD.filled(words=Label(", ".join(schema["enum"]), "、".join(schema["enum"])))
    if schema["type"] == "array":
        return _say_list(schema)
    if schema["type"] == "string":
        return _say_text(schema)
    return _bounded(_WHOLE if schema["type"] == "integer" else _NUMBER, schema)


def _say_text(schema: _Schema) -> Label:
    if schema.get("format") == "date":
        return _DAY
    if "pattern" in schema:
        return _PATH
    return _FILLED_TEXT if "minLength" in schema else _TEXT


def _say_list(schema: _Schema) -> Label:
    if "prefixItems" in schema:
        items = schema["prefixItems"]
        return _LIST_OF.filled(count=len(items), item=_say(items[0]))
    return _LIST.filled(item=_say(schema["items"]))


def _bounded(kind: Label, schema: _Schema) -> Label:
    bounds = [words.filled(bound=literal(schema[name])) for name, words in _BOUNDS.items() if name in schema]
    if not bounds:
        return kind
    return Label(
        f"{kind.en} {' and '.join(bound.en for bound in bounds)}",
        f"{kind.zh}（{' 且'.join(bound.zh for bound in bounds)}）",
    )
