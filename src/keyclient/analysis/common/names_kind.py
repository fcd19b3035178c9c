"""What the customers are called, for the tables that people read."""

from collections.abc import Sequence

import pandas as pd


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
