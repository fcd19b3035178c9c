"""The format of a file, by its content and never by its name."""

import mmap
import re
import struct
import zipfile
import zlib
from lzma import LZMAError
from pathlib import Path

from keyclient.ingest.base.file_kinds import FileKind
from keyclient.ingest.base.file_refusals import OwnerFile
from keyclient.ingest.base.refusals import BookDamaged, BookEmpty, BookEncrypted, NotABook
from keyclient.ingest.scan.package import PACKAGE, PackageLimits, check_package, package_kind
from keyclient.ingest.source.encoding import beginning, is_text
from keyclient.ingest.source.files import OWNER_MARK, opened
from keyclient.ingest.source.markup import OtherMarkup, markup_kind
from keyclient.model.label import Label
from keyclient.model.regex import regex

HEAD_BYTES = 1 << 16
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
ZIP = (b"PK\x03\x04", b"PK\x05\x06")
"""The first entry of a package, or the end of an empty one."""
BIFF_BOF = (b"\x09\x08", b"\x09\x04", b"\x09\x02", b"\x09\x00")
"""First record of a workbook stream outside an OLE container (BIFF 8/5, 4, 3, 2)."""
PACKAGE_ERRORS = (
    zipfile.BadZipFile, zlib.error, LZMAError, LookupError, OSError, EOFError, ValueError, RuntimeError, struct.error,
)  # fmt: skip
"""What the standard library raises for a package that is broken, encrypted, or packed in an unknown way."""
OWNER_BYTES, OWNER_NAME = 165, 55

_BINARY = {
    b"%PDF": Label("a PDF document", "PDF 文档"),
    b"\x89PNG": Label("a picture", "图片"),
    b"\xff\xd8\xff": Label("a picture", "图片"),
    b"GIF8": Label("a picture", "图片"),
    b"7z\xbc\xaf": Label("a 7z archive", "7z 压缩包"),
    b"Rar!": Label("a RAR archive", "RAR 压缩包"),
    b"\x1f\x8b": Label("a gzip archive", "gzip 压缩包"),
    b"BZh": Label("a bzip2 archive", "bzip2 压缩包"),
    b"\xfd7zXZ\x00": Label("an xz archive", "xz 压缩包"),
    b"SQLite format 3\x00": Label("a database", "数据库文件"),
    b"{\\rtf": Label("a formatted text (RTF)", "RTF 文本"),
}
_TAR, _TAR_AT = b"ustar", 257
_PARQUET = b"PAR1"
_MHT = regex(r"\s*(?:mime-version|from|content-type|subject|date):[^\x00]*?content-type:\s*multipart/", re.I)
_SYLK = regex(
    r"\ufeff?ID;P[^\r\n;]*(?:;[NE])*\s*[\r\n](?:.*[\r\n])?C;(?:[^\r\n]{0,200};)?[XY]\d+;(?:[^\r\n]{0,200};)?K",
    re.S,
)
"""A cell at a row or column follows: a table headed `ID;Product` begins alike."""
_DIF = regex(r"\ufeff?TABLE\s*[\r\n]+0,1\s*[\r\n]+\"[^\r\n]*[\r\n]+(?:VECTORS|TUPLES)\s*[\r\n]")
_OLD_BOOK = regex(rb"(?i)(?:W\0o\0r\0k\0)?B\0o\0o\0k\0\0\0")
_TEXTS = (
    (_MHT, Label("a web archive (.mht)", "网页存档（.mht）")),
    (_SYLK, Label("a workbook in the exchange format SYLK (.slk)", "SYLK 交换格式（.slk）的表格")),
    (_DIF, Label("a workbook in the exchange format DIF (.dif)", "DIF 交换格式（.dif）的表格")),
)
"""Formats that are text and no table."""
_PASSWORD = "EncryptedPackage".encode("utf-16-le")

_NO_END = Label(
    "its end is missing; it was not copied or downloaded completely", "文件不完整，可能未复制或下载完"
)
_CHECKSUM = Label("a checksum is wrong", "校验和不符")


def sniff(path: Path, limits: PackageLimits = PACKAGE) -> FileKind:
    """The format of the file at `path`.

    Raises the `InputError` that says why, when the file cannot be opened or is of no format that is read.
    """
    with opened(path) as file:
        head = file.read(HEAD_BYTES)
    if not head:
        raise BookEmpty(path=path)
    if head.startswith(ZIP):
        return _zip_kind(path, limits)
    if head.startswith(OLE):
        return _ole_kind(path)
    if head.startswith(BIFF_BOF) and head[2:3] in (b"\x04", b"\x06", b"\x08", b"\x10"):
        return FileKind.XLS
    if head.startswith(_PARQUET):
        return FileKind.PARQUET
    if _is_owner_file(head):
        raise OwnerFile(path=path, book=path.name.removeprefix(OWNER_MARK))
    return _text_kind(path, head)


def _is_owner_file(head: bytes) -> bool:
    """Excel's lock file: the user's name after its length, padded with blanks, twice."""
    length = head[0]
    filled = head[1 + length : OWNER_NAME]
    return (
        len(head) == OWNER_BYTES
        and head[OWNER_NAME : OWNER_NAME + 2] == bytes([length, 0])
        and not filled.strip()
    )


def _zip_kind(path: Path, limits: PackageLimits) -> FileKind:
    try:
        with zipfile.ZipFile(path) as package:
            check_package(path, package.infolist(), limits)
            return package_kind(path, package, limits)
    except PACKAGE_ERRORS as error:
        raise broken_package(path, error) from None


def broken_package(path: Path, error: BaseException) -> BookDamaged | BookEncrypted:
    """The refusal of a broken package."""
    said = str(error).lower()
    if "password" in said or "encrypted" in said:
        return BookEncrypted(path=path)
    if "not a zip file" in said or isinstance(error, EOFError):
        return BookDamaged(path=path, reason=_NO_END)
    return BookDamaged(path=path, reason=_CHECKSUM if "crc" in said else type(error).__name__)


def _ole_kind(path: Path) -> FileKind:
    """An OLE container is an old workbook, or the wrapper of an encrypted new one.

    Stream names stand in the directory as UTF-16; looking for them in the bytes needs no parser.
    """
    with opened(path) as file, mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as content:
        if content.find(_PASSWORD) >= 0:
            raise BookEncrypted(path=path)
        if _OLD_BOOK.search(content):
            return FileKind.XLS
    raise NotABook(path=path, found=Label("an old Office document", "旧版 Office 文档"))


def _text_kind(path: Path, head: bytes) -> FileKind:
    for magic, found in _BINARY.items():
        if head.startswith(magic):
            raise NotABook(path=path, found=found)
    if head[_TAR_AT:].startswith(_TAR):
        raise NotABook(path=path, found=Label("a tar archive", "tar 压缩包"))
    text = beginning(head)
    try:
        kind = markup_kind(text)
    except OtherMarkup:
        raise NotABook(
            path=path, found=Label("XML that is not a spreadsheet", "不是电子表格的 XML 文件")
        ) from None
    if kind is not None:
        return kind
    _refuse_other_texts(path, text)
    if not is_text(head):
        raise NotABook(path=path, found=Label("binary data", "二进制数据"))
    return FileKind.TEXT


def _refuse_other_texts(path: Path, text: str) -> None:
    for pattern, found in _TEXTS:
        if pattern.match(text):
            raise NotABook(path=path, found=found)
