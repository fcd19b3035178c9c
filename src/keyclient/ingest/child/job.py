"""What the parent tells the child, and how the child ends."""

from typing import NamedTuple

from keyclient.model.excel import COLUMNS, ROWS

REFUSED = 3
"""Exit code for "this file cannot be read"; the last line on standard error says why, as JSON."""


class SheetLimits(NamedTuple):
    """How large a sheet may be."""

    rows: int = ROWS
    columns: int = COLUMNS
    """The grid of a sheet in Excel."""
    cells: int = 30_000_000
    """No reader of ours holds more cells of one sheet than this; no honest workbook was seen with more."""
    text: int = 32_767
    """Letters of one cell."""
    merged: int = 200_000
    """A sheet with more merged ranges is written by nobody; the rest are passed over."""
    spanned: int = 1_000
    """A cell of a page over more columns or rows is over this many; browsers draw the same line."""


SHEET = SheetLimits()


class Job(NamedTuple):
    """One workbook to parse."""

    kind: str
    path: str
    sheet: str
    """Name of the only sheet to read; empty: every sheet that is not hidden."""
    reader: str
    """`fast`, or `exact` for what stops the fast one; `native` for an .xls that stops both."""
    seconds: float
    memory_mb: int
    encoding: str
    """Of a page or document that is text; empty where the format knows it."""


class Refused(Exception):
    """The file cannot be read. `cause` is one of `CAUSES`."""

    def __init__(self, cause: str, detail: str = "") -> None:
        super().__init__(cause)
        self.cause = cause
        self.detail = detail


ENCRYPTED, MEMORY, DAMAGED, OUTSIDE, DOCTYPE, NO_TABLE = (
    "encrypted", "memory", "damaged", "outside", "doctype", "no table",
)  # fmt: skip
"""Why a child refuses: a password; too much memory; broken; cells outside the grid; a document type; not a
spreadsheet at all."""
