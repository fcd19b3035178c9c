"""OLE containers: what an .xls, and a workbook with a password, is wrapped in."""

import struct
from collections.abc import Mapping

SECTOR = 512
_FREE, _END, _FAT = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD
_SMALLEST = 4096
"""Shorter streams would have to stand in a stream of their own; they are filled up with zeros instead."""


def ole(streams: Mapping[str, bytes]) -> bytes:
    """A container of some streams. One sector of addresses is enough for the 63 KiB that a test needs."""
    bodies = [_filled(content) for content in streams.values()]
    entries = -(-(len(streams) + 1) // 4)
    chain, first = [_FAT], []
    chain += _chained(1, entries)
    for body in bodies:
        first.append(len(chain))
        chain += _chained(len(chain), len(body) // SECTOR)
    if len(chain) > SECTOR // 4:
        raise ValueError("the streams are too long for one sector of addresses")
    fat = struct.pack(f"<{SECTOR // 4}I", *chain, *[_FREE] * (SECTOR // 4 - len(chain)))
    directory = _entry("Root Entry", 5, child=1, start=_END, size=0)
    for number, (name, body, start) in enumerate(zip(streams, bodies, first, strict=True), 1):
        right = number + 1 if number < len(streams) else _FREE
        directory += _entry(name, 2, right=right, start=start, size=len(body))
    directory += bytes(128) * (entries * 4 - len(streams) - 1)
    return _header() + fat + directory + b"".join(bodies)


def _chained(first: int, count: int) -> list[int]:
    return [*range(first + 1, first + count), _END]


def _filled(content: bytes) -> bytes:
    size = max(_SMALLEST, -(-len(content) // SECTOR) * SECTOR)
    return content.ljust(size, b"\0")


def _header() -> bytes:
    magic = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
    versions = struct.pack("<5H", 0x3E, 3, 0xFFFE, 9, 6)
    places = struct.pack("<6x4I", 0, 1, 1, 0) + struct.pack("<5I", _SMALLEST, _END, 0, _END, 0)
    return (magic + bytes(16) + versions + places + struct.pack("<109I", 0, *[_FREE] * 108)).ljust(
        SECTOR, b"\0"
    )


def _entry(name: str, kind: int, *, start: int, size: int, right: int = _FREE, child: int = _FREE) -> bytes:
    encoded = name.encode("utf-16-le")
    head = encoded.ljust(64, b"\0") + struct.pack("<HBB3I", len(encoded) + 2, kind, 1, _FREE, right, child)
    return head + bytes(36) + struct.pack("<IQ", start, size)
