"""The records of a part of an .xlsb: a number, a length and a content. Source: [MS-XLSB] 2.1.4."""

import struct
from collections.abc import Iterator

LONGEST_RECORD = 4 << 20
_NO_TEXT = 0xFFFFFFFF


def records(pieces: Iterator[bytes], longest: int = LONGEST_RECORD) -> Iterator[tuple[int, bytes]]:
    """Number and content of every record. Raises `ValueError` where the last one is cut."""
    held, at = b"", 0
    for piece in pieces:
        held, at = held[at:] + piece, 0
        while (record := _record(held, at, longest)) is not None:
            kind, start, at = record
            yield kind, held[start:at]
    if at < len(held):
        raise ValueError("cut")


def _record(held: bytes, at: int, longest: int) -> tuple[int, int, int] | None:
    """Number of the record at `at`, where its content begins and ends; None where it is not all there yet.

    The number takes one or two bytes of seven bits, the length up to four; the first bit says that more follow.
    """
    try:
        kind = held[at]
        at += 1
        if kind & 0x80:
            kind = (kind & 0x7F) | (held[at] & 0x7F) << 7
            at += 1
        size = 0
        for shift in (0, 7, 14, 21):
            byte = held[at]
            at += 1
            size |= (byte & 0x7F) << shift
            if byte < 0x80:
                break
    except IndexError:
        return None
    if size > longest:
        raise ValueError("record")
    return (kind, at, at + size) if at + size <= len(held) else None


def number_at(data: bytes, at: int) -> int:
    """A whole number of four bytes."""
    number: int = struct.unpack_from("<I", data, at)[0]
    return number


def real_at(data: bytes, at: int) -> float:
    """A number of eight bytes."""
    value: float = struct.unpack_from("<d", data, at)[0]
    return value


def packed_at(data: bytes, at: int) -> float:
    """A number in four bytes: the upper half of eight, or a whole one; with two flags, whole and hundredths."""
    packed = number_at(data, at)
    if packed & 2:
        value: float = struct.unpack_from("<i", data, at)[0] >> 2
    else:
        value = struct.unpack("<d", bytes(4) + struct.pack("<I", packed & ~3))[0]
    return value / 100 if packed & 1 else value


def text_at(data: bytes, at: int) -> tuple[str, int]:
    """A text behind its length, and where it ends. Raises `ValueError` where it would end behind the record."""
    size = number_at(data, at)
    if size == _NO_TEXT:
        return "", at + 4
    end = at + 4 + 2 * size
    if end > len(data):
        raise ValueError("text")
    return data[at + 4 : end].decode("utf-16-le", "replace"), end
