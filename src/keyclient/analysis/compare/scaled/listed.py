"""The first customers of a list that an engine holds, without sorting the rest."""

from collections.abc import Mapping, Sequence
from typing import Any

import narwhals as nw
import pyarrow as pa

Frame = nw.LazyFrame[Any]
Row = Mapping[str, Any]
Order = Sequence[tuple[str, bool]]
"""Columns to order by, and whether each falls."""


def first_of(frame: Frame, order: Order, top: int | None) -> list[Row]:
    """The first rows of a frame in an order that leaves no ties; nulls last. `top`: how many, None is all."""
    if top == 0:
        return []
    names, falls = [name for name, _ in order], [is_falling for _, is_falling in order]
    ordered = frame.sort(*names, descending=falls, nulls_last=True)
    return rows_of(ordered if top is None else ordered.head(top))


def rows_of(frame: Frame) -> list[Row]:
    """The rows of a small frame, as the engine orders them; what is not there is None."""
    return [
        {name: None if _is_blank(cell) else cell for name, cell in row.items()}
        for row in frame.collect().rows(named=True)
    ]


def _is_blank(cell: object) -> bool:
    """Whether nothing is there: pandas has other words for that."""
    return cell is None or type(cell).__name__ in ("NAType", "NaTType") or cell != cell  # noqa: PLR0124


def ints(rows: Sequence[Row], name: str) -> pa.Array:
    """A column of whole numbers; null where there is none."""
    cells = (row[name] for row in rows)
    return pa.array([None if cell is None else int(cell) for cell in cells], pa.int64())


def texts(rows: Sequence[Row], name: str) -> pa.Array:
    """A column of texts; null where there is none."""
    return pa.array([row[name] for row in rows], pa.string())
