"""Rows that repeat another row in every cell and so may double a balance."""

from typing import Any, TypeAlias

import numpy as np
import numpy.typing as npt
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from keyclient.ingest.columns.body import Body
from keyclient.ingest.columns.numbers import Flags, Texts
from keyclient.ingest.rows.row_kinds import Indices

Values: TypeAlias = "pd.Series[Any]"


def repeated(ids: Values) -> Flags:
    """Which rows share their value with another row; blanks do not count.

    Most books have every id once, and checking that takes a fraction of the time of finding duplicates.
    """
    texts = pa.array(ids, from_pandas=True).drop_null()
    if len(pc.unique(texts)) == len(texts):
        return np.zeros(len(ids), dtype=bool)
    return (ids.notna() & ids.duplicated(keep=False)).to_numpy()


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
    cells = column.take(pa.array(rows)).combine_chunks().dictionary_encode()
    return np.asarray(pc.fill_null(cells.indices, -1), dtype=np.int64) + 1
