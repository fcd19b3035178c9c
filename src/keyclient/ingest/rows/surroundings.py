"""Rows recognised by their surroundings: titles above repeated headings, words below the last customer."""

from collections.abc import Iterator, Mapping

import numpy as np

from keyclient.ingest.base.grid import Flags, Grid
from keyclient.ingest.cells.plain import is_blank
from keyclient.ingest.rows.other_rows import OtherKind, is_title


def kinds_by_surroundings(
    grid: Grid, is_customer: Flags, first: int, others: Mapping[int, OtherKind]
) -> dict[int, OtherKind]:
    """The rows that are not customers, including titles above repeated headings.

    The title of a group without any customer below it is a note. `is_customer`: of every row from `first` on.
    """
    titles = dict.fromkeys(_titles(grid, is_customer, first, others), OtherKind.GROUP)
    kinds = {**others, **titles}
    customers = np.flatnonzero(is_customer) + first
    last = max((int(row) for row in customers[-1 - len(titles) :] if row not in titles), default=-1)
    return {
        row: OtherKind.NOTE if kind is OtherKind.GROUP and row > last else kind for row, kind in kinds.items()
    }


def _titles(grid: Grid, is_customer: Flags, first: int, others: Mapping[int, OtherKind]) -> Iterator[int]:
    """Rows taken for customers that have one cell of words, directly above repeated headings, and no customer above."""
    for heading in (row for row, kind in others.items() if kind is OtherKind.HEADING):
        row = heading - 1
        if row > first and is_customer[row - first] and not is_customer[row - 1 - first]:
            cells = enumerate(grid.row(row))
            if is_title({position: cell.strip() for position, cell in cells if not is_blank(cell)}):
                yield row
