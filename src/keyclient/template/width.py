"""How wide a text is in a worksheet."""

from unicodedata import east_asian_width


def width(text: str) -> int:
    """Characters that a text needs; a Chinese one takes two."""
    return sum(2 if east_asian_width(char) in "WF" else 1 for char in text)
