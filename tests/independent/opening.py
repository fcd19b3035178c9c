"""From a file to its sheets, whatever its name says."""

import zipfile
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

from tests.independent import html, ods, texts, xls, xlsb, xlsx
from tests.independent.sheets import Sheet, Unreadable

Reader = Callable[[bytes], list[Sheet]]
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_FOREIGN = (
    b"%PDF",
    b"\x89PNG",
    b"\xff\xd8\xff",
    b"GIF8",
    b"7z\xbc\xaf",
    b"Rar!",
    b"\x1f\x8b",
    b"PAR1",
    b"SQLite",
    b"BZh",
)


def read_sheets(path: Path) -> list[Sheet]:
    """The sheets of a file. Raises `Unreadable` with the name of what stopped the reader of its format."""
    content = path.read_bytes()
    try:
        return _reader(content)(content)
    except Unreadable:
        raise
    except Exception as error:
        raise Unreadable(type(error).__name__) from error


def _reader(content: bytes) -> Reader:
    if content.startswith(b"PK"):
        return _of_package(content)
    if content.startswith(_OLE) or (
        content[:1] == b"\x09" and content[1:2] in (b"\x00", b"\x02", b"\x04", b"\x08")
    ):
        return xls.read
    if not content.strip() or content.startswith(_FOREIGN):
        raise Unreadable("no table format")
    start = content[:2048].replace(b"\x00", b"").lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n").lower()
    if start.startswith(
        (b"<html", b"<!doctype html", b"<table", b"<meta", b"<head", b"<body", b"<style", b"<div")
    ):
        return html.read
    if start.startswith(b"<?xml"):
        if b"<html" in start or b"<table" in start:
            return html.read
        raise Unreadable("XML")
    return texts.read


def _of_package(content: bytes) -> Reader:
    with zipfile.ZipFile(BytesIO(content)) as package:
        names = {name.lower() for name in package.namelist()}
    if any(name.endswith("workbook.bin") for name in names):
        return xlsb.read
    if "content.xml" in names:
        return ods.read
    if any(name.endswith("workbook.xml") or name == "[content_types].xml" for name in names):
        return xlsx.read
    raise Unreadable("zip archive")
