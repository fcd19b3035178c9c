"""How wide a text is in a worksheet."""

from unicodedata import east_asian_width


def width(text: str) -> int:
    """The width of a text in characters; a Chinese one counts as two."""
    return sum(2 if east_asian_width(char) in "WF" else 1 for char in text)
