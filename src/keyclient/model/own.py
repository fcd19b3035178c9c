"""The marks in cells and file names that keyclient writes, so that it recognises its own output in a book or folder."""

from collections.abc import Collection

MARK = "keyclient·"
"""Starts the headings of keyclient's own columns and the titles of its own sheets."""

COPY = ".keyclient"
"""Ends the stem of a workbook with results written into it: `book.keyclient.xlsx`."""
BACKUP = ".bak"
"""Ends the stem of a backup of a workbook: `book.bak.xlsx`."""
PLAN, CALLS = ".plan", ".today"
"""End the stems of the plan and the list of calls that a batch run makes of a book: `book.plan.xlsx`, `book.today.xlsx`."""
FILES = (*(f"{mark}." for mark in (COPY, BACKUP, PLAN, CALLS)), f"{PLAN} (", f"{CALLS} (")
"""The marks in the names of such files."""
_TIERED = (
    {"row", "loyalty", "tier", "reason"},
    {"row", "loyalty", "tier", "why"},
    {"row", "book", "data_date", "tier"},
)
"""Headings that stand together in nothing but the results of `tier` and the portfolio of a batch run."""


def own_columns(headings: Collection[str]) -> Collection[str]:
    """Those of the headings of a table whose columns keyclient has worked out: its tiers are not the bank's own."""
    return ("tier",) if any(names.issubset(headings) for names in _TIERED) else ()


def is_own_file(name: str) -> bool:
    """Whether a file name marks a file that keyclient wrote."""
    return any(mark in name.lower() for mark in FILES)


def is_own(text: str) -> bool:
    """Whether the text of a cell is a heading or title that keyclient wrote."""
    return text.startswith(MARK)


def marked(text: str) -> str:
    """A heading or title with the mark."""
    return MARK + text
