"""Columns of texts in bulk: cells at some rows, and checks that look only where a cell can pass them.

A column comes in chunks, each with the letters of its cells one after another: whether these letters hold a byte takes
a hundredth of the time of asking every cell.
"""

from collections.abc import Callable, Iterator, Sequence
from typing import Any, TypeVar

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

Flags = npt.NDArray[np.bool_]
Places = npt.NDArray[np.int64]
MANY_ROWS = 50_000
"""A book with fewer takes hardly any memory."""
Texts = TypeVar("Texts", pa.ChunkedArray, pa.Array)
ROWS_OF_PART = 16_384
"""Rows that are looked at together; longer chunks are cut."""
FEW_ROWS = 32
"""Rows that are fetched one by one: Arrow needs longer for a call than for a cell."""
SHOWN = bytes(code for code in range(0x21, 0x100) if code not in b"\xc2\xe1\xe2\xe3")
"""The bytes of which no white space and no control character is made; others may be the first of one."""


def parts(texts: pa.ChunkedArray | pa.Array) -> Iterator[tuple[int, pa.Array]]:
    """The texts of a column in pieces, with the row at which each begins; empty ones are left out."""
    start = 0
    for chunk in texts.chunks if isinstance(texts, pa.ChunkedArray) else [texts]:
        for first in range(0, len(chunk), ROWS_OF_PART):
            part = chunk if len(chunk) <= ROWS_OF_PART else chunk.slice(first, ROWS_OF_PART)
            yield start, strings(part)
            start += len(part)


def strings(texts: Texts) -> Texts:
    """The texts themselves where a column holds every distinct one once (a dictionary)."""
    return texts.cast(texts.type.value_type) if pa.types.is_dictionary(texts.type) else texts


def give_back(rows: int) -> None:
    """Give memory that is free again back to the machine after work on many rows; it is in pieces too small for columns."""
    if rows >= MANY_ROWS:
        pa.default_memory_pool().release_unused()


def letters(part: pa.Array) -> bytes:
    """The letters of all cells as UTF-8, without anything between the cells."""
    data = part.buffers()[2] if len(part) else None
    if data is None:
        return b""
    ends = _ends(part)
    return memoryview(data)[int(ends[0]) : int(ends[-1])].tobytes()


def lengths(part: pa.Array) -> Places:
    """The number of bytes of every cell; of a blank one it means nothing."""
    if not len(part):
        return np.zeros(0, np.int64)
    ends = _ends(part)
    return (ends[1:] - ends[:-1]).astype(np.int64)


def _ends(part: pa.Array) -> npt.NDArray[np.integer[Any]]:
    """Where each cell ends in the letters, behind where the first begins."""
    kind = np.int64 if pa.types.is_large_string(part.type) else np.int32
    return np.frombuffer(part.buffers()[1], kind, 1 + len(part), kind().itemsize * part.offset)


def cells_that(
    texts: pa.ChunkedArray, test: Callable[[pa.Array], Flags], may: Callable[[bytes], bool]
) -> Flags:
    """Which cells pass a test; `may`: whether any cell made of these letters can. Blank cells pass none."""
    found = np.zeros(len(texts), dtype=bool)
    for start, part in parts(texts):
        if part.null_count < len(part) and may(letters(part)):
            found[start : start + len(part)] = test(part)
    return found


def without_space(part: pa.Array) -> pa.Array:
    """The cells without white space around them; the same array where there is none."""
    if not letters(part).translate(None, SHOWN):
        return part
    trimmed = pc.utf8_trim_whitespace(part)
    return part if trimmed.equals(part) else trimmed


def matches(texts: pa.ChunkedArray | pa.Array, pattern: str) -> Flags:
    """Which cells a pattern (RE2) is found in; it is in no blank cell."""
    return flags(pc.match_substring_regex(strings(texts), pattern))


def flags(values: pa.ChunkedArray | pa.Array) -> Flags:
    """Truth values as NumPy has them; null is false."""
    return np.asarray(pc.fill_null(values, fill_value=False), dtype=bool)


def are_valid(texts: pa.ChunkedArray | pa.Array) -> Flags:
    """Which cells are not blank."""
    if not texts.null_count:
        return np.ones(len(texts), dtype=bool)
    return np.asarray(pc.is_valid(texts), dtype=bool)


def cells_at(texts: pa.ChunkedArray | pa.Array, rows: Places) -> pa.ChunkedArray:
    """The cells at some rows, in any order, as `take` gives them, which puts all chunks together first."""
    if isinstance(texts, pa.Array):
        texts = pa.chunked_array([texts])
    if texts.num_chunks == 1 or not len(rows):
        return strings(texts.take(pa.array(rows)) if len(rows) else texts.slice(0, 0))
    if len(rows) > 1 and (rows[1:] < rows[:-1]).any():
        order = np.argsort(rows, kind="stable")
        sorted_cells = cells_at(texts, rows[order]).combine_chunks()
        back = np.empty_like(order)
        back[order] = np.arange(len(order))
        return pa.chunked_array([sorted_cells.take(pa.array(back))], sorted_cells.type)
    return strings(pa.chunked_array(list(_taken(texts, rows)), texts.type))


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


class Words:
    """Some words that cells are compared with; their first byte and length rule out nearly all cells."""

    def __init__(self, words: Sequence[str]) -> None:
        coded = [word.encode() for word in words if word]
        self._words = pa.array(words, pa.string())
        self._longest = max(map(len, coded), default=0)
        self._may = np.zeros((256, self._longest + 2), dtype=bool)
        for word in coded:
            self._may[word[0], len(word)] = True
        self._has_empty = "" in words

    def places(self, part: pa.Array) -> Places:
        """The cells that are one of the words."""
        text = letters(part)
        if not text:
            return np.flatnonzero(are_valid(part)) if self._has_empty else np.zeros(0, np.int64)
        ends = _ends(part)
        starts, sizes = ends[:-1] - ends[0], ends[1:] - ends[:-1]
        first = np.frombuffer(text, np.uint8)[np.minimum(starts, len(text) - 1)]
        likely = self._may.ravel()[first * np.int32(self._longest + 2) + np.minimum(sizes, self._longest + 1)]
        if self._has_empty and np.count_nonzero(sizes) + part.null_count < len(part):
            likely |= sizes == 0
        at = np.flatnonzero(likely)
        return at[flags(pc.is_in(part.take(pa.array(at)), self._words))] if len(at) else at
