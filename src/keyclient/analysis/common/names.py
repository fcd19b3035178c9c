"""Rows of customers with their names, for the tables that people read."""

from collections.abc import Iterator, Sequence
from typing import overload

import pandas as pd

from keyclient.model.report import Cell


class Names:
    """The names of the customers of a book by the row that they stand in, looked up when they are shown."""

    def __init__(self, frame: pd.DataFrame) -> None:
        """`frame`: columns `row` and `name` of a portfolio."""
        self._rows = frame["row"]
        self._names = frame["name"]

    def of(self, rows: Sequence[int]) -> list[str | None]:
        """The names in the order of the rows; None where one is blank."""
        shown = self._rows.isin(rows)
        found = dict(zip(self._rows[shown], self._names[shown], strict=True))
        names = (found[row] for row in rows)
        return [name if isinstance(name, str) else None for name in names]


def names_in(frame: pd.DataFrame) -> Names | None:
    """The names of a portfolio's frame; None where the book has none."""
    return Names(frame) if "name" in frame.columns and frame["name"].notna().any() else None


class NamedRows(Sequence[Sequence[Cell]]):
    """Rows with the name of each customer put in, looked up when they are shown."""

    def __init__(self, rows: Sequence[Sequence[Cell]], names: Names, *, row_at: int, put_at: int) -> None:
        """`row_at`: which cell is the customer's row in the sheet. `put_at`: which cell the name is to be."""
        self._rows = rows
        self._names = names
        self._row_at, self._put_at = row_at, put_at

    def __len__(self) -> int:
        return len(self._rows)

    def __iter__(self) -> Iterator[Sequence[Cell]]:
        return iter(self[:])

    @overload
    def __getitem__(self, index: int) -> Sequence[Cell]: ...
    @overload
    def __getitem__(self, index: slice) -> list[Sequence[Cell]]: ...
    def __getitem__(self, index: int | slice) -> Sequence[Cell] | list[Sequence[Cell]]:
        if isinstance(index, int):
            return self._named([self._rows[index]])[0]
        return self._named(self._rows[index])

    def _named(self, rows: Sequence[Sequence[Cell]]) -> list[Sequence[Cell]]:
        numbers = [number for row in rows if isinstance(number := row[self._row_at], int)]
        put = self._put_at
        return [
            (*row[:put], name, *row[put:]) for row, name in zip(rows, self._names.of(numbers), strict=True)
        ]
