"""What all cells have in common: which words mean "nothing", and how text is made comparable."""

import re
import unicodedata

BLANK_WORDS = ("-", "--", "－", "—", "——", "无", "/")
"""Cells that hold nothing but one of these are blank."""

ERROR_WORDS = (
    "#N/A", "#REF!", "#DIV/0!", "#VALUE!", "#NAME?", "#NUM!", "#NULL!", "#SPILL!", "#CALC!", "#FIELD!", "#BLOCKED!",
    "#CONNECT!", "#BUSY!", "#GETTING_DATA", "#UNKNOWN!",
)  # fmt: skip
"""What Excel shows for an error, and writes into a text file."""

_SPACES = re.compile(r"\s+")


def folded(text: str) -> str:
    """Text with full-width forms made narrow, all white space removed, in lower case: for comparing words."""
    return _SPACES.sub("", unicodedata.normalize("NFKC", text)).casefold()


def is_blank(text: str) -> bool:
    """Whether a cell holds nothing."""
    return not text.strip() or text.strip() in BLANK_WORDS
