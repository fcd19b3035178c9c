"""How well a table fits the request, to choose one of several."""

from enum import IntEnum
from typing import NamedTuple

from keyclient.ingest.layout.contents import ColumnKind
from keyclient.ingest.layout.tables import SheetTable


class TableFit(IntEnum):
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

    fit: TableFit
    asked: int
    """Requested headings."""
    fields: int
    names_customers: bool
    has_headings: bool
    numbers: int
    """Columns of numbers; like the rows, counted only if no heading is known."""
    rows: int


def table_score(table: SheetTable) -> TableScore:
    """Score a table."""
    asked, fields = table.known.asked, table.known.fields
    if table.fields <= {"remark"}:  # 说明 is a title more often than a column
        fields = 0
    is_known = bool(asked or fields)
    numbers = 0 if is_known else sum(kind is ColumnKind.NUMBER for kind in table.kinds)
    return TableScore(
        _fit(table, is_known=is_known, has_numbers=numbers > 0),
        asked,
        fields,
        table.names_customers,
        table.heads.is_row,
        numbers,
        0 if is_known else table.height,
    )


def _fit(table: SheetTable, *, is_known: bool, has_numbers: bool) -> TableFit:
    if table.pivot:
        return TableFit.PIVOT
    if is_known:
        return TableFit.KNOWN if table.height else TableFit.NO_ROWS
    return TableFit.NUMBERS if has_numbers else TableFit.WORDS
