"""The raw cells of a text file that was opened."""

from pathlib import Path

from keyclient.ingest.base.packed import with_packed_dates
from keyclient.ingest.source.delimited import read_delimited
from keyclient.ingest.source.files import sha256
from keyclient.ingest.source.opening import Cells
from keyclient.ingest.source.own import without_own_columns


def text_cells(path: Path) -> Cells:
    """The cells, in one grid. Raises as `read_delimited`."""
    grid, issues = read_delimited(path)
    grid = with_packed_dates(without_own_columns(grid))
    return Cells(path, sha256(path), (grid,), (), (), issues)
