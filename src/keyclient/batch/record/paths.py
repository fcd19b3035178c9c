"""Names of books and of their results: pure, for the paths of Windows and of Linux alike."""

import hashlib
import re
from collections.abc import Iterable
from pathlib import PurePath, PureWindowsPath

from keyclient.model.own import COPY

RESULT = f"{COPY}.xlsx"
"""What the name of a result ends with; a book whose name does is an answer."""
_DROPPED = ".xlsx"
"""The suffix that a result does not repeat: 客户表.xlsx gives 客户表.keyclient.xlsx, 客户表.csv 客户表.csv.keyclient.xlsx."""
_LONGEST_NAME = 255
"""Bytes of one name on Linux; Windows counts as many units, which are never more."""
_HASH = 8
_ILLEGAL = re.compile(r'[<>:"/\\|?*%\x00-\x1f\ud800-\udfff]')
_EXTENDED, _UNC = "\\\\?\\", "\\\\?\\UNC\\"
_RESERVED = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)(\..*)?", re.IGNORECASE)


def source_label(source: PurePath) -> str:
    """What a source is called among the results: its last name, of a share the share's, of a drive its letter."""
    if source.name:
        return safe_name(source.name)
    parts = [part for part in re.split(r"[\\/:?]+", source.drive or source.anchor) if part]
    return safe_name(parts[-1]) if parts else "root"


def source_labels(sources: Iterable[PurePath]) -> list[str]:
    """One name a source; the second 网点 is `网点 (2)`, whatever the case of its letters."""
    taken: set[str] = set()
    labels = []
    for source in sources:
        labels.append(_free(source_label(source), taken))
        taken.add(labels[-1].casefold())
    return labels


def result_name(book: str) -> str:
    """The name of a book's result, never longer than a name may be."""
    stem = book[: -len(_DROPPED)] if book.lower().endswith(_DROPPED) else book
    return _cut(safe_name(stem), RESULT) + RESULT


def result_names(books: Iterable[str]) -> dict[str, str]:
    """The result of each book, both as paths with slashes; where two would be one, the second has a number.

    Names that differ by case alone are one, since they are on Windows. The books are taken in order.
    """
    taken: set[str] = set()
    found = {}
    for book in sorted(books):
        folder, _, name = book.rpartition("/")
        stem = result_name(name).removesuffix(RESULT)
        place = "/".join([*map(safe_name, folder.split("/")), ""]) if folder else ""
        free = _free(place + stem, taken)
        taken.add(free.casefold())
        found[book] = free + RESULT
    return found


def safe_name(name: str) -> str:
    """A name that a file may have everywhere: what is illegal is a percent sign and its code."""
    found = _ILLEGAL.sub(lambda match: _escaped(match[0]), name)
    if found.endswith((" ", ".")):
        found = found[:-1] + _escaped(found[-1])
    return _escaped(found[0]) + found[1:] if _RESERVED.fullmatch(found) else found


def branch_folder(branch: str) -> str:
    """The folder of a branch in the portfolio, as tools that read partitions write it: `branch=城东支行`."""
    head = "branch="
    return head + _cut(safe_name(branch), head)


def shown(text: str) -> str:
    """A path that can be printed and kept: bytes that are no text are spelt `\\xe9`."""
    return text.encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")


def extended_path(path: PureWindowsPath) -> str:
    r"""The path as Windows takes it at any length: `\\?\C:\...`, `\\?\UNC\server\share\...`.

    Only an absolute path has such a form; another one comes back as it is.
    """
    text = str(path)
    if text.startswith(_EXTENDED) or not path.is_absolute() or ".." in path.parts:
        return text
    return _UNC + text[2:] if text.startswith("\\\\") else _EXTENDED + text


def plain(text: str) -> str:
    r"""A path of Windows as people write it, without `\\?\`."""
    if text.startswith(_UNC):
        return "\\\\" + text[len(_UNC) :]
    return text.removeprefix(_EXTENDED)


def short_hash(text: str, length: int = 16) -> str:
    """A name made of a text: the same for the same, on every machine."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:length]


def _escaped(sign: str) -> str:
    code = ord(sign)
    return f"%{code - 0xDC00:02X}" if 0xDC80 <= code <= 0xDCFF else f"%{code:02X}"


def _cut(name: str, beside: str) -> str:
    """A name short enough to stand together with another text, told from others by a hash where it was cut."""
    most = _LONGEST_NAME - len(beside.encode())
    if len(name.encode()) <= most:
        return name
    kept = name.encode()[: most - _HASH - 1].decode(errors="ignore")
    return f"{kept}~{short_hash(name, _HASH)}"


def _free(name: str, taken: set[str]) -> str:
    free, number = name, 2
    while free.casefold() in taken:
        free, number = f"{name} ({number})", number + 1
    return free
