"""Merged cells among the customers: a value for several rows that only the first row has."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import NamedTuple

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from keyclient.ingest.base.bulk import strings
from keyclient.ingest.base.grid import Grid
from keyclient.ingest.layout.contents import ColumnKind
from keyclient.ingest.layout.located import Located
from keyclient.ingest.rows.row_kinds import RowKinds
from keyclient.model.column import Reads
from keyclient.model.fields import fields
from keyclient.model.issue import Issue
from keyclient.model.rules.layout import MergedAmount, MergedCells

WORDS = frozenset({Reads.ID, Reads.TEXT, Reads.CHOICE, Reads.DATE})
"""Kinds of column whose merged value is that of every row; an amount is for the rows together."""


class MergedValues(NamedTuple):
    """A table with the values of merged cells in every row, and which cells were filled."""

    located: Located
    rows: int
    """Number of cells filled with the value of their merged cell."""
    first: str | None
    amounts: tuple[str, ...]
    """Addresses of merged cells with numbers, which stay in the first row."""


def fill_merged(located: Located, kinds: RowKinds) -> MergedValues:
    """Copy the value of every merged cell into each customer's row that it spans.

    Numbers stay where they are: an amount for several rows together would be counted several times.
    """
    if not located.grid.marks.merged:
        return MergedValues(located, 0, None, ())
    cells: dict[int, dict[int, str]] = {}
    places, amounts = [], []
    for item in _merged(located, kinds):
        place = located.grid.address(item.row, item.position)
        if _is_word(located, item.position):
            cells.setdefault(item.position, {}).update(dict.fromkeys(item.below, item.value))
            places.append(place)
        else:
            amounts.append(place)
    grid = replace(located.grid, columns=tuple(_columns(located.grid, cells)))
    count = sum(map(len, cells.values()))
    return MergedValues(replace(located, grid=grid), count, places[0] if places else None, tuple(amounts))


def merged_issues(filled: MergedValues) -> Iterator[Issue]:
    """How many cells were filled from merged cells, and which merged cells hold numbers."""
    if filled.first is not None:
        yield MergedCells(filled.first, count=filled.rows)
    for place in filled.amounts:
        yield MergedAmount(place)


class _MergedCell(NamedTuple):
    """A merged cell that spans several customers."""

    row: int
    position: int
    value: str
    below: list[int]
    """The customers' rows below its first."""


def _merged(located: Located, kinds: RowKinds) -> Iterator[_MergedCell]:
    """The merged cells that begin at a customer, have a value, and span further customers.

    Excel writes no overlapping ones; of any, the first counts.
    """
    grid = located.grid
    is_customer = np.zeros(grid.height, dtype=bool)
    is_customer[kinds.customers] = True
    ends: dict[int, int] = {}
    for (row, column), (last, _) in sorted(grid.marks.merged):
        position = grid.positions.get(column)
        if position is None or row >= grid.height or not is_customer[row] or row <= ends.get(column, -1):
            continue
        ends[column] = last
        below = (np.flatnonzero(is_customer[row + 1 : last + 1]) + row + 1).tolist()
        value = grid.columns[position][row].as_py()
        if below and value is not None and value.strip():
            yield _MergedCell(row, position, value, below)


def _is_word(located: Located, position: int) -> bool:
    field = located.understanding.field_at(position)
    return (
        located.kinds[position] is not ColumnKind.NUMBER
        if field is None
        else fields()[field].column.reads in WORDS
    )


def _columns(grid: Grid, cells: Mapping[int, Mapping[int, str]]) -> Iterator[pa.ChunkedArray]:
    """The columns with some blank cells filled; cells that have a value keep it."""
    for position, column in enumerate(grid.columns):
        if position not in cells:
            yield column
            continue
        rows = sorted(cells[position])
        mask = np.zeros(len(column), dtype=bool)
        mask[rows] = True
        values = pa.array([cells[position][row] for row in rows], pa.string())
        texts = strings(column).combine_chunks()
        whole = pc.replace_with_mask(texts, pa.array(mask), values)
        yield pa.chunked_array([pc.coalesce(texts, whole)])
