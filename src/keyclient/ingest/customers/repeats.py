"""Rows that repeat another row in every cell: in a branch book they double a balance."""

import numpy as np
import numpy.typing as npt
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from keyclient.ingest.columns.body import Body
from keyclient.ingest.columns.numbers import Texts
from keyclient.ingest.customers.frame import Flags
from keyclient.ingest.rows.row_kinds import Indices


def identical_rows(body: Body, candidates: Flags) -> Indices:
    """Positions of the rows, among the candidates, that repeat an earlier one in every cell.

    Columns are compared one after the other; hardly any row is still in question after the first few.
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
    """A number for every cell of some rows, the same for the same text; 0 for a blank."""
    if column.null_count == len(column):
        return np.zeros(len(rows), dtype=np.int64)
    cells = column.take(pa.array(rows)).combine_chunks().dictionary_encode()
    return np.asarray(pc.fill_null(cells.indices, -1), dtype=np.int64) + 1
