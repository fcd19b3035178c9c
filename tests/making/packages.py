"""Zip packages, also ones that lie or that unpack to gigabytes, written without ever holding them whole."""

import io
import warnings
import zipfile
import zlib
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import NamedTuple

BEGINNING = (1980, 1, 1, 0, 0, 0)
"""Every part is as old as zip itself, so that the same parts give the same bytes."""


def package(
    parts: Mapping[str, bytes], method: int = zipfile.ZIP_DEFLATED, further: Iterable[tuple[str, bytes]] = ()
) -> bytes:
    """A zip package as bytes; `further` parts may have the name of another."""
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as target, warnings.catch_warnings():
        warnings.filterwarnings("ignore", "Duplicate name", UserWarning)
        for name, content in (*parts.items(), *further):
            _write(target, name, content, method)
    return held.getvalue()


def _write(target: zipfile.ZipFile, name: str, content: bytes, method: int) -> None:
    info = zipfile.ZipInfo(name, BEGINNING)
    info.compress_type = method
    target.writestr(info, content)


def parts_of(content: bytes) -> dict[str, bytes]:
    """The parts of a package."""
    with zipfile.ZipFile(io.BytesIO(content)) as source:
        return {name: source.read(name) for name in source.namelist()}


class Packed(NamedTuple):
    """A deflated part and what a directory says of it."""

    content: bytes
    crc: int
    size: int


def packed(before: bytes, piece: bytes, size: int, after: bytes = b"") -> Packed:
    """A part of `size` bytes and a little more in which one piece stands over and over, deflated piece by piece.

    After a full flush the same bytes are packed the same way, so that a mebibyte is deflated once, however large the
    part is when it is unpacked.
    """
    block = piece * max(1, (1 << 20) // len(piece))
    count = -(-size // len(block))
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    head = packer.compress(before) + packer.flush(zlib.Z_FULL_FLUSH)
    body = packer.compress(block) + packer.flush(zlib.Z_FULL_FLUSH)
    tail = packer.compress(after) + packer.flush(zlib.Z_FINISH)
    crc = zlib.crc32(before)
    for _ in range(count):
        crc = zlib.crc32(block, crc)
    whole = len(before) + count * len(block) + len(after)
    return Packed(head + body * count + tail, zlib.crc32(after, crc), whole)


def add_entry(path: Path, name: str, part: Packed) -> Path:
    """Puts one more deflated entry into a package; its checksum and size are what the directory shall say, true or not."""
    with zipfile.ZipFile(path, "a") as target:
        info = zipfile.ZipInfo(name, BEGINNING)
        info.compress_type, info.compress_size = zipfile.ZIP_DEFLATED, len(part.content)
        info.CRC, info.file_size, info.header_offset = part.crc, part.size, target.start_dir
        assert target.fp is not None
        target.fp.seek(target.start_dir)
        target.fp.write(info.FileHeader(zip64=part.size > 0xFFFFFFFF) + part.content)
        target.start_dir = target.fp.tell()
        target.filelist.append(info)
        target.NameToInfo[name] = info
        setattr(target, "_didModify", True)  # noqa: B010 - there is no other way to write a lie
    return path
