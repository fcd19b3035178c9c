"""What keyclient has written into a workbook carries a mark, so that the book can be read as it was before."""

MARK = "keyclient·"
"""Begins the headings of keyclient's own columns and the title of its own sheets."""


def is_own(text: str) -> bool:
    """Whether the text of a cell is a heading or a title that keyclient has written."""
    return text.startswith(MARK)


def marked(text: str) -> str:
    """A heading or title with the mark."""
    return MARK + text
