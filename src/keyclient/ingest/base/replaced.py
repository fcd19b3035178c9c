"""A column of a grid with other texts in some of its rows."""

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from keyclient.ingest.base.bulk import strings


def with_texts(
    column: pa.ChunkedArray, at: npt.NDArray[np.int64], texts: Sequence[str | None]
) -> pa.ChunkedArray:
    """The column with `texts` in the rows `at`, which may be in any order; the same column for no rows."""
    if not len(at):
        return column
    mask = np.zeros(len(column), dtype=bool)
    mask[at] = True
    order = np.argsort(at, kind="stable")
    values = pa.array([texts[index] for index in order.tolist()], pa.string())
    return pa.chunked_array([pc.replace_with_mask(strings(column).combine_chunks(), pa.array(mask), values)])
