"""What all cells have in common: which words mean "nothing", and how text is made comparable."""

import re
import unicodedata

BLANK_WORDS = ("-", "--", "－", "—", "——", "无", "/")
"""Cells that hold nothing but one of these are blank."""

_SPACES = re.compile(r"\s+")


def folded(text: str) -> str:
    """Text with full-width forms made narrow, all white space removed, in lower case: for comparing words."""
    return _SPACES.sub("", unicodedata.normalize("NFKC", text)).casefold()


def is_blank(text: str) -> bool:
    """Whether a cell holds nothing."""
    return not text.strip() or text.strip() in BLANK_WORDS
