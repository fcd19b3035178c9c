"""Rows that repeat another row in every cell and so may double a balance."""

from typing import Any, TypeAlias

import numpy as np
import numpy.typing as npt
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from keyclient.ingest.base.bulk import are_valid, cells_at, lengths, letters, parts
from keyclient.ingest.columns.body import Body
from keyclient.ingest.columns.numbers import Flags, Texts
from keyclient.ingest.rows.row_kinds import Indices

_LETTERS = 64
"""Bytes of an id that are looked at; longer ones with the same beginning are compared in full."""
_FACTOR = np.uint64(0x9E37_79B9_7F4A_7C15)

Values: TypeAlias = "pd.Series[Any]"


def repeated(ids: Values) -> Flags:
    """Which rows share their value with another row; blanks do not count.

    Most books have every id once, and a number made of each shows that in a fraction of the time of finding duplicates.
    """
    found = np.zeros(len(ids), dtype=bool)
    at = _perhaps_repeated(pa.chunked_array(pa.array(ids, from_pandas=True)))
    if len(at):
        perhaps = ids.iloc[at]
        found[at] = (perhaps.notna() & perhaps.duplicated(keep=False)).to_numpy()
    return found


def _perhaps_repeated(ids: pa.ChunkedArray) -> Indices:
    """The rows whose number of their id is that of another row, in ascending order."""
    ordered = _filled_numbers(ids)
    ordered.sort()
    twice = np.unique(ordered[1:][ordered[1:] == ordered[:-1]])
    del ordered
    found = [
        start + np.flatnonzero(np.isin(_numbers(part), twice) & are_valid(part))
        for start, part in (parts(ids) if len(twice) else ())
    ]
    return np.concatenate([np.zeros(0, dtype=np.int64), *found])


def _filled_numbers(ids: pa.ChunkedArray) -> npt.NDArray[np.uint64]:
    """The numbers of all ids that are not blank."""
    numbers = np.empty(len(ids) - ids.null_count, np.uint64)
    at = 0
    for _, part in parts(ids):
        found = _numbers(part)
        found = found[are_valid(part)] if part.null_count else found
        numbers[at : at + len(found)] = found
        at += len(found)
    return numbers


def _numbers(part: pa.Array) -> npt.NDArray[np.uint64]:
    """A number for each cell, equal for equal ones, and hardly ever for others."""
    sizes = lengths(part)
    text = np.frombuffer(letters(part) + bytes(1), np.uint8)
    starts, numbers = np.cumsum(sizes) - sizes, sizes.astype(np.uint64)
    for at in range(min(int(sizes.max(initial=0)), _LETTERS)):
        there = at < sizes
        if there.all():
            numbers = numbers * _FACTOR + text[starts + at]
        else:
            numbers[there] = numbers[there] * _FACTOR + text[starts[there] + at]
    return numbers


def identical_rows(body: Body, candidates: Flags) -> Indices:
    """Positions of the rows, among the candidates, that repeat an earlier one in every cell.

    Columns are compared one by one; after the first few hardly any row is left.
    """
    left: Indices = np.flatnonzero(candidates)
    alike: npt.NDArray[np.int64] = np.zeros(len(left), dtype=np.int64)
    for heading in body.located.understanding.headings:
        if not len(left):
            break
        cells = _codes(body.texts(heading), left)
        alike = pd.factorize(alike * (len(left) + 1) + cells)[0]
        repeated = np.bincount(alike)[alike] > 1
        left, alike = left[repeated], alike[repeated]
    return left[pd.Series(alike).duplicated().to_numpy()]


def _codes(column: Texts, rows: Indices) -> npt.NDArray[np.int64]:
    """A code for every cell of some rows, equal for equal texts; 0 for a blank."""
    if column.null_count == len(column):
        return np.zeros(len(rows), dtype=np.int64)
    cells = cells_at(column, rows).combine_chunks().dictionary_encode()
    return np.asarray(pc.fill_null(cells.indices, -1), dtype=np.int64) + 1
