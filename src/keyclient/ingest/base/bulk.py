"""Columns of texts in bulk: cells at some rows, and checks that look only where a cell can pass them.

A column comes in chunks, each with the letters of its cells one after another: whether these letters hold a byte takes
a hundredth of the time of asking every cell.
"""

from collections.abc import Callable, Iterator

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

Flags = npt.NDArray[np.bool_]
Places = npt.NDArray[np.int64]
ROWS_OF_PART = 16_384
"""Rows that are looked at together; longer chunks are cut."""
FEW_ROWS = 32
"""Rows that are fetched one by one: Arrow needs longer for a call than for a cell."""
SHOWN = bytes(code for code in range(0x21, 0x100) if code not in b"\xc2\xe1\xe2\xe3")
"""The bytes of which no white space and no control character is made; others may be the first of one."""


def parts(texts: pa.ChunkedArray) -> Iterator[tuple[int, pa.Array]]:
    """The pieces of a column with the row at which each begins; empty ones are left out."""
    start = 0
    for chunk in texts.chunks:
        for first in range(0, len(chunk), ROWS_OF_PART):
            part = chunk if len(chunk) <= ROWS_OF_PART else chunk.slice(first, ROWS_OF_PART)
            yield start, part
            start += len(part)


def letters(part: pa.Array) -> bytes:
    """The letters of all cells as UTF-8, without anything between the cells."""
    _, ends, data = part.buffers()
    if not len(part) or data is None:
        return b""
    first, last = np.frombuffer(ends, np.int32, 1 + len(part), 4 * part.offset)[[0, -1]].tolist()
    return memoryview(data)[first:last].tobytes()


def lengths(part: pa.Array) -> npt.NDArray[np.int32]:
    """The number of bytes of every cell; of a blank one it means nothing."""
    if not len(part):
        return np.zeros(0, np.int32)
    return np.diff(np.frombuffer(part.buffers()[1], np.int32, 1 + len(part), 4 * part.offset))


def cells_that(
    texts: pa.ChunkedArray, test: Callable[[pa.Array], Flags], may: Callable[[bytes], bool]
) -> Flags:
    """Which cells pass a test; `may`: whether any cell made of these letters can. Blank cells pass none."""
    found = np.zeros(len(texts), dtype=bool)
    for start, part in parts(texts):
        if part.null_count < len(part) and may(letters(part)):
            found[start : start + len(part)] = test(part)
    return found


def matches(texts: pa.ChunkedArray | pa.Array, pattern: str) -> Flags:
    """Which cells a pattern (RE2) is found in; it is in no blank cell."""
    return flags(pc.match_substring_regex(texts, pattern))


def flags(values: pa.ChunkedArray | pa.Array) -> Flags:
    """Truth values as NumPy has them; null is false."""
    return np.asarray(pc.fill_null(values, fill_value=False), dtype=bool)


def are_valid(texts: pa.ChunkedArray | pa.Array) -> Flags:
    """Which cells are not blank."""
    if not texts.null_count:
        return np.ones(len(texts), dtype=bool)
    return np.asarray(pc.is_valid(texts), dtype=bool)


def cells_at(texts: pa.ChunkedArray, rows: Places) -> pa.ChunkedArray:
    """The cells at some rows, in any order, as `take` gives them, which puts all chunks together first."""
    if texts.num_chunks == 1 or not len(rows):
        return texts.take(pa.array(rows)) if len(rows) else texts.slice(0, 0)
    if len(rows) > 1 and (rows[1:] < rows[:-1]).any():
        order = np.argsort(rows, kind="stable")
        sorted_cells = cells_at(texts, rows[order]).combine_chunks()
        back = np.empty_like(order)
        back[order] = np.arange(len(order))
        return pa.chunked_array([sorted_cells.take(pa.array(back))], texts.type)
    return pa.chunked_array(list(_taken(texts, rows)), texts.type)


def _taken(texts: pa.ChunkedArray, rows: Places) -> Iterator[pa.Array]:
    """The cells at rising rows, chunk by chunk."""
    start = at = 0
    for chunk in texts.chunks:
        end = int(np.searchsorted(rows, start + len(chunk)))
        if end > at:
            yield chunk.take(pa.array(rows[at:end] - start))
        start, at = start + len(chunk), end
        if at == len(rows):
            return
    if at < len(rows):
        raise IndexError(int(rows[at]))


def listed_at(texts: pa.ChunkedArray, rows: Places) -> list[str | None]:
    """The cells at some rows as Python has them."""
    if len(rows) <= FEW_ROWS:
        return [texts[row].as_py() for row in rows.tolist()]
    return list(cells_at(texts, rows).to_pylist())
