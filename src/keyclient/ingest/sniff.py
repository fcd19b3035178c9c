"""What a file is, by its content and never by its name."""

import zipfile
from enum import StrEnum
from pathlib import Path

from keyclient.ingest.package import check_package
from keyclient.ingest.refusals import (
    BookDamaged,
    BookEmpty,
    BookEncrypted,
    BookIsFolder,
    BookNotFound,
    BookUnreadable,
    NotABook,
)
from keyclient.model.label import Label

HEAD_BYTES = 4096
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
ZIP = (b"PK\x03\x04", b"PK\x05\x06")
"""The first entry of a package, or the end of an empty one."""
BIFF_BOF = (b"\x09\x08", b"\x09\x04", b"\x09\x02", b"\x09\x00")
"""The first record of a workbook stream that is not inside an OLE container (BIFF 8/5, 4, 3, 2)."""

_BINARY = {
    b"%PDF": Label("a PDF document", "PDF 文档"),
    b"\x89PNG": Label("a picture", "图片"),
    b"\xff\xd8\xff": Label("a picture", "图片"),
    b"GIF8": Label("a picture", "图片"),
    b"7z\xbc\xaf": Label("a 7z archive", "7z 压缩包"),
    b"Rar!": Label("a RAR archive", "RAR 压缩包"),
    b"\x1f\x8b": Label("a gzip archive", "gzip 压缩包"),
    b"PAR1": Label("a Parquet file", "Parquet 文件"),
    b"SQLite format 3\x00": Label("a database", "数据库文件"),
}


class FileKind(StrEnum):
    """The table formats that are read."""

    XLSX = "xlsx"
    XLS = "xls"
    TEXT = "text"


def sniff(path: Path) -> FileKind:
    """The format of the file at `path`.

    Raises the `InputError` that says why, when the file cannot be opened or is of no format that is read.
    """
    head = _head(path)
    if not head:
        raise BookEmpty(path=path)
    if head.startswith(ZIP):
        return _zip_kind(path)
    if head.startswith(OLE):
        return _ole_kind(path)
    if head.startswith(BIFF_BOF) and head[2:3] in (b"\x04", b"\x06", b"\x08", b"\x10"):
        return FileKind.XLS
    return _text_kind(path, head)


def _head(path: Path) -> bytes:
    try:
        if path.exists() and not path.is_file():
            raise BookIsFolder(path=path)
        with path.open("rb") as file:
            return file.read(HEAD_BYTES)
    except FileNotFoundError:
        raise BookNotFound(path=path) from None
    except OSError as error:
        raise BookUnreadable(path=path, reason=error.strerror or type(error).__name__) from None


def _zip_kind(path: Path) -> FileKind:
    try:
        with zipfile.ZipFile(path) as package:
            check_package(path, package)
            names = {name.replace("\\", "/").lstrip("/").lower() for name in package.namelist()}
    except (zipfile.BadZipFile, OSError, NotImplementedError, ValueError, EOFError) as error:
        raise BookDamaged(path=path, reason=str(error) or type(error).__name__) from None
    if "xl/workbook.bin" in names:
        raise NotABook(path=path, found=Label("a binary workbook (.xlsb)", "二进制工作簿（.xlsb）"))
    if "content.xml" in names:
        raise NotABook(path=path, found=Label("an OpenDocument file", "OpenDocument 文件"))
    if "[content_types].xml" in names and any(name.startswith("xl/") for name in names):
        return FileKind.XLSX
    if "xl/workbook.xml" in names:
        return FileKind.XLSX
    raise NotABook(path=path, found=Label("a zip archive", "zip 压缩包"))


def _ole_kind(path: Path) -> FileKind:
    """An OLE container is an old workbook, or the wrapper of an encrypted new one.

    Stream names stand in the directory as UTF-16; looking for them in the bytes needs no parser.
    """
    content = path.read_bytes()
    if "EncryptedPackage".encode("utf-16-le") in content:
        raise BookEncrypted(path=path)
    if any(name.encode("utf-16-le") in content for name in ("Workbook", "Book")):
        return FileKind.XLS
    raise NotABook(path=path, found=Label("an old Office document", "旧版 Office 文档"))


def _text_kind(path: Path, head: bytes) -> FileKind:
    for magic, found in _BINARY.items():
        if head.startswith(magic):
            raise NotABook(path=path, found=found)
    start = head.lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if start.startswith((b"<html", b"<!doctype html", b"<table", b"<?xml", b"<meta")):
        raise NotABook(path=path, found=Label("a web page or XML", "网页或 XML"))
    if b"\x00" in head and not head.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise NotABook(path=path, found=Label("binary data", "二进制数据"))
    return FileKind.TEXT
