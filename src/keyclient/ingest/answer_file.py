"""Whether a workbook is an answer of keyclient, under whatever name, and where its customers stand."""

import html
import re
import zipfile
import zlib
from pathlib import Path

_PROPERTIES = "docProps/core.xml"
_ANSWER = b"<cp:category>keyclient/"
_RECORDS = re.compile(r"<cp:keywords>(.*?)</cp:keywords>", re.S)
"""What `render.workbook` writes into the properties of an answer: which it is, and the sheet of its customers."""
_ENOUGH = 65_536
"""Bytes of the properties that are looked at."""
_BROKEN = (OSError, KeyError, RuntimeError, ValueError, EOFError, zipfile.BadZipFile, zlib.error)


def is_answer(path: Path) -> bool:
    """Whether a workbook is an answer; what cannot be read is none."""
    return _ANSWER in _properties(path)


def records_sheet(path: Path) -> str | None:
    """The sheet of an answer that lists its customers; None where the workbook is no answer or has no such sheet."""
    properties = _properties(path)
    found = _RECORDS.search(properties.decode("utf-8", "replace")) if _ANSWER in properties else None
    return html.unescape(found[1]) if found is not None else None


def _properties(path: Path) -> bytes:
    try:
        with zipfile.ZipFile(path) as package, package.open(_PROPERTIES) as part:
            return part.read(_ENOUGH)
    except _BROKEN:
        return b""
