"""How well a table fits the request, to choose one of several."""

from collections.abc import Sequence
from enum import IntEnum
from typing import NamedTuple

from keyclient.ingest.layout.contents import ColumnKind
from keyclient.ingest.layout.tables import SheetTable
from keyclient.model.fields import fields as customer_fields


class TableFit(IntEnum):
    """What kind of table it is, the least suitable first."""

    PIVOT = 0
    """A summary of customers."""
    DESCRIPTION = 1
    """It lists the headings of another table."""
    WORDS = 2
    """Unknown headings above words: perhaps instructions."""
    NO_ROWS = 3
    """Known headings with nothing below: a form that has not been filled in."""
    FEW_WORDS = 4
    """One or two known headings above nothing but words."""
    NUMBERS = 5
    """Unknown headings above numbers."""
    KNOWN_WORDS = 6
    """Known headings above nothing but words."""
    KNOWN = 7
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


LIKELY = TableFit.FEW_WORDS
"""A table that fits no better is none of customers."""
FEW_FIELDS = 2
"""With no more known headings a table is one of customers only if it has numbers or codes, and names them or has amounts."""
_OF_STAFF = frozenset({"branch", "manager", "assistant", "phone", "kind", "remark"})
_SAID = (ColumnKind.NUMBER, ColumnKind.CODE, ColumnKind.MIXED)


def table_score(table: SheetTable, *, describes: bool = False) -> TableScore:
    """Score a table. `describes`: whether it describes the columns of another."""
    asked, fields = table.known.asked, table.known.fields
    if table.fields <= {"remark"}:  # 说明 is a title more often than a column
        fields = 0
    kinds = table.kinds
    if not asked and _is_code_list(table):
        fields = 0
    is_known = bool(asked or fields)
    numbers = 0 if is_known else sum(kind is ColumnKind.NUMBER for kind in kinds)
    return TableScore(
        _fit(table, TableFit.DESCRIPTION if describes else _fit_of_contents(table, kinds, asked, fields)),
        asked,
        fields,
        table.names_customers,
        table.heads.is_row,
        numbers,
        0 if is_known else table.height,
    )


def _fit(table: SheetTable, fit: TableFit) -> TableFit:
    return TableFit.PIVOT if table.pivot else fit


def _fit_of_contents(table: SheetTable, kinds: Sequence[ColumnKind], asked: int, fields: int) -> TableFit:
    if not asked and not fields:
        return TableFit.NUMBERS if ColumnKind.NUMBER in kinds else TableFit.WORDS
    if not table.height:
        return TableFit.NO_ROWS
    if asked or any(kind in _SAID for kind in kinds):
        return TableFit.KNOWN
    return TableFit.FEW_WORDS if fields <= FEW_FIELDS else TableFit.KNOWN_WORDS


def _is_code_list(table: SheetTable) -> bool:
    """Whether a table has one or two known headings, or only those of a list of staff and branches, and names no customer.

    A table with amounts is none. A heading that only the user's mapping makes known is the user's word that the table is meant.
    """
    is_mapped = table.known.fields > len(table.fields)
    has_amounts = any(customer_fields()[name].is_money for name in table.fields)
    is_short = table.known.fields <= FEW_FIELDS or table.fields <= _OF_STAFF
    return is_short and not (is_mapped or table.names_customers or has_amounts)
