"""What a zip package is, and whether it is safe and whole: parts, sizes, names, document types, checksums."""

import zipfile
from collections.abc import Callable, Collection, Sequence
from pathlib import Path

from keyclient.ingest.base.file_kinds import FileKind
from keyclient.ingest.base.file_refusals import DeclaresDocumentType
from keyclient.ingest.base.refusals import BookDamaged, BookEncrypted, NotABook
from keyclient.ingest.scan.inflated import inflated, reader
from keyclient.ingest.scan.parts import folded
from keyclient.model.label import Label
from keyclient.model.record import dataclass

PIECE = 1 << 20


@dataclass(frozen=True)
class PackageLimits:
    """What an honest workbook stays below."""

    parts: int = 5_000
    unpacked: int = 2 << 30
    """Bytes of all parts together."""
    large_part: int = 32 << 20
    """Bytes from which on it counts how well a part is packed."""
    ratio: int = 200
    """How many times larger than packed a large part may be; honest workbooks were seen up to 140 times."""
    types: int = 4 << 20
    """Bytes that are read of the list of types; honest ones have a few kilobytes."""


PACKAGE = PackageLimits()

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


def package_kind(path: Path, package: zipfile.ZipFile, limits: PackageLimits = PACKAGE) -> FileKind:
    """Which format a package is. Raises `NotABook` for what is no spreadsheet, `BookEncrypted` for a password."""
    names = {folded(name): name for name in package.namelist()}
    if "content.xml" in names:
        return _document_kind(path, package, names, limits.types)
    types = _read(package, names.get("[content_types].xml"), limits.types).lower()
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


def check_package(path: Path, parts: Sequence[zipfile.ZipInfo], limits: PackageLimits = PACKAGE) -> None:
    """Raises `BookDamaged` for a package whose list of parts is not that of an honest workbook."""
    if len(parts) > limits.parts:
        raise BookDamaged(path=path, reason=_TOO_MANY)
    packed_hard = any(
        part.file_size > limits.large_part and part.file_size > limits.ratio * max(part.compress_size, 1)
        for part in parts
    )
    if packed_hard or sum(part.file_size for part in parts) > limits.unpacked:
        raise BookDamaged(path=path, reason=_TOO_LARGE)
    if len({folded(part.filename) for part in parts}) < len(parts):
        raise BookDamaged(path=path, reason=_TWICE)


def check_parts(path: Path, but: Collection[str], tick: Callable[[], None], piece_size: int = PIECE) -> bool:
    """Read every part but some to its end, for the sake of its checksum, which the native reader does not look at.

    `but`: those that others have read to their end. Returns whether the shared texts have some in a form that the native
    reader passes over (CDATA). `tick` is called now and then. Raises `DeclaresDocumentType`, and what `zipfile` raises for
    a part that is broken.
    """
    only_exact = False
    with zipfile.ZipFile(path) as package:
        for part in package.infolist():
            if part.filename in but:
                continue
            is_markup = part.filename.lower().endswith(_MARKUP)
            has_texts = part.filename.lower().endswith(_TEXTS)
            read = reader(inflated(path, package, part.filename, tick))
            held = b""
            while piece := read(piece_size):
                held = held[-len(_DOCTYPES[1]) :] + piece
                if is_markup and any(mark in held for mark in _DOCTYPES):
                    raise DeclaresDocumentType(path=path)
                only_exact |= has_texts and _CDATA in held
    return only_exact


def _document_kind(path: Path, package: zipfile.ZipFile, names: dict[str, str], most: int) -> FileKind:
    if b"encryption-data" in _read(package, names.get("meta-inf/manifest.xml"), most):
        raise BookEncrypted(path=path)
    said = _read(package, names.get("mimetype"), most)
    if said.startswith(_DOCUMENT) and not said.startswith(_SPREADSHEET):
        raise NotABook(path=path, found=_OTHER_DOCUMENT)
    return FileKind.ODS


def _read(package: zipfile.ZipFile, name: str | None, most: int) -> bytes:
    if name is None:
        return b""
    with package.open(name) as stream:
        return stream.read(most)
