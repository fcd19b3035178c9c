"""The greatest or least of several columns, row by row, on every engine.

Blanks are passed over; a row with blanks alone is blank. Spark has neither for one column, so that stands as it is.
"""

from collections.abc import Sequence

import narwhals as nw


def greatest(columns: Sequence[str | nw.Expr]) -> nw.Expr:
    """The greatest; `columns`: one or more of one type."""
    return nw.max_horizontal(*columns) if len(columns) > 1 else _column(columns[0])


def least(columns: Sequence[str | nw.Expr]) -> nw.Expr:
    """The least; `columns`: one or more of one type."""
    return nw.min_horizontal(*columns) if len(columns) > 1 else _column(columns[0])


def _column(column: str | nw.Expr) -> nw.Expr:
    return nw.col(column) if isinstance(column, str) else column
