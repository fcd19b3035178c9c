"""Rows without an id or a name whose amounts compute those of other rows: totals, averages and counts without a label."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

import numpy as np

from keyclient.ingest.base.row_marks import Formulas
from keyclient.ingest.cells.amounts import parse_amount
from keyclient.ingest.columns.body import Body
from keyclient.ingest.columns.reading import Reading
from keyclient.ingest.columns.sums.group_rows import LEAST_OF_ONE, MOST_GROUPS, doubtful_rows
from keyclient.ingest.layout.total_functions import Function, function_of

_OTHER_SHEET = "!"


class ComputedRows(NamedTuple):
    """Rows of the body that are no customers, in ascending order."""

    sums: list[int]
    figures: list[int]
    """Averages, numbers of rows and the like."""


def computed_rows(body: Body, readings: Mapping[str, Reading], amounts: Sequence[Reading]) -> ComputedRows:
    """The rows that name no customer, and all of whose amounts are formulas that compute a column of this sheet.

    The last row is one too if it alone names nobody and each of its amounts is the average of all others.
    """
    doubtful, _ = doubtful_rows(body, readings)
    nameless, found = np.flatnonzero(doubtful).tolist(), ComputedRows([], [])
    if not 0 < len(nameless) <= MOST_GROUPS or not amounts:
        return found
    formulas = body.located.grid.marks.rows.formulas([int(body.rows[row]) for row in nameless])
    for row in nameless:
        functions = _functions(body, int(body.rows[row]), formulas)
        if functions:
            (found.sums if Function.SUM in functions else found.figures).append(row)
    last = len(body.rows) - 1
    if set(nameless).difference(found.sums, found.figures) == {last} and _is_average(amounts, last):
        found.figures.append(last)
    return found


def _functions(body: Body, row: int, formulas: Formulas) -> set[Function]:
    """What the numbers of a row compute; nothing if one of them is typed, or computes something else."""
    grid, found = body.located.grid, set[Function]()
    for at, cell in enumerate(grid.row(row)):
        if parse_amount(cell) is None:
            continue
        formula = formulas.get(grid.spot(row, at), "")
        function = None if _OTHER_SHEET in formula else function_of(formula)
        if function is None:
            return set()
        found.add(function)
    return found


def _is_average(amounts: Sequence[Reading], row: int) -> bool:
    """Whether a row has amounts, each the average of all others, which are not all equal."""
    filled = [reading for reading in amounts if reading.valid[row] or row in reading.bad]
    return bool(filled) and all(_averages(reading, row) for reading in filled)


def _averages(reading: Reading, row: int) -> bool:
    others = reading.valid.copy()
    others[row] = False
    values = reading.values[others]
    if not reading.valid[row] or np.count_nonzero(values) < LEAST_OF_ONE or values.min() == values.max():
        return False
    return bool(2 * abs(int(values.sum()) - int(reading.values[row]) * len(values)) <= len(values))
