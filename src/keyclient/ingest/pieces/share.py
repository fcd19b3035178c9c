"""What one of several processes does for a workbook: it streams the sheets by itself and reads the pieces it draws.

No process hands bytes of a sheet to another: inflating costs less than passing them on. Pieces have the same numbers in all
of them, counted over all sheets.
"""

import zipfile
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from keyclient.ingest.pieces.cutting import PIECE, Head, Tail, cut
from keyclient.ingest.pieces.odd import Odd
from keyclient.ingest.pieces.part import blocks, entry
from keyclient.ingest.pieces.piece import Piece, read_piece
from keyclient.ingest.pieces.strings import shared_strings
from keyclient.ingest.pieces.styles import Look, look_of

if TYPE_CHECKING:
    import pyarrow as pa

STRINGS, FIRST = 0, 1
"""The number of the table of shared texts, and that of the first piece."""

MOST_BYTES = 32 << 20
"""The styles are read whole; honest ones have some kilobytes."""


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


class Ends(NamedTuple):
    """What stands before the rows of a sheet, and after them."""

    head: bytes
    tail: bytes


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
        look = _look(package, task)
    wanted = take()
    if wanted == STRINGS:
        if texts is not None:
            yield 0, STRINGS, shared_strings(blocks(task.path, texts, tick), task.size)
        wanted = take()
    styles, number = frozenset(task.styles), FIRST
    for sheet, part in enumerate(entries):
        if wanted is None and not verify:
            return
        head = Head(b"", b"")
        for found in cut(blocks(task.path, part, tick, verify=verify), task.size):
            match found:
                case Head():
                    head = found
                case Tail():
                    if verify:
                        yield sheet, STRINGS, Ends(head.text, found.text)
                case bytes():
                    if number == wanted:
                        yield sheet, number, read_piece(found, head.prefix, look, styles)
                        wanted = take()
                    number += 1
                    if wanted is None and not verify:
                        return


def _look(package: zipfile.ZipFile, task: Task) -> Look:
    if task.formats and package.getinfo(task.formats).file_size > MOST_BYTES:
        raise Odd("styles")
    return look_of(package.read(task.formats) if task.formats else None, is_1904=task.is_1904)
