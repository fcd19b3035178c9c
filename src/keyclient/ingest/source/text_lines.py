"""The cells of some lines of text, known by their bytes, as columns."""

from collections.abc import Iterator
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from keyclient.ingest.pieces.ranges import strings_at

Ints = npt.NDArray[np.int64]
Flags = npt.NDArray[np.bool_]

ROOM = 1 << 22
"""Places for cells that some lines may always take."""
_SPREAD = 4
"""And for each cell that they have."""


class Lines(NamedTuple):
    """The cells of some lines, one after the other."""

    starts: Ints
    lengths: Ints
    """In bytes."""
    widths: Ints
    """The cells of each line."""
    is_empty: Flags


def parted(lines: Lines) -> Iterator[Lines]:
    """The same in parts, so that a wide line among short ones takes room beside few of them."""
    height = len(lines.widths)
    if height == 1 or not is_ragged(height, int(lines.widths.max()), len(lines.starts)):
        yield lines
        return
    half = height // 2
    at = int(lines.widths[:half].sum())
    for cells, some in ((slice(at), slice(half)), (slice(at, None), slice(half, None))):
        yield from parted(
            Lines(lines.starts[cells], lines.lengths[cells], lines.widths[some], lines.is_empty[some])
        )


def is_ragged(height: int, width: int, cells: int) -> bool:
    """Whether lines, of which one has `width` cells and all have `cells`, have too few for a grid of them."""
    return height * width > max(_SPREAD * cells, ROOM)


def columns_of(data: bytes, lines: Lines) -> Iterator[pa.Array]:
    """The texts of each column, as many as the widest line has; those without any share one array."""
    width, height = int(lines.widths.max()), len(lines.widths)
    nothing = pa.nulls(height, pa.string())
    starts, lengths = _placed(lines, width, height)
    for at in range(width):
        length = lengths[at::width].astype(np.int32)
        is_text = int(length.max()) >= 0
        yield strings_at(data, starts[at::width].astype(np.int32), length) if is_text else nothing


def _placed(lines: Lines, width: int, height: int) -> tuple[Ints, Ints]:
    """Where the cells begin, and their bytes, `width` for each line: -1 where there is none."""
    starts, lengths, widths = lines.starts, np.where(lines.lengths > 0, lines.lengths, -1), lines.widths
    if len(starts) == width * height:
        return starts, lengths
    row = np.repeat(np.arange(height), widths)
    place = row * width + np.arange(len(starts)) - np.repeat(np.cumsum(widths) - widths, widths)
    all_starts, all_lengths = np.zeros(width * height, np.int64), np.full(width * height, -1)
    all_starts[place], all_lengths[place] = starts, lengths
    return all_starts, all_lengths
