"""The average over a month that belongs to a balance at a date, where the books have it."""

from collections.abc import Collection

from keyclient.analysis.compare.panel import Panel
from keyclient.model.measure_fields import AVERAGES


def average_of(panel: Panel, column: str = "value", books: Collection[int] | None = None) -> str | None:
    """The average that fits a column of the panel, if the books have it; None for a sum, and for what is an average.

    `column`: that of the values, or another one that a floor is about; `books`: which have to have it, all by default.
    """
    names = panel.measure.columns if column == "value" else (column,)
    average = AVERAGES.get(names[0]) if len(names) == 1 else None
    asked = range(len(panel.books)) if books is None else books
    has_all = average is not None and all(has_column(panel, book, average) for book in asked)
    return average if has_all else None


def has_column(panel: Panel, book: int, column: str) -> bool:
    """Whether a book has a column with anything in it."""
    frame = panel.books[book].frame
    return column in frame and bool(frame[column].notna().any())
