"""Merged cells among the customers: one value for several rows, which only the first of them has."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import NamedTuple

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from keyclient.ingest.base.grid import Grid
from keyclient.ingest.layout.contents import Kind
from keyclient.ingest.layout.table import Located
from keyclient.ingest.rows.row_kinds import RowKinds
from keyclient.model.column import Reads
from keyclient.model.fields import fields
from keyclient.model.issue import Issue
from keyclient.model.rules.layout import MergedAmount, MergedCells

WORDS = frozenset({Reads.ID, Reads.TEXT, Reads.CHOICE, Reads.DATE})
"""What is the same for every row of a merged cell; an amount for several rows together is not."""


class Filled(NamedTuple):
    """A table whose merged cells have their value in every row, and what was done for that."""

    located: Located
    rows: int
    """Cells that took the value of the merged cell they belong to."""
    first: str | None
    amounts: tuple[str, ...]
    """Places of the merged cells that hold numbers; these stay the first row's."""


def fill_merged(located: Located, kinds: RowKinds) -> Filled:
    """The table with the value of every merged cell in each of its customers' rows.

    Numbers are left where they are: an amount that stands for several rows together would be counted several times.
    """
    if not located.grid.marks.merged:
        return Filled(located, 0, None, ())
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
    return Filled(replace(located, grid=grid), count, places[0] if places else None, tuple(amounts))


def merged_issues(filled: Filled) -> Iterator[Issue]:
    """How many cells took a merged cell's value, and which merged cells hold numbers."""
    if filled.first is not None:
        yield MergedCells(filled.first, count=filled.rows)
    for place in filled.amounts:
        yield MergedAmount(place)


class _Merged(NamedTuple):
    """A merged cell over customers."""

    row: int
    position: int
    value: str
    below: list[int]
    """The customers' rows under its first."""


def _merged(located: Located, kinds: RowKinds) -> Iterator[_Merged]:
    """The merged cells that begin at a customer, have a value, and reach over further customers.

    Excel writes none that overlap; of such the first counts.
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
            yield _Merged(row, position, value, below)


def _is_word(located: Located, position: int) -> bool:
    field = located.understanding.field_at(position)
    return (
        located.kinds[position] is not Kind.NUMBER if field is None else fields()[field].column.reads in WORDS
    )


def _columns(grid: Grid, cells: Mapping[int, Mapping[int, str]]) -> Iterator[pa.ChunkedArray]:
    """The columns with some more cells filled; what stands in a cell already stays."""
    for position, column in enumerate(grid.columns):
        if position not in cells:
            yield column
            continue
        rows = sorted(cells[position])
        mask = np.zeros(len(column), dtype=bool)
        mask[rows] = True
        values = pa.array([cells[position][row] for row in rows], pa.string())
        whole = pc.replace_with_mask(column.combine_chunks(), pa.array(mask), values)
        yield pa.chunked_array([pc.coalesce(column.combine_chunks(), whole)])
