"""What keyclient has written carries a mark: cells, so that a book can be read as it was before, and names of files."""

MARK = "keyclient·"
"""Begins the headings of keyclient's own columns and the title of its own sheets."""

COPY = ".keyclient"
"""Ends the stem of a workbook with answers in it: `book.keyclient.xlsx`."""
BACKUP = ".bak"
"""Ends the stem of a workbook that keeps what another held: `book.bak.xlsx`."""
FILES = (f"{COPY}.", f"{BACKUP}.")
"""What stands in the names of such files."""


def is_own_file(name: str) -> bool:
    """Whether the name of a file says that keyclient has written it."""
    return any(mark in name.lower() for mark in FILES)


def is_own(text: str) -> bool:
    """Whether the text of a cell is a heading or a title that keyclient has written."""
    return text.startswith(MARK)


def marked(text: str) -> str:
    """A heading or title with the mark."""
    return MARK + text
