"""Remembering headings: the `[columns]` of a policy file with some keys set, all else as it was to the byte."""

import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from keyclient.errors import OutputError
from keyclient.model.label import Label
from keyclient.policy.loading.file import Statement, statements
from keyclient.policy.loading.keys import COLUMNS, KeyPath
from keyclient.policy.loading.to_toml import literal

_HEADER = "[columns]"
_BOM = "\ufeff"


class ColumnsNotSaved(OutputError):
    """The file is written in a way that cannot be edited without touching the rest."""

    sentence = Label(
        "{path}: the headings cannot be added to this file without changing the rest. Write under [columns]: {lines}",
        "{path}：无法在不改动其他内容的前提下写入列名。请在 [columns] 下自行写入：{lines}",
    )


def with_columns(content: bytes, mapping: Mapping[str, str], path: object) -> bytes:
    """The policy file with these headings by field under `columns`. `content` is a valid policy file, or empty.

    A key that is there keeps its line and its comment; a new one stands below the others. Where the file has no
    such table, one is added at its end. Line ends and a byte-order mark stay. Raises `ColumnsNotSaved`.
    """
    text = content.decode("utf-8")
    mark, text = (_BOM, text[1:]) if text.startswith(_BOM) else ("", text)
    end = "\r\n" if "\r\n" in text else "\n"
    old = list(statements(text))
    inline = _inline(old)
    new = _in_one_line(old, inline, mapping) if inline is not None else _in_lines(old, mapping, end)
    if not _is_same_but(text, new, mapping):
        said = ", ".join(f"{name} = {literal(heading)}" for name, heading in mapping.items())
        raise ColumnsNotSaved(path=path, lines=said)
    return (mark + new).encode("utf-8")


def _in_lines(old: Sequence[Statement], mapping: Mapping[str, str], end: str) -> str:
    """The text with each key on a line of its own."""
    kept = [_changed(statement, mapping) for statement in old]
    there = {key[-1] for statement in old for key in _keys(statement)}
    missing = {name: heading for name, heading in mapping.items() if name not in there}
    place, prefix = _place(kept)
    lines = [f"{prefix}{name} = {literal(heading)}{end}" for name, heading in missing.items()]
    if lines and place is None:
        blank = end if old else ""
        lines, place = [f"{blank}{_HEADER}{end}", *lines], len(kept)
    texts = [statement.text for statement in kept]
    if lines and place and not texts[place - 1].endswith("\n"):
        texts[place - 1] += end
    return "".join([*texts[:place], *lines, *texts[place:]])


def _place(kept: Sequence[Statement]) -> tuple[int | None, str]:
    """Before which statement new keys stand, and what stands before their names; None where there is no table.

    Below the last key of the table; in a table without keys below its header and the comment that explains it.
    """
    with_keys = [index for index, statement in enumerate(kept) if any(_keys(statement))]
    if with_keys:
        last = with_keys[-1]
        return last + 1, "" if kept[last].table == COLUMNS else f"{COLUMNS[0]}."
    headers = (index for index, item in enumerate(kept) if item.is_header and item.table == COLUMNS)
    header = next(headers, None)
    if header is None:
        return None, ""
    after = header + 1
    while after < len(kept) and kept[after].text.lstrip().startswith("#"):
        after += 1
    explains = after == len(kept) or not kept[after].is_header
    return (after if explains else header + 1), ""


def _keys(statement: Statement) -> Iterator[KeyPath]:
    """The keys of `columns` that a statement sets."""
    whole = (statement.table + path for path in statement.paths)
    return (path for path in whole if path[:-1] == COLUMNS)


def _changed(statement: Statement, mapping: Mapping[str, str]) -> Statement:
    """A statement with its new value, where it sets one of the keys; what stands around the value stays."""
    name = next((path[-1] for path in _keys(statement) if path[-1] in mapping), None)
    if name is None:
        return statement
    body, rest = _split(statement.text)
    key, _, value = body.partition("=")
    blank = value[: len(value) - len(value.lstrip())]
    return replace(statement, text=f"{key}={blank}{literal(mapping[name])}{rest}")


def _split(text: str) -> tuple[str, str]:
    """A statement up to the end of its value, and the blanks, comment and line end behind it."""
    whole = tomllib.loads(text)
    lengths = range(1, len(text) + 1)
    length = next(length for length in lengths if _value_of(text[:length]) == whole)
    return text[:length], text[length:]


def _value_of(text: str) -> Mapping[str, object] | None:
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError:
        return None


def _inline(old: Sequence[Statement]) -> int | None:
    """Which statement writes the whole table as `columns = {...}`."""
    return next((index for index, item in enumerate(old) if COLUMNS in item.paths and _is_whole(item)), None)


def _is_whole(statement: Statement) -> bool:
    """Whether it is no `columns.aum = ...`."""
    return statement.table == () and "." not in statement.text.partition("=")[0]


def _in_one_line(old: Sequence[Statement], index: int, mapping: Mapping[str, str]) -> str:
    """The text with the inline table written anew."""
    body, rest = _split(old[index].text)
    key, _, value = body.partition("=")
    table = {**tomllib.loads(body)[COLUMNS[0]], **mapping}
    blank = value[: len(value) - len(value.lstrip())]
    texts = [statement.text for statement in old]
    texts[index] = f"{key}={blank}{literal(table)}{rest}"
    return "".join(texts)


def _is_same_but(old: str, new: str, mapping: Mapping[str, str]) -> bool:
    """Whether the new text says what the old one says, and the headings."""
    wanted = tomllib.loads(old)
    wanted[COLUMNS[0]] = {**wanted.get(COLUMNS[0], {}), **mapping}
    return _value_of(new) == wanted
