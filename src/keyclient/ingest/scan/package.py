"""What a zip package is, and whether it is safe and whole: no bomb, no part twice, no document type, no wrong checksum."""

import zipfile
from collections.abc import Callable, Collection
from pathlib import Path

from keyclient.ingest.base.file_kinds import FileKind
from keyclient.ingest.base.file_refusals import DeclaresDocumentType
from keyclient.ingest.base.refusals import BookDamaged, BookEncrypted, NotABook
from keyclient.ingest.scan.parts import folded
from keyclient.model.label import Label

MOST_PARTS = 5_000
MOST_BYTES = 2 << 30
"""All parts of an honest workbook unpack to less."""
LARGE_PART = 32 << 20
MOST_RATIO = 200
"""How many times larger than packed a large part may be; honest workbooks were seen up to 140 times."""
PIECE = 1 << 20
MOST_TYPES = 4 << 20
"""Bytes of the list of types; honest ones have a few kilobytes."""

_TOO_MANY = Label("it has more parts than any workbook", "压缩包内部件过多")
_TOO_LARGE = Label("it unpacks to more than any workbook", "解压后体积异常")
_TWICE = Label("a part is listed twice", "压缩包内有重名部件")

_TYPES = (
    (b"spreadsheetml.sheet.main", FileKind.XLSX),
    (b"spreadsheetml.template.main", FileKind.XLSX),
    (b"ms-excel.sheet.macroenabled.main", FileKind.XLSX),
    (b"ms-excel.template.macroenabled.main", FileKind.XLSX),
    (b"ms-excel.addin.macroenabled.main", FileKind.XLSX),
    (b"ms-excel.sheet.binary", FileKind.XLSB),
)
"""What the list of types says of the main part."""
_OTHERS = (
    (b"wordprocessingml", Label("a Word document", "Word 文档")),
    (b"presentationml", Label("a PowerPoint presentation", "PowerPoint 演示文稿")),
)
_ARCHIVE = Label("a zip archive", "zip 压缩包")
_NUMBERS = Label("an Apple Numbers file", "Apple Numbers 文件")
_OTHER_DOCUMENT = Label("an OpenDocument file that is no spreadsheet", "不是电子表格的 OpenDocument 文件")
_DOCUMENT = b"application/vnd.oasis.opendocument."
_SPREADSHEET = _DOCUMENT + b"spreadsheet"
_DOCTYPES = tuple("<!DOCTYPE".encode(encoding) for encoding in ("ascii", "utf-16-le", "utf-16-be"))
_TEXTS, _CDATA = "sharedstrings.xml", b"<![CDATA["
_MARKUP = (".xml", ".rels", ".vml")


def package_kind(path: Path, package: zipfile.ZipFile) -> FileKind:
    """Which format a package is. Raises `NotABook` for what is no spreadsheet, `BookEncrypted` for a password."""
    names = {folded(name): name for name in package.namelist()}
    if "content.xml" in names:
        return _document_kind(path, package, names)
    types = _read(package, names.get("[content_types].xml")).lower()
    for mark, kind in _TYPES:
        if mark in types:
            return kind
    for mark, found in _OTHERS:
        if mark in types:
            raise NotABook(path=path, found=found)
    if "xl/workbook.bin" in names:
        return FileKind.XLSB
    if "xl/workbook.xml" in names:
        return FileKind.XLSX
    is_numbers = any(name.endswith(".iwa") for name in names)
    raise NotABook(path=path, found=_NUMBERS if is_numbers else _ARCHIVE)


def check_package(path: Path, package: zipfile.ZipFile) -> None:
    """Raises `BookDamaged` for a package that is made to overwhelm whoever unpacks it."""
    parts = package.infolist()
    if len(parts) > MOST_PARTS:
        raise BookDamaged(path=path, reason=_TOO_MANY)
    packed_hard = any(
        part.file_size > LARGE_PART and part.file_size > MOST_RATIO * max(part.compress_size, 1)
        for part in parts
    )
    if packed_hard or sum(part.file_size for part in parts) > MOST_BYTES:
        raise BookDamaged(path=path, reason=_TOO_LARGE)
    if len({folded(part.filename) for part in parts}) < len(parts):
        raise BookDamaged(path=path, reason=_TWICE)


def check_parts(path: Path, but: Collection[str], tick: Callable[[], None]) -> bool:
    """Read every part but some to its end, for the sake of its checksum, which the native reader does not look at.

    Returns whether the shared texts have some in a form that the native reader passes over (CDATA). `tick` is called
    now and then. Raises `DeclaresDocumentType`, and what `zipfile` raises for a part that is broken.
    """
    only_exact = False
    with zipfile.ZipFile(path) as package:
        for part in package.infolist():
            if part.filename in but:
                continue
            is_markup = part.filename.lower().endswith(_MARKUP)
            has_texts = part.filename.lower().endswith(_TEXTS)
            with package.open(part) as stream:
                end = b""
                while piece := stream.read(PIECE):
                    tick()
                    if is_markup and any(mark in end + piece for mark in _DOCTYPES):
                        raise DeclaresDocumentType(path=path)
                    only_exact |= has_texts and _CDATA in end + piece
                    end = piece[-len(_DOCTYPES[1]) :]
    return only_exact


def _document_kind(path: Path, package: zipfile.ZipFile, names: dict[str, str]) -> FileKind:
    if b"encryption-data" in _read(package, names.get("meta-inf/manifest.xml")):
        raise BookEncrypted(path=path)
    said = _read(package, names.get("mimetype"))
    if said.startswith(_DOCUMENT) and not said.startswith(_SPREADSHEET):
        raise NotABook(path=path, found=_OTHER_DOCUMENT)
    return FileKind.ODS


def _read(package: zipfile.ZipFile, name: str | None) -> bytes:
    if name is None:
        return b""
    with package.open(name) as stream:
        return stream.read(MOST_TYPES)
