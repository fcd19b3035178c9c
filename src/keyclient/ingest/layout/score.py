"""How well a table fits the request, to choose one of several."""

from enum import IntEnum
from typing import NamedTuple

from keyclient.ingest.layout.contents import Kind
from keyclient.ingest.layout.tables import Table


class Fit(IntEnum):
    """What kind of table it is, the least suitable first."""

    PIVOT = 0
    """A summary of customers."""
    WORDS = 1
    """Unknown headings above words: perhaps instructions."""
    NO_ROWS = 2
    """Known headings with nothing below: a form that has not been filled in."""
    NUMBERS = 3
    """Unknown headings above numbers."""
    KNOWN = 4
    """Rows under headings that are known or requested."""


class TableScore(NamedTuple):
    """How well a table fits; compared field by field."""

    fit: Fit
    asked: int
    """Requested headings."""
    fields: int
    names_customers: bool
    has_headings: bool
    numbers: int
    """Columns of numbers; like the rows, counted only if no heading is known."""
    rows: int


def table_score(table: Table) -> TableScore:
    """Score a table."""
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
