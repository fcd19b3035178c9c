"""The stream of a workbook in its OLE container, along the chains of sectors alone: what contradicts them is passed over.

Source: [MS-CFB] 2.2 to 2.6. Whether the stream is all there shows by its records and not by the container.
"""

from collections.abc import Iterator
from struct import iter_unpack, unpack_from
from typing import NamedTuple

from keyclient.ingest.child.job import DAMAGED, Refused
from keyclient.ingest.child.xls.old_records import is_whole

SIGNATURE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_NAMES = ("workbook", "book")
_LAST = 0xFFFFFFFA
"""From here on a number is no sector: the end of a chain, or a free one."""
_HEAD, _IN_HEAD, _ENTRY, _CUTOFF = 512, 109, 128, 4096
_SHIFTS, _SMALL_SHIFTS = range(7, 17), range(4, 13)


class _Entry(NamedTuple):
    name: str
    start: int
    size: int


def workbook_stream(content: bytes) -> bytes:
    """The stream of the workbook. Raises `Refused` where there is none, or it is not there to its end."""
    stream = _Container(content).workbook() if content.startswith(SIGNATURE) else content
    if stream is None or not is_whole(memoryview(stream)):
        raise Refused(DAMAGED, "Stream")
    return stream


class _Container:
    def __init__(self, content: bytes) -> None:
        self._content = content
        shift, small = unpack_from("<HH", content, 30)
        if not (shift in _SHIFTS and small in _SMALL_SHIFTS):
            raise Refused(DAMAGED, "Sectors")
        self._size, self._small = 1 << shift, 1 << small
        self._next = self._table(self._tables())

    def workbook(self) -> bytes | None:
        """The stream; None if there is no workbook."""
        entries = list(self._entries())
        found = next((entry for name in _NAMES for entry in entries if entry.name == name), None)
        if found is None:
            return None
        if found.size >= _CUTOFF:
            return self._chain(found.start)[: found.size]
        root = self._chain(entries[0].start)
        following = self._table(self._sectors(unpack_from("<I", self._content, 60)[0]))
        pieces = [root[at * self._small : (at + 1) * self._small] for at in _followed(found.start, following)]
        return b"".join(pieces)[: found.size]

    def _entries(self) -> Iterator[_Entry]:
        directory = self._chain(unpack_from("<I", self._content, 48)[0])
        for at in range(0, len(directory) - _ENTRY + 1, _ENTRY):
            length = min(unpack_from("<H", directory, at + 64)[0], 64)
            name = directory[at : at + max(length - 2, 0)].decode("utf-16-le", "replace").lower()
            yield _Entry(name, *unpack_from("<II", directory, at + 116))

    def _tables(self) -> Iterator[int]:
        """The sectors of the table of sectors: named in the head, and in a chain of further ones."""
        yield from unpack_from(f"<{_IN_HEAD}I", self._content, _HEAD - 4 * _IN_HEAD)
        at, seen = unpack_from("<I", self._content, 68)[0], set[int]()
        while at < _LAST and at not in seen and len(sector := self._sector(at)) == self._size:
            seen.add(at)
            *named, at = (number for (number,) in iter_unpack("<I", sector))
            yield from named

    def _table(self, sectors: Iterator[int]) -> list[int]:
        joined = b"".join(self._sector(at) for at in sectors if at < _LAST)
        return [number for (number,) in iter_unpack("<I", joined[: len(joined) // 4 * 4])]

    def _sectors(self, start: int) -> Iterator[int]:
        return _followed(start, self._next)

    def _chain(self, start: int) -> bytes:
        return b"".join(map(self._sector, self._sectors(start)))

    def _sector(self, number: int) -> bytes:
        start = max(self._size, _HEAD) + number * self._size
        return self._content[start : start + self._size]


def _followed(start: int, following: list[int]) -> Iterator[int]:
    """A chain of sectors up to its end, or to where it leaves the table or meets itself."""
    at, seen = start, set[int]()
    while at < len(following) and at not in seen:
        seen.add(at)
        yield at
        at = following[at]
