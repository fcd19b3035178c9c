"""Whether a workbook was written by keyclient as a result, under any name, and which sheet lists its customers."""

import html
import re
import zipfile
import zlib
from pathlib import Path

_PROPERTIES = "docProps/core.xml"
_ANSWER = b"<cp:category>keyclient/"
_RECORDS = re.compile(r"<cp:keywords>(.*?)</cp:keywords>", re.S)
"""What `render.workbook` writes to the properties of a result: its kind, and the sheet of its customers."""
_ENOUGH = 65_536
"""Bytes of the properties that are read."""
_END, _END_64 = b"PK\x05\x06", b"PK\x06\x07"
_TAIL = 65_557
"""A package ends with the size and position of its directory, within so many bytes."""
_LARGEST_DIRECTORY = 1 << 20
"""Bytes of the directory that is read; answers have some dozens of parts."""
_BROKEN = (OSError, KeyError, RuntimeError, ValueError, EOFError, zipfile.BadZipFile, zlib.error)


def is_answer(path: Path, largest_directory: int = _LARGEST_DIRECTORY) -> bool:
    """Whether a workbook is an answer; what cannot be read, or has a larger directory than any answer, is none."""
    return _ANSWER in _properties(path, largest_directory)


def records_sheet(path: Path) -> str | None:
    """The sheet of a result that lists its customers; None if the workbook is not a result or has no such sheet."""
    properties = _properties(path)
    found = _RECORDS.search(properties.decode("utf-8", "replace")) if _ANSWER in properties else None
    return html.unescape(found[1]) if found is not None else None


def _properties(path: Path, largest_directory: int = _LARGEST_DIRECTORY) -> bytes:
    try:
        if not _has_small_directory(path, largest_directory):
            return b""
        with zipfile.ZipFile(path) as package, package.open(_PROPERTIES) as part:
            return part.read(_ENOUGH)
    except _BROKEN:
        return b""


def _has_small_directory(path: Path, largest: int) -> bool:
    with path.open("rb") as file:
        file.seek(max(path.stat().st_size - _TAIL, 0))
        tail = file.read(_TAIL)
    at = tail.rfind(_END)
    is_large = at >= 20 and tail.startswith(_END_64, at - 20)
    return at >= 0 and not is_large and int.from_bytes(tail[at + 12 : at + 16], "little") < largest
