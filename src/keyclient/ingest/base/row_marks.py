"""What a sheet says of its rows beside their cells: which are hidden, which are details of others, which are totals."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import field
from typing import NamedTuple

from keyclient.model.record import dataclass

Formulas = Mapping[tuple[int, int], str]
"""Formulas as the file writes them, by row and column from 0."""


class TableTotals(NamedTuple):
    """The totals row of a table that was made a table in Excel or WPS; its part says so, whatever the row's label."""

    row: int
    """From 0."""
    columns: range
    """Sheet columns of the table, from 0."""
    functions: Mapping[int, str]
    """What the part says of a column: `sum`, `average`, `count` and so on; by sheet column."""


def _no_formulas(_: Collection[int]) -> Formulas:
    return {}


def _no_totals() -> tuple[TableTotals, ...]:
    return ()


@dataclass(frozen=True)
class RowMarks:
    """What a sheet says of its rows; they count from 0."""

    hidden: frozenset[int] = frozenset()
    """Rows that are hidden or filtered out."""
    levels: Mapping[int, int] = field(default_factory=dict)
    """How deep in an outline a row is; rows that are no details of others are left out."""
    totals: Callable[[], tuple[TableTotals, ...]] = _no_totals
    """The totals rows of tables; looked for only when needed, like the formulas."""
    formulas: Callable[[Collection[int]], Formulas] = _no_formulas
    """The formulas of some rows; none where the format does not tell them."""
