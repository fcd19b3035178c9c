"""What one of several processes does for a workbook: it streams the sheets by itself and reads the pieces it draws.

No process hands bytes of a sheet to another: inflating costs less than passing them on. Pieces have the same numbers in all
of them, counted over all sheets.
"""

import zipfile
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from keyclient.ingest.pieces.cutting import PIECE, Head, Tail, cut
from keyclient.ingest.pieces.ends import check_ends
from keyclient.ingest.pieces.part import Entry, blocks, entry
from keyclient.ingest.pieces.piece import Piece, read_piece
from keyclient.ingest.pieces.stacked import stacked
from keyclient.ingest.pieces.strings import shared_strings
from keyclient.ingest.pieces.styles import Look, look_of

if TYPE_CHECKING:
    import pyarrow as pa

STRINGS, FIRST = 0, 1
"""The number of the table of shared texts, and that of the first group of pieces."""


class Task(NamedTuple):
    """What is to be read of a workbook; JSON can hold it."""

    path: str
    parts: list[str]
    """Of the sheets, in the order of the pieces."""
    strings: str
    """The part of the shared texts; empty without one."""
    formats: str
    """The part of the styles; empty without one."""
    styles: list[int]
    """Those of numbers that show more than the number."""
    is_1904: bool
    size: int = PIECE
    """Bytes of a piece."""
    group: int = 1
    """Neighbouring pieces that are drawn, and sent, as one."""


class Ends(NamedTuple):
    """What stands before the rows of a sheet, and after them."""

    head: bytes
    tail: bytes
    pieces: range
    """The numbers of its pieces."""


Found: TypeAlias = "tuple[int, int, Piece | Ends | pa.StringArray]"
"""The sheet; the number of the piece; and what was read."""


def found_in(
    task: Task, take: Callable[[], int | None], tick: Callable[[], None], *, verify: bool
) -> Iterator[Found]:
    """What this process reads, piece by piece.

    `take` gives the number of the next piece, ever larger ones, and None in the end. `verify`: this is the one that compares
    checksums and tells the ends of the sheets. Raises `Odd`, and what `zipfile` raises for a broken part.
    """
    with zipfile.ZipFile(task.path) as package:
        entries = [entry(package, part) for part in task.parts]
        texts = entry(package, task.strings) if task.strings else None
        work = _Work(task, _look(package, task, tick), take, tick, verify=verify)
    if work.wanted == STRINGS:
        work.wanted = take()
        if texts is not None:
            yield 0, STRINGS, shared_strings(blocks(task.path, texts, tick), task.size)
    for sheet, part in enumerate(entries):
        if work.is_done:
            return
        yield from work.sheet(sheet, part)


class _Work:
    """A share while it is done."""

    def __init__(
        self,
        task: Task,
        look: Look,
        take: Callable[[], int | None],
        tick: Callable[[], None],
        *,
        verify: bool,
    ) -> None:
        self.wanted = take()
        self._task, self._look, self._take, self._tick, self._verify = task, look, take, tick, verify
        self._styles = frozenset(task.styles)
        self._number = FIRST
        self._head, self._tail = Head(b"", b""), Tail(b"")

    @property
    def is_done(self) -> bool:
        """Whether there is nothing left to draw, nor to tell."""
        return self.wanted is None and not self._verify

    def sheet(self, sheet: int, part: Entry) -> Iterator[Found]:
        """What was drawn of a sheet."""
        first, pieces = self._number, 0
        read: list[Piece] = []
        for piece in self._cut(part):
            if pieces and pieces % self._task.group == 0:
                yield from self._group(sheet, read)
            if self.is_done:
                return
            pieces += 1
            if self._number == self.wanted:
                read.append(read_piece(piece, self._head.prefix, self._look, self._styles))
        if pieces:
            yield from self._group(sheet, read)
        if self._verify:
            check_ends(self._head, self._tail)
            yield sheet, STRINGS, Ends(self._head.text, self._tail.text, range(first, self._number))

    def _cut(self, part: Entry) -> Iterator[bytes]:
        """The pieces of a sheet; what stands before and behind them is kept."""
        for found in cut(blocks(self._task.path, part, self._tick, verify=self._verify), self._task.size):
            match found:
                case Head():
                    self._head = found
                case Tail():
                    self._tail = found
                case bytes():
                    yield found

    def _group(self, sheet: int, read: list[Piece]) -> Iterator[Found]:
        """A group of pieces has come to its end, of which all were read or none."""
        if read:
            yield sheet, self._number, stacked(read)
            read.clear()
            self.wanted = self._take()
        self._number += 1


def _look(package: zipfile.ZipFile, task: Task, tick: Callable[[], None]) -> Look:
    styles = package.read(task.formats) if task.formats else None
    return look_of(styles, is_1904=task.is_1904, tick=tick)
