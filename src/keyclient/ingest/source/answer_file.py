"""Whether a workbook was written by keyclient as a result, under any name, and which sheet lists its customers.

`render.workbook` writes both to the properties of a result: its kind as the category, the sheet as the keywords. Other
programs that save it in another format (.xlsb, .xls, .ods, .fods) keep the properties, each in its way.
"""

import mmap
import re
import zipfile
import zlib
from collections.abc import Iterator, Sequence
from pathlib import Path

from keyclient.ingest.source.sniff import OLE, ZIP

_PARTS = ("docProps/core.xml", "meta.xml")
"""The properties of a package of Office, and of OpenDocument."""
_ANSWER = re.compile(rb"(?:<cp:category>|<meta:user-defined [^<>]*>)keyclient/")
_KEYWORDS = re.compile(r"<cp:keywords>(.*?)</cp:keywords>|<meta:keyword>(.*?)</meta:keyword>", re.S)
_OLD_ANSWER = re.compile(
    rb"\x1e\0\0\0.{4}keyclient/|\x1f\0\0\0.{4}" + re.escape("keyclient/".encode("utf-16-le")), re.S
)
_OLD_TEXT = re.compile(rb"\x1e\0\0\0.{4}([^\0]{1,300})\0", re.S)
_OLD_WIDE_TEXT = re.compile(rb"\x1f\0\0\0.{4}((?:[^\0].|\0[^\0]){1,300}?)\0\0", re.S)
"""Properties of an .xls: a type, a length, and the text in a code page or in UTF-16."""
_ENOUGH = 65_536
"""Bytes of the properties that are read."""
_END, _END_64 = b"PK\x05\x06", b"PK\x06\x07"
_TAIL = 65_557
"""A package ends with the size and position of its directory, within so many bytes."""
_LARGEST_DIRECTORY = 1 << 20
"""Bytes of the directory that is read; answers have some dozens of parts."""
_BROKEN = (OSError, KeyError, RuntimeError, ValueError, EOFError, zipfile.BadZipFile, zlib.error)
_BETWEEN = re.compile(r"[\s,;]+")
"""What programs put between keywords, or take for it."""


def is_answer(path: Path, largest_directory: int = _LARGEST_DIRECTORY) -> bool:
    """Whether a workbook is an answer; what cannot be read, or has a larger directory than any answer, is none."""
    return any(True for _ in _properties(path, largest_directory))


def records_sheet(path: Path, names: Sequence[str]) -> str | None:
    """Which of the sheets lists the customers; None if the workbook is not a result or has no such sheet."""
    said = {_plain(text) for text in _properties(path, _LARGEST_DIRECTORY)}
    return next((name for name in names if _plain(name) in said), None)


def _plain(text: str) -> str:
    return _BETWEEN.sub("", text)


def _properties(path: Path, largest_directory: int) -> Iterator[str]:
    """The texts of the properties of an answer that may name a sheet, at least one; none for any other file."""
    try:
        with path.open("rb") as file:
            head = file.read(_ENOUGH)
        if head.startswith(OLE):
            yield from _of_old_book(path)
        else:
            yield from _of_markup(_of_package(path, largest_directory) if head.startswith(ZIP) else head)
    except _BROKEN:
        return


def _of_markup(properties: bytes) -> Iterator[str]:
    if _ANSWER.search(properties) is not None:
        import html

        found = _KEYWORDS.findall(properties.decode("utf-8", "replace"))
        yield html.unescape("".join("".join(words) for words in found))


def _of_package(path: Path, largest_directory: int) -> bytes:
    if not _has_small_directory(path, largest_directory):
        return b""
    with zipfile.ZipFile(path) as package:
        parts = set(package.namelist())
        part = next((name for name in _PARTS if name in parts), _PARTS[0])
        with package.open(part) as stream:
            return stream.read(_ENOUGH)


def _of_old_book(path: Path) -> Iterator[str]:
    with path.open("rb") as file, mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as content:
        if _OLD_ANSWER.search(content) is None:
            return
        for text in _OLD_TEXT.findall(content):
            yield from (text.decode(encoding, "replace") for encoding in ("utf-8", "gb18030"))
        for text in _OLD_WIDE_TEXT.findall(content):
            yield text.decode("utf-16-le", "replace")


def _has_small_directory(path: Path, largest: int) -> bool:
    with path.open("rb") as file:
        file.seek(max(path.stat().st_size - _TAIL, 0))
        tail = file.read(_TAIL)
    at = tail.rfind(_END)
    is_large = at >= 20 and tail.startswith(_END_64, at - 20)
    return at >= 0 and not is_large and int.from_bytes(tail[at + 12 : at + 16], "little") < largest
