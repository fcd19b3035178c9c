"""Which book and rows the customers kept by a batch run stood in, and what the run has found wrong with that book."""

from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from keyclient.analysis.common.kept_claims import CLAIMS, KIND, with_kept_claims
from keyclient.analysis.common.members import Members
from keyclient.render.parquet import ROW

if TYPE_CHECKING:
    from keyclient.batch.record.run_record import BookLine

_BOOK = "book"
_FIRST_ROW = 2
"""The row of the first customer, below the names of the columns."""
_FOLDERS = 2
"""How many folders are between a file and the results: that of the branch, and that of all customers."""


def as_they_stood(members: Members, path: Path) -> Members:
    """The customers of a file of a batch run by the book and the rows that they come from; of any other file as they are."""
    origin = None
    with suppress(OSError, pa.ArrowException, KeyError):
        origin = (
            pq.ParquetFile(path).read(columns=[_BOOK, ROW, CLAIMS]) if path.suffix == ".parquet" else None
        )
    if origin is None or not {_BOOK, ROW} <= set(origin.column_names) or not origin.num_rows:
        return members
    books = origin[_BOOK].unique().to_pylist()
    rows = origin[ROW].to_numpy()
    if len(books) != 1 or books[0] is None or rows.dtype.kind not in "iu" or len(np.unique(rows)) < len(rows):
        return members
    known = pd.Series(rows.astype(np.int64), index=np.arange(len(rows)) + _FIRST_ROW)
    listed = None if members.listed is None else frozenset(known[list(members.listed)])
    if CLAIMS in origin.column_names and origin[CLAIMS].type == KIND:
        at = pa.array(members.records["row"].to_numpy() - _FIRST_ROW)
        members = with_kept_claims(members, origin[CLAIMS].take(at))
    return replace(
        members,
        records=members.records.assign(row=known[members.records["row"]].to_numpy()),
        claims=members.claims.assign(row=known[members.claims["row"]].to_numpy()),
        origin=books[0],
        listed=listed,
    )


def record_of_origin(members: Members, path: Path) -> "BookLine | None":
    """What the run says of the book of a file that it has kept; None where the file is not as that run wrote it, or the book gone."""
    from keyclient.batch.record.layout import ResultsLayout
    from keyclient.batch.record.state import read_state

    folders = path.absolute().parents
    if members.origin is None or len(folders) <= _FOLDERS:
        return None
    layout = ResultsLayout(folders[_FOLDERS])
    state = read_state(layout, members.origin)
    if state is None or not Path(state.line.path).is_file():
        return None
    is_its = any(output.sha256 == members.source.sha256 for output in state.line.outputs)
    return state.line if is_its else None
