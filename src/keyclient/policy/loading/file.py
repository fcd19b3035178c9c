"""Reads the nearest `keyclient.toml`: its values and their line numbers."""

import io
import re
from collections.abc import Iterator, Mapping
from functools import cached_property
from pathlib import Path

from keyclient.errors import reason_of
from keyclient.model.label import Label
from keyclient.model.near_files import file_hint
from keyclient.model.record import dataclass
from keyclient.model.regex import regex
from keyclient.policy.loading.keys import KeyPath
from keyclient.policy.loading.refusals import (
    PolicyFileBroken,
    PolicyFileEncoding,
    PolicyFileNotFound,
    PolicyFileUnreadable,
)
from keyclient.policy.loading.still_open import StillOpen

FILE_NAME = "keyclient.toml"

_HINTS = (
    (
        regex("[“”‘’＝，＂＇［］．＃]"),
        Label(
            "Full-width punctuation is not valid: use = , . [ ] and straight quotes.",
            "请改用半角符号：= , . [ ] 和直引号。",
        ),
    ),
    (
        regex(r"\\"),
        Label(
            "Put a path with backslashes in single quotes: 'C:\\books\\a.xlsx'.",
            "含反斜杠的路径请用单引号：'C:\\books\\a.xlsx'。",
        ),
    ),
    (
        regex("^\\s*[^\x00-\x7f]"),
        Label(
            'Write keys in English and headings to the right of the equals sign: aum = "Total assets".',
            '键须用英文，列名写在等号右边：aum = "金融资产"。',
        ),
    ),
)
_HINT = Label(
    "Write one key = value per line, with text in double quotes.", "每行写一个“键 = 值”，文字加英文双引号。"
)


@dataclass(frozen=True)
class Statement:
    """One statement of a policy file, on one or more lines: a table header, a key, or only comments."""

    start: int
    """Number of its first line, from 1."""
    text: str
    """The text exactly as in the file, line end included."""
    table: KeyPath
    """The table it opens, or the table of its keys."""
    paths: tuple[KeyPath, ...]
    """The keys it sets, outermost first; empty for a header."""
    is_header: bool


@dataclass(frozen=True)
class PolicyFile:
    """A policy file as it was read."""

    path: Path
    values: Mapping[str, object]
    lines: Mapping[KeyPath, int]
    """The first line of each key and table; items of a list of tables are numbered from 0."""

    def line(self, path: KeyPath) -> int:
        """The line of a key, else of the table it is in."""
        return next(
            (self.lines[path[:end]] for end in range(len(path), 0, -1) if path[:end] in self.lines), 1
        )

    def inside(self, path: KeyPath) -> dict[KeyPath, int]:
        """The lines of everything within a key or table, by the path relative to it."""
        return self._inside.get(path, {})

    @cached_property
    def _inside(self) -> dict[KeyPath, dict[KeyPath, int]]:
        """What `inside` answers, for every key and table with anything in it."""
        found: dict[KeyPath, dict[KeyPath, int]] = {}
        for place, line in self.lines.items():
            for size in range(len(place)):
                found.setdefault(place[:size], {})[place[size:]] = line
        return found


def find_file(start: Path) -> Path | None:
    """The nearest `keyclient.toml` in a folder or its parents; None if there is none."""
    folder = start.absolute()
    candidates = (level / FILE_NAME for level in (folder, *folder.parents))
    return next(filter(_is_file, candidates), None)


def read_file(path: Path) -> PolicyFile:
    """The file's values and their lines. A byte-order mark, as Notepad writes, is accepted.

    Raises `PolicyFileNotFound`, `PolicyFileUnreadable`, `PolicyFileEncoding` or `PolicyFileBroken`.
    """
    import tomllib

    text = _text(path)
    try:
        values = tomllib.loads(text)
    except (ValueError, RecursionError) as error:
        raise _broken_file(path, text, str(error)) from error
    return PolicyFile(path, values, dict(_lines(text)))


def _is_file(path: Path) -> bool:
    """Whether the path is a file; False in a folder that may not be entered."""
    try:
        return path.is_file()
    except OSError:
        return False


def _text(path: Path) -> str:
    if not _is_file(path):
        raise PolicyFileNotFound(path=path, hint=file_hint(path))
    try:
        content = path.read_bytes()
    except OSError as error:
        raise PolicyFileUnreadable(path=path, reason=reason_of(error)) from error
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise PolicyFileEncoding(path=path, line=content.count(b"\n", 0, error.start) + 1) from error


def _broken_file(path: Path, text: str, reason: str) -> PolicyFileBroken:
    """Uses only the position in the parser's message: its wording is English and about the grammar."""
    lines = text.split("\n")
    found = re.search(r"at line (\d+), column (\d+)", reason)
    line, column = map(int, found.groups()) if found else (len(lines), len(lines[-1]) + 1)
    wrong = lines[min(line, len(lines)) - 1]
    hint = next((hint for signs, hint in _HINTS if signs.search(wrong)), _HINT)
    return PolicyFileBroken(path=path, line=line, column=column, hint=hint)


def statements(text: str) -> Iterator[Statement]:
    """Every statement in order; joined they are the text, which must be valid TOML.

    A statement ends at the first line end where it parses on its own, so the parser itself decides where it ends.
    """
    import tomllib

    table: KeyPath = ()
    start, statement, still_open = 1, "", StillOpen()
    for number, line in enumerate(io.StringIO(text, newline="\n"), 1):
        statement += line
        if still_open.after(line):
            continue
        try:
            values = tomllib.loads(statement)
        except tomllib.TOMLDecodeError:
            continue
        paths = tuple(_paths(values))
        is_header = statement.lstrip().startswith("[")
        table = paths[-1] if is_header else table
        yield Statement(start, statement, table, () if is_header else paths, is_header)
        start, statement = number + 1, ""


def _lines(text: str) -> Iterator[tuple[KeyPath, int]]:
    """Every key and table with its line; the first line for a list of several tables."""
    found: dict[KeyPath, int] = {}
    counts: dict[KeyPath, int] = {}
    table: KeyPath = ()
    for statement in statements(text):
        if statement.is_header:
            table = _header_path(statement, counts)
            places = [table, table[:-1]] if _is_list_item(statement) else [table]
        else:
            places = [table + path for path in statement.paths]
        for place in places:
            found.setdefault(place, statement.start)
    yield from found.items()


def _is_list_item(statement: Statement) -> bool:
    return statement.text.lstrip().startswith("[[")


def _header_path(header: Statement, counts: dict[KeyPath, int]) -> KeyPath:
    """The table a header opens, with its index in each list of tables around it.

    `counts`: the number of items of each such list so far.
    """
    place: KeyPath = ()
    for depth, name in enumerate(header.table, 1):
        place = (*place, name)
        if depth == len(header.table) and _is_list_item(header):
            counts[place] = counts.get(place, 0) + 1
        if place in counts:
            place = (*place, str(counts[place] - 1))
    return place


def _paths(values: Mapping[str, object]) -> Iterator[KeyPath]:
    """The paths of all keys in a table, outermost first."""
    for name, value in values.items():
        yield (name,)
        if isinstance(value, Mapping):
            yield from ((name, *path) for path in _paths(value))
