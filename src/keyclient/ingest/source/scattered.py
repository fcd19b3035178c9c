"""Scattered cells as columns: a cell far down costs no memory for the blank rows above it."""

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
import pyarrow as pa

MOST_CELLS = 4_000_000
"""A larger area is not filled up with blank columns."""
GAP = 4096
"""So many blank rows in a row are one chunk that all columns share."""

Rows = npt.NDArray[np.int64]


def columns_of(batches: Sequence[pa.RecordBatch], height: int, gap: int = GAP) -> tuple[pa.ChunkedArray, ...]:
    """Columns of `height` rows, one a batch; a batch has the rows that hold text, and the texts.

    Where a row comes twice the later one counts.
    """
    places = [np.asarray(batch["row"], dtype=np.int64) for batch in batches]
    edges = _edges(places, height, gap)
    nothing = pa.nulls(height, pa.string())
    return tuple(
        _column(rows, batch["text"], edges, nothing) for rows, batch in zip(places, batches, strict=True)
    )


def with_blank_columns(
    places: Sequence[int], columns: Sequence[pa.ChunkedArray], height: int, most_cells: int = MOST_CELLS
) -> tuple[tuple[int, ...], tuple[pa.ChunkedArray, ...]]:
    """The columns with the blank ones between them, which a sheet with a cell far to the right does without."""
    whole = range(places[0], places[-1] + 1) if places else range(0)
    if len(whole) * height > most_cells:
        return tuple(places), tuple(columns)
    given = dict(zip(places, columns, strict=True))
    blank = pa.chunked_array([pa.nulls(height, pa.string())], pa.string())
    return tuple(whole), tuple(given.get(place, blank) for place in whole)


def _edges(places: Sequence[Rows], height: int, gap: int) -> list[tuple[int, int]]:
    """The stretches of rows between gaps, as first row and row behind the last."""
    used = np.zeros(height, dtype=bool)
    for rows in places:
        used[rows] = True
    full = np.flatnonzero(used)
    breaks = np.flatnonzero(np.diff(full) > gap)
    starts = full[np.concatenate(([0], breaks + 1)).astype(int)] if len(full) else full
    ends = full[np.concatenate((breaks, [len(full) - 1])).astype(int)] if len(full) else full
    return [(int(start), int(end) + 1) for start, end in zip(starts, ends, strict=True)]


def _column(
    rows: Rows, texts: pa.StringArray, edges: Sequence[tuple[int, int]], nothing: pa.StringArray
) -> pa.ChunkedArray:
    chunks, reached = [], 0
    for start, end in edges:
        here = (rows >= start) & (rows < end)
        at = np.full(end - start, -1, dtype=np.int64)
        at[rows[here] - start] = np.flatnonzero(here)
        chunks.append(nothing.slice(reached, start - reached))
        chunks.append(
            texts.take(pa.array(at, mask=at < 0)) if here.any() else nothing.slice(start, end - start)
        )
        reached = end
    chunks.append(nothing.slice(reached))
    return pa.chunked_array([chunk for chunk in chunks if len(chunk)], pa.string())
