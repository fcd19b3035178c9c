"""How well a table fits what the caller wants: which of several is read."""

from enum import IntEnum
from typing import NamedTuple

from keyclient.ingest.layout.contents import Kind
from keyclient.ingest.layout.tables import Table


class Fit(IntEnum):
    """What a table has of what a book of customers has."""

    PIVOT = 0
    """A summary of customers."""
    WORDS = 1
    """Unknown headings over words: instructions, perhaps."""
    NO_ROWS = 2
    """Known headings with nothing under them: a form that nobody has filled in."""
    NUMBERS = 3
    """Unknown headings over numbers."""
    KNOWN = 4
    """Rows under headings that are known, or that are asked for."""


class TableScore(NamedTuple):
    """How well a table fits; of two the one that is larger in the first of these that differs."""

    fit: Fit
    asked: int
    """Headings that the command asks for."""
    fields: int
    names_customers: bool
    has_headings: bool
    numbers: int
    """Columns of numbers; like the number of rows it counts only where no heading is known."""
    rows: int


def table_score(table: Table) -> TableScore:
    """How well a table fits."""
    asked, fields = table.known.asked, table.known.fields
    if table.fields <= {"remark"}:  # 说明 is a title more often than a column
        fields = 0
    is_known = bool(asked or fields)
    numbers = 0 if is_known else sum(kind is Kind.NUMBER for kind in table.kinds)
    return TableScore(
        _fit(table, is_known=is_known, has_numbers=numbers > 0),
        asked,
        fields,
        table.names_customers,
        table.heads.is_row,
        numbers,
        0 if is_known else table.height,
    )


def _fit(table: Table, *, is_known: bool, has_numbers: bool) -> Fit:
    if table.pivot:
        return Fit.PIVOT
    if is_known:
        return Fit.KNOWN if table.height else Fit.NO_ROWS
    return Fit.NUMBERS if has_numbers else Fit.WORDS
