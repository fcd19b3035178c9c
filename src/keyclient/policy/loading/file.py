"""What the nearest `keyclient.toml` says, and on which line."""

import io
import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from keyclient.model.label import Label
from keyclient.policy.loading.keys import KeyPath
from keyclient.policy.loading.refusals import (
    PolicyFileBroken,
    PolicyFileEncoding,
    PolicyFileNotFound,
    PolicyFileUnreadable,
)

FILE_NAME = "keyclient.toml"

_HINTS = (
    (
        re.compile("[“”‘’＝，＂＇［］．＃]"),
        Label(
            "Full-width signs are not understood: write = , . [ ] and straight quotes.",
            "请改用半角符号：= , . [ ] 和直引号。",
        ),
    ),
    (
        re.compile(r"\\"),
        Label(
            "A path with backslashes stands in single quotes: 'C:\\books\\a.xlsx'.",
            "含反斜杠的路径请用单引号：'C:\\books\\a.xlsx'。",
        ),
    ),
    (
        re.compile("^\\s*[^\x00-\x7f]"),
        Label(
            'A key is written in English letters, a heading stands on the right: aum = "Total assets".',
            '键须用英文，列名写在等号右边：aum = "金融资产"。',
        ),
    ),
)
_HINT = Label(
    "Write one key = value a line, with text in double quotes.", "每行写一个“键 = 值”，文字加英文双引号。"
)


@dataclass(frozen=True)
class Statement:
    """One statement of a policy file, over one line or several: a table's header, keys, or nothing but a comment."""

    start: int
    """Its first line, from 1."""
    text: str
    """As it stands in the file, line end included."""
    table: KeyPath
    """The table that it opens, or that its keys stand in."""
    paths: tuple[KeyPath, ...]
    """The keys that it sets, outermost first; of a header none."""
    is_header: bool


@dataclass(frozen=True)
class PolicyFile:
    """A policy file as it was read."""

    path: Path
    values: Mapping[str, object]
    lines: Mapping[KeyPath, int]
    """The line that each key, and each table, begins on; an item of a list of tables by its place, from 0."""

    def line(self, path: KeyPath) -> int:
        """The line of a key, else of the table that it stands in."""
        return next(
            (self.lines[path[:end]] for end in range(len(path), 0, -1) if path[:end] in self.lines), 1
        )

    def inside(self, path: KeyPath) -> dict[KeyPath, int]:
        """The lines of what stands within a key or table, by its place there."""
        size = len(path)
        return {
            place[size:]: line
            for place, line in self.lines.items()
            if len(place) > size and place[:size] == path
        }


def find_file(start: Path) -> Path | None:
    """The nearest `keyclient.toml` in a folder or above it; None where there is none."""
    folder = start.absolute()
    candidates = (level / FILE_NAME for level in (folder, *folder.parents))
    return next(filter(_is_file, candidates), None)


def read_file(path: Path) -> PolicyFile:
    """The file's values and their lines. A byte-order mark, as Notepad writes it, is accepted.

    Raises `PolicyFileNotFound`, `PolicyFileUnreadable`, `PolicyFileEncoding` or `PolicyFileBroken`.
    """
    text = _text(path)
    try:
        values = tomllib.loads(text)
    except (ValueError, RecursionError) as error:
        raise _broken(path, text, str(error)) from error
    return PolicyFile(path, values, dict(_lines(text)))


def _is_file(path: Path) -> bool:
    """Whether a file stands there, as far as can be seen: a folder that may not be entered holds none."""
    try:
        return path.is_file()
    except OSError:
        return False


def _text(path: Path) -> str:
    if not _is_file(path):
        raise PolicyFileNotFound(path=path)
    try:
        content = path.read_bytes()
    except OSError as error:
        raise PolicyFileUnreadable(path=path, reason=error.strerror) from error
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise PolicyFileEncoding(path=path, line=content.count(b"\n", 0, error.start) + 1) from error


def _broken(path: Path, text: str, reason: str) -> PolicyFileBroken:
    """Only the position of the parser's message is used: its words are English and speak of the grammar."""
    lines = text.split("\n")
    found = re.search(r"at line (\d+), column (\d+)", reason)
    line, column = map(int, found.groups()) if found else (len(lines), len(lines[-1]) + 1)
    wrong = lines[min(line, len(lines)) - 1]
    hint = next((hint for signs, hint in _HINTS if signs.search(wrong)), _HINT)
    return PolicyFileBroken(path=path, line=line, column=column, hint=hint)


def statements(text: str) -> Iterator[Statement]:
    """Every statement in order; together they are the text, which must be valid TOML.

    A statement ends at the first line end where it parses alone, so the parser itself says how far it reaches.
    """
    table: KeyPath = ()
    start, statement = 1, ""
    for number, line in enumerate(io.StringIO(text, newline="\n"), 1):
        statement += line
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
    """Every key and table with its line, the first one where a list of tables has several."""
    found: dict[KeyPath, int] = {}
    counts: dict[KeyPath, int] = {}
    table: KeyPath = ()
    for statement in statements(text):
        if statement.is_header:
            table = _placed(statement, counts)
            places = [table, table[:-1]] if _opens_item(statement) else [table]
        else:
            places = [table + path for path in statement.paths]
        for place in places:
            found.setdefault(place, statement.start)
    yield from found.items()


def _opens_item(statement: Statement) -> bool:
    return statement.text.lstrip().startswith("[[")


def _placed(header: Statement, counts: dict[KeyPath, int]) -> KeyPath:
    """The table that a header opens, with its place in each list of tables that it stands in.

    `counts`: how many items of each such list there have been so far.
    """
    place: KeyPath = ()
    for depth, name in enumerate(header.table, 1):
        place = (*place, name)
        if depth == len(header.table) and _opens_item(header):
            counts[place] = counts.get(place, 0) + 1
        if place in counts:
            place = (*place, str(counts[place] - 1))
    return place


def _paths(values: Mapping[str, object]) -> Iterator[KeyPath]:
    """The paths of a table and of everything in it, outermost first."""
    for name, value in values.items():
        yield (name,)
        if isinstance(value, Mapping):
            yield from ((name, *path) for path in _paths(value))
