"""Small books as files, read once for several analyses."""

import csv
from collections.abc import Sequence
from pathlib import Path

from keyclient.analysis.analyses import ANALYSES
from keyclient.answers.book import SharedBook
from keyclient.answers.run import read_shared
from keyclient.ingest.base.request import Request
from keyclient.ingest.source.opening import open_book


def written(folder: Path, *rows: Sequence[object], name: str = "book.csv") -> Path:
    """A text file of these rows, the headings first."""
    path = folder / name
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows(rows)
    return path


def once(path: Path, request: Request | None = None) -> SharedBook:
    """The book, read for every analysis there is."""
    request = request or Request()
    cells = open_book(path, sheet=None, limits=request.policy.read).cells()
    return read_shared(cells, request, tuple(analysis.name for analysis in ANALYSES))
