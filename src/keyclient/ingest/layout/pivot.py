"""Whether a table is a pivot table: a summary saved in place of the list of customers."""

import re
from collections.abc import Iterator, Sequence

from keyclient.ingest.base.grid import Grid, Spot
from keyclient.ingest.cells.plain import folded
from keyclient.ingest.layout.heading_rows import HeadingRows
from keyclient.model.regex import regex

ROWS_AROUND = 4
"""Excel writes filters, the name of the figure, and row and column labels within so many rows of the headings."""

MOST_SIGNS = 4
_DIGITS = "0123456789-."

_LABELS = frozenset(map(folded, ("行标签", "列标签", "Row Labels", "Column Labels")))
_FIGURE = regex(
    r"^(?:求和项|计数项|平均值项|最大值项|最小值项|乘积项|数值计数项|标准偏差项|方差项)[:：]"
    r"|^(?:sum|count|average|max|min|product|stddev|var) of \S",
    re.I,
)
_GRAND_TOTALS = frozenset(map(folded, ("总计", "Grand Total")))


def pivot_signs(grid: Grid, heads: HeadingRows, *, names_customers: bool) -> list[str]:
    """The signs of a pivot table, as `行标签 (汇总!A3)`; empty if the table is none.

    Excel's own words for row and column labels suffice by themselves; the name of a figure (求和项:AUM) suffices
    together with a grand total, unless a heading names customers.
    """
    if not heads.is_row:
        return []
    top = max(heads.first - ROWS_AROUND, 0)
    cells = list(_cells(grid, range(top, heads.last + 1 + ROWS_AROUND)))
    labels = [(spot, cell) for spot, cell in cells if folded(cell) in _LABELS]
    figures = [(spot, cell) for spot, cell in cells if _FIGURE.match(cell.strip())]
    totals = [(spot, cell) for spot, cell in (*cells, *_ends(grid)) if folded(cell) in _GRAND_TOTALS]
    if not labels and (names_customers or not figures or not totals):
        return []
    signs = list(dict.fromkeys((*labels, *figures, *totals)))[:MOST_SIGNS]
    return [f"{cell.strip()} ({grid.address(*spot)})" for spot, cell in signs]


def _cells(grid: Grid, rows: Sequence[int]) -> Iterator[tuple[Spot, str]]:
    """The cells of some rows that are neither blank nor numbers, by row and column of the grid."""
    rows = [row for row in rows if row < grid.height]
    for row, cells in zip(rows, grid.rows(rows), strict=True):
        yield from (
            ((row, at), cell) for at, cell in enumerate(cells) if cell.strip() and cell[0] not in _DIGITS
        )


def _ends(grid: Grid) -> Iterator[tuple[Spot, str]]:
    """The cells of the last rows, where the grand total is."""
    last = grid.filled
    yield from _cells(grid, range(max(last - ROWS_AROUND, 0), last))
