"""The workbook as a package of parts: checks, reading and copying."""

import shutil
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import IO

from keyclient.model.label import Label
from keyclient.render.writeback.refusals import (
    ENCRYPTED,
    MISSING,
    SIGNED,
    TWICE,
    UNUSUAL,
    CannotKeepError,
)

PIECE = 1 << 20
CONTENT_TYPES = "[Content_Types].xml"
_SUFFIXES = {
    b"sheet.macroEnabled.main+xml": ".xlsm",
    b"template.macroEnabled.main+xml": ".xltm",
    b"spreadsheetml.template.main+xml": ".xltx",
}
_IS_ENCRYPTED = 0x1
EPOCH = (1980, 1, 1, 0, 0, 0)


def check_parts(path: Path, parts: Sequence[zipfile.ZipInfo]) -> None:
    """Raises `CannotKeepError` for a package that cannot be edited part by part."""
    seen: set[str] = set()
    for part in parts:
        name = part.filename.lower()
        if name in seen:
            raise CannotKeepError(path=path, why=TWICE, part=part.filename)
        if part.flag_bits & _IS_ENCRYPTED:
            raise CannotKeepError(path=path, why=ENCRYPTED, part=part.filename)
        if name.startswith("_xmlsignatures/"):
            raise CannotKeepError(path=path, why=SIGNED, part=part.filename)
        seen.add(name)


def suffix_of(package: IO[bytes]) -> str:
    """The suffix a workbook needs for Excel to open it, by its content: an .xlsx must not contain macros."""
    with zipfile.ZipFile(package) as parts:
        listing = spelled(parts, CONTENT_TYPES)
        types = b"" if listing is None else parts.read(listing)
    return next((suffix for mark, suffix in _SUFFIXES.items() if mark in types), ".xlsx")


def spelled(package: zipfile.ZipFile, name: str) -> str | None:
    """The name of a part as the package spells it; None if there is no such part.

    Relations may name a part in another case than the package does, with backslashes or with a leading slash.
    """
    if name in package.NameToInfo:
        return name
    wanted = _folded(name)
    return next((part for part in package.namelist() if _folded(part) == wanted), None)


def existing(path: Path, package: zipfile.ZipFile, name: str) -> str:
    """The name of a part as the package spells it. Raises `CannotKeepError` if the package does not have it."""
    found = spelled(package, name)
    if found is None:
        raise unusual(path, name, MISSING)
    return found


def part_bytes(path: Path, package: zipfile.ZipFile, name: str) -> bytes:
    """The bytes of a part. Raises `CannotKeepError` if the package does not have it."""
    return package.read(existing(path, package, name))


def unusual(path: Path, part: str, why: Label = UNUSUAL) -> CannotKeepError:
    """The error for a part that cannot be edited safely."""
    return CannotKeepError(path=path, why=why, part=part)


def write_package(
    package: zipfile.ZipFile,
    target: IO[bytes],
    changed: Mapping[str, Iterable[bytes]],
    added: Mapping[str, bytes],
) -> None:
    """Write a copy of the package with parts changed and added, in the old order; everything else is unchanged."""
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as copy:
        for part in package.infolist():
            entry = _like(part)
            with copy.open(entry, "w", force_zip64=part.file_size > zipfile.ZIP64_LIMIT // 2) as sink:
                if part.filename in changed:
                    for piece in changed[part.filename]:
                        sink.write(piece)
                elif not part.is_dir():
                    with package.open(part) as source:
                        shutil.copyfileobj(source, sink, PIECE)
        for name, content in added.items():
            entry = zipfile.ZipInfo(name, EPOCH)
            entry.compress_type = zipfile.ZIP_DEFLATED
            copy.writestr(entry, content)


def changed_parts(before: zipfile.ZipFile, after: zipfile.ZipFile) -> list[str]:
    """The parts of `before` that are missing from `after` or differ in it."""
    return [part.filename for part in before.infolist() if not _same(part.filename, before, after)]


def _same(name: str, before: zipfile.ZipFile, after: zipfile.ZipFile) -> bool:
    if name not in after.NameToInfo or before.getinfo(name).file_size != after.getinfo(name).file_size:
        return False
    with before.open(name) as old, after.open(name) as new:
        while piece := old.read(PIECE):
            if piece != new.read(len(piece)):
                return False
    return True


def _folded(name: str) -> str:
    return name.replace("\\", "/").lstrip("/").removeprefix("./").lower()


def _like(part: zipfile.ZipInfo) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(part.filename, part.date_time)
    entry.compress_type = (
        part.compress_type if part.compress_type == zipfile.ZIP_STORED else zipfile.ZIP_DEFLATED
    )
    entry.external_attr, entry.create_system, entry.comment = (
        part.external_attr,
        part.create_system,
        part.comment,
    )
    return entry
