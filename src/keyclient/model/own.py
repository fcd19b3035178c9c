"""The marks in cells and file names that keyclient writes, so that it recognises its own output in a book or folder."""

MARK = "keyclient·"
"""Starts the headings of keyclient's own columns and the titles of its own sheets."""

COPY = ".keyclient"
"""Ends the stem of a workbook with results written into it: `book.keyclient.xlsx`."""
BACKUP = ".bak"
"""Ends the stem of a backup of a workbook: `book.bak.xlsx`."""
FILES = (f"{COPY}.", f"{BACKUP}.")
"""The marks in the names of such files."""


def is_own_file(name: str) -> bool:
    """Whether a file name marks a file that keyclient wrote."""
    return any(mark in name.lower() for mark in FILES)


def is_own(text: str) -> bool:
    """Whether the text of a cell is a heading or title that keyclient wrote."""
    return text.startswith(MARK)


def marked(text: str) -> str:
    """A heading or title with the mark."""
    return MARK + text
