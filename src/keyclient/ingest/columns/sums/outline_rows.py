"""Rows that stand over others in the outline of a sheet, and hold their sums."""

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from keyclient.ingest.base.grid import Flags
from keyclient.ingest.cells.amounts import parse_amount
from keyclient.ingest.cells.plain import is_blank
from keyclient.ingest.columns.body import Body
from keyclient.ingest.columns.reading import Reading
from keyclient.model.fields import IDENTITIES

Counts = npt.NDArray[np.int64]
MOST_TITLE_CELLS = 2
"""The title of a group has no more cells."""


class OutlineRows(NamedTuple):
    """Rows of the body that are no customers, in ascending order."""

    groups: list[int]
    """They hold the sums of their details, or are titles."""
    untied: list[int]
    """They name nobody, but hold other amounts than the sums of their details."""
    details: list[int]
    """Details without an id of a customer who has one, and has their sum."""


class _Block(NamedTuple):
    """A row of the body, and the rows of it that may be its details: from `start` to before `stop`."""

    row: int
    start: int
    stop: int


def outline_rows(body: Body, readings: Mapping[str, Reading], amounts: Sequence[Reading]) -> OutlineRows:
    """The rows that stand over others in the outline and are no customers, or whose details are none.

    Each amount of such a row is the sum of its details, which stand above it or below. Where the row has an id and none of
    its details has one, it is the customer; a row with nothing but a title is none. A row that names nobody is none either,
    whatever its amounts, beside a row of its level that holds its sums.
    """
    levels = _grid_levels(body)
    if not levels.any() or not amounts:
        return OutlineRows([], [], [])
    outline = _Outline(body, readings, amounts)
    for level in sorted(set(levels[body.rows].tolist()), reverse=True):
        outline.sort(list(_blocks(body, levels, level)))
    return OutlineRows(sorted(outline.groups), sorted(outline.untied), sorted(outline.details))


class _Outline:
    """The rows of an outline, sorted level by level, the deepest first."""

    def __init__(self, body: Body, readings: Mapping[str, Reading], amounts: Sequence[Reading]) -> None:
        self._body, self._amounts = body, amounts
        self._is_detail = np.ones(len(body.rows), dtype=bool)
        self._has_id = _filled(readings, IDENTITIES, len(body.rows))
        self._is_named = self._has_id | _filled(readings, ("name",), len(body.rows))
        self.groups: list[int] = []
        self.untied: list[int] = []
        self.details: list[int] = []

    def sort(self, blocks: Sequence[_Block]) -> None:
        """Sort the rows of one level, each with what may be its details."""
        sums = [
            _cumulated(np.where(self._is_detail & reading.valid, reading.values, 0))
            for reading in self._amounts
        ]
        before, untied = len(self.groups), set[int]()
        for block in blocks:
            if not self._is_detail[block.row] or not self._is_detail[block.start : block.stop].any():
                continue
            holds = _holds(block, sums, self._amounts)
            if holds or (holds is None and self._is_title(block.row)):
                self._take(block)
            elif holds is False and not self._is_named[block.row]:
                untied.add(block.row)
        if len(self.groups) > before:
            self.untied.extend(row for row in untied if self._is_detail[row])
            self._is_detail[self.untied] = False

    def _take(self, block: _Block) -> None:
        inside = np.arange(block.start, block.stop)[self._is_detail[block.start : block.stop]]
        if self._has_id[block.row] and not self._has_id[inside].any():
            self.details.extend(inside.tolist())
            self._is_detail[inside] = False
        else:
            self.groups.append(block.row)
            self._is_detail[block.row] = False

    def _is_title(self, row: int) -> bool:
        cells = self._body.located.grid.row(int(self._body.rows[row]))
        filled = [cell for cell in cells if not is_blank(cell)]
        is_short = len(filled) <= MOST_TITLE_CELLS and not any(parse_amount(cell) for cell in filled)
        return is_short and not self._has_id[row]


def _grid_levels(body: Body) -> Counts:
    """How deep in the outline each row of the grid is."""
    grid = body.located.grid
    levels = np.zeros(grid.height, dtype=np.int64)
    for row, level in grid.marks.rows.levels.items():
        if row < grid.height:
            levels[row] = level
    return levels


def _blocks(body: Body, grid_levels: Counts, level: int) -> Iterator[_Block]:
    """The rows of a level next to deeper ones, with these: those below, then those above.

    A row between them that is not of the body, such as a labelled total, ends a block if it is not deeper.
    """
    height, ends = len(grid_levels), np.flatnonzero(grid_levels <= level)
    for row in np.flatnonzero(grid_levels[body.rows] == level).tolist():
        place = int(body.rows[row])
        at = int(np.searchsorted(ends, place))
        below = int(ends[at + 1]) if at + 1 < len(ends) else height
        above = int(ends[at - 1]) if at else -1
        for block in (
            _Block(row, row + 1, int(np.searchsorted(body.rows, below))),
            _Block(row, int(np.searchsorted(body.rows, above, side="right")), row),
        ):
            if block.start < block.stop:
                yield block


def _holds(block: _Block, sums: Sequence[Counts], amounts: Sequence[Reading]) -> bool | None:
    """Whether each amount of a row is the sum of its details; None where it has no amounts."""
    filled = False
    for total, reading in zip(sums, amounts, strict=True):
        if block.row in reading.bad:
            return False
        if reading.valid[block.row]:
            filled = True
            if total[block.stop] - total[block.start] != reading.values[block.row]:
                return False
    return filled or None


def _filled(readings: Mapping[str, Reading], names: Sequence[str], count: int) -> Flags:
    """Which rows have a value in one of some fields."""
    found = np.zeros(count, dtype=bool)
    for name in names:
        if name in readings:
            found |= readings[name].valid
    return found


def _cumulated(values: npt.NDArray[np.int64] | Flags) -> Counts:
    return np.concatenate([[0], np.cumsum(values, dtype=np.int64)])
