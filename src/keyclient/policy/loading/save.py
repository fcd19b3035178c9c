"""Saves headings under `[columns]` of a policy file and keeps the rest of it byte for byte."""

import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from keyclient.errors import OutputError
from keyclient.model.label import Label, listed
from keyclient.policy.loading.file import Statement, statements
from keyclient.policy.loading.keys import COLUMNS, KeyPath
from keyclient.policy.loading.to_toml import to_toml

_HEADER = "[columns]"
_BOM = "\ufeff"


class ColumnsNotSaved(OutputError):
    """The file's layout does not allow adding headings without changing the rest."""

    sentence = Label(
        "{path}: the headings cannot be added without changing the rest of the file. Add them under [columns] "
        "yourself: {lines}",
        "{path}：无法在不改动其他内容的前提下写入列名。请在 [columns] 下自行写入：{lines}",
    )


def with_columns(content: bytes, mapping: Mapping[str, str], path: object) -> bytes:
    """The policy file with these headings under `columns`, by field. `content` is a valid policy file, or empty.

    An existing key keeps its line and comment; new keys follow the others. A file without the table gets it at its
    end. Line ends and a byte-order mark are kept. Raises `ColumnsNotSaved`.
    """
    text = content.decode("utf-8")
    mark, text = (_BOM, text[1:]) if text.startswith(_BOM) else ("", text)
    end = "\r\n" if "\r\n" in text else "\n"
    old = list(statements(text))
    inline = _find_inline_table(old)
    new = _edit_inline(old, inline, mapping) if inline is not None else _edit_lines(old, mapping, end)
    if not _reads_back(text, new, mapping):
        said = listed(f"{name} = {to_toml(heading)}" for name, heading in mapping.items())
        raise ColumnsNotSaved(path=path, lines=said)
    return (mark + new).encode("utf-8")


def _edit_lines(old: Sequence[Statement], mapping: Mapping[str, str], end: str) -> str:
    """The text with each heading set on its own line."""
    kept = [_with_new_value(statement, mapping) for statement in old]
    there = {key[-1] for statement in old for key in _column_keys(statement)}
    missing = {name: heading for name, heading in mapping.items() if name not in there}
    place, prefix = _insert_position(kept)
    lines = [f"{prefix}{name} = {to_toml(heading)}{end}" for name, heading in missing.items()]
    if lines and place is None:
        blank = end if old else ""
        lines, place = [f"{blank}{_HEADER}{end}", *lines], len(kept)
    texts = [statement.text for statement in kept]
    if lines and place and not texts[place - 1].endswith("\n"):
        texts[place - 1] += end
    return "".join([*texts[:place], *lines, *texts[place:]])


def _insert_position(kept: Sequence[Statement]) -> tuple[int | None, str]:
    """The index of the statement to insert new keys before (None without a table), and the prefix of their names.

    New keys follow the last key of the table; in an empty table they follow its header and the comment below it.
    """
    with_keys = [index for index, statement in enumerate(kept) if any(_column_keys(statement))]
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


def _column_keys(statement: Statement) -> Iterator[KeyPath]:
    """The keys of `columns` a statement sets."""
    whole = (statement.table + path for path in statement.paths)
    return (path for path in whole if path[:-1] == COLUMNS)


def _with_new_value(statement: Statement, mapping: Mapping[str, str]) -> Statement:
    """The statement with its new value if it sets one of the keys; spaces and comments stay."""
    name = next((path[-1] for path in _column_keys(statement) if path[-1] in mapping), None)
    if name is None:
        return statement
    body, rest = _split_value(statement.text)
    key, _, value = body.partition("=")
    blank = value[: len(value) - len(value.lstrip())]
    return replace(statement, text=f"{key}={blank}{to_toml(mapping[name])}{rest}")


def _split_value(text: str) -> tuple[str, str]:
    """The statement up to the end of its value, and the spaces, comment and line end after it."""
    whole = tomllib.loads(text)
    lengths = range(1, len(text) + 1)
    length = next(length for length in lengths if _parse(text[:length]) == whole)
    return text[:length], text[length:]


def _parse(text: str) -> Mapping[str, object] | None:
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError:
        return None


def _find_inline_table(old: Sequence[Statement]) -> int | None:
    """The index of the statement `columns = {...}`; None if there is none."""
    return next((index for index, item in enumerate(old) if COLUMNS in item.paths and _is_whole(item)), None)


def _is_whole(statement: Statement) -> bool:
    """Whether a statement sets the whole table, not a single key such as `columns.aum = ...`."""
    return statement.table == () and "." not in statement.text.partition("=")[0]


def _edit_inline(old: Sequence[Statement], index: int, mapping: Mapping[str, str]) -> str:
    """The text with the inline table rewritten."""
    body, rest = _split_value(old[index].text)
    key, _, value = body.partition("=")
    table = {**tomllib.loads(body)[COLUMNS[0]], **mapping}
    blank = value[: len(value) - len(value.lstrip())]
    texts = [statement.text for statement in old]
    texts[index] = f"{key}={blank}{to_toml(table)}{rest}"
    return "".join(texts)


def _reads_back(old: str, new: str, mapping: Mapping[str, str]) -> bool:
    """Whether the new text parses to the old values plus the headings."""
    wanted = tomllib.loads(old)
    wanted[COLUMNS[0]] = {**wanted.get(COLUMNS[0], {}), **mapping}
    return _parse(new) == wanted
