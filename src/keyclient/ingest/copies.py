"""Rows that repeat another row in every cell: in a branch book they double a balance."""

import numpy as np
import pandas as pd
import pyarrow as pa

from keyclient.ingest.body import Body
from keyclient.ingest.frame import Flags
from keyclient.ingest.rows import Indices

COLUMNS_AT_ONCE = 4


def identical_rows(body: Body, candidates: Flags) -> Indices:
    """Positions of the rows, among the candidates, that repeat an earlier one in every cell.

    Columns are compared a few at a time; hardly any row is still in question after the first few.
    """
    left = np.flatnonzero(candidates)
    headings = body.located.understanding.headings
    copies = np.array([], dtype=np.int64)
    for end in range(COLUMNS_AT_ONCE, len(headings) + COLUMNS_AT_ONCE, COLUMNS_AT_ONCE):
        if not len(left):
            return copies
        at = pa.array(left)
        cells = pd.DataFrame({h.position: body.texts(h).take(at).to_pandas() for h in headings[:end]})
        copies = left[cells.duplicated().to_numpy()]
        left = left[cells.duplicated(keep=False).to_numpy()]
    return copies
