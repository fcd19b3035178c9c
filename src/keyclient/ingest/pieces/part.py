"""The bytes of one part of a package, inflated block by block, and whether they are what the package says of them."""

import zipfile
from collections.abc import Callable, Iterator
from typing import NamedTuple, cast

from isal import igzip_lib, isal_zlib

from keyclient.ingest.pieces.odd import Odd

BLOCK = 1 << 18
"""Bytes inflated at a time."""
_READ = 1 << 16
_ENCRYPTED, _PATCHED, _STRONG = 0x1, 0x20, 0x40
_HEADER, _NAME_AT = 30, 26
"""Bytes of the header before each entry; where in it the lengths of the name and of what follows stand."""
_BROKEN = cast("type[Exception]", igzip_lib.error)
"""What a part that is no deflated data raises."""


class Entry(NamedTuple):
    """Where in the file the packed bytes of a part lie, and what they unpack to."""

    name: str
    at: int
    packed: int
    size: int
    crc: int
    is_deflated: bool


def entry(package: zipfile.ZipFile, name: str) -> Entry:
    """The entry of a part. Raises what `zipfile` raises for a broken one, and `Odd` for one packed in a rare way."""
    info = package.getinfo(name)
    if info.flag_bits & (_ENCRYPTED | _PATCHED | _STRONG):
        raise Odd("packed")
    if info.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        raise Odd("packed")
    package.open(info).close()  # compares the header with the list of parts
    if package.fp is None:
        raise Odd("closed")
    package.fp.seek(info.header_offset)
    header = package.fp.read(_HEADER)
    lengths = (int.from_bytes(header[at : at + 2], "little") for at in (_NAME_AT, _NAME_AT + 2))
    at = info.header_offset + _HEADER + sum(lengths)
    return Entry(
        name, at, info.compress_size, info.file_size, info.CRC, info.compress_type == zipfile.ZIP_DEFLATED
    )


def blocks(path: str, part: Entry, tick: Callable[[], None], *, verify: bool = True) -> Iterator[bytes]:
    """The inflated bytes, none of the blocks longer than `BLOCK`.

    `verify`: compare the checksum too, not the size alone; `tick` is called with every block. Raises
    `zipfile.BadZipFile` as `zipfile` does, when all blocks were taken.
    """
    size = crc = 0
    with open(path, "rb") as file:  # noqa: PTH123 - it is a text already in a child
        file.seek(part.at)
        for block in (_inflated if part.is_deflated else _stored)(file.read, part):
            tick()
            size += len(block)
            if size > part.size:
                break
            if verify:
                crc = isal_zlib.crc32(block, crc)
            yield block
    if size != part.size or (verify and crc != part.crc):
        raise zipfile.BadZipFile(f"Bad CRC-32 for file {part.name!r}")


def _stored(read: Callable[[int], bytes], part: Entry) -> Iterator[bytes]:
    left = part.packed
    while left > 0 and (block := read(min(left, BLOCK))):
        left -= len(block)
        yield block


def _inflated(read: Callable[[int], bytes], part: Entry) -> Iterator[bytes]:
    inflate = igzip_lib.IgzipDecompressor(flag=igzip_lib.DECOMP_DEFLATE)
    left = part.packed
    try:
        while not inflate.eof:
            packed = b""
            if inflate.needs_input:
                packed = read(min(left, _READ))
                left -= len(packed)
                if not packed:
                    return
            if block := inflate.decompress(packed, BLOCK):
                yield block
    except _BROKEN:
        raise zipfile.BadZipFile(f"{part.name!r}") from None
