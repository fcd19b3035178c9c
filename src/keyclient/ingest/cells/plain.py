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
_UNSEEN = ("Cc", "Cf", "Cs")
"""Categories of characters that take no place on paper: control and format characters, halves of a pair."""


def narrow(text: str) -> str:
    """Text with full-width forms made narrow and without characters that cannot be seen, white space kept."""
    plain = unicodedata.normalize("NFKC", text)
    if plain.isascii() and plain.isprintable():
        return plain
    return "".join(
        letter for letter in plain if letter.isspace() or unicodedata.category(letter) not in _UNSEEN
    )


def folded(text: str) -> str:
    """Text made narrow, all white space removed, in lower case: for comparing words."""
    return _SPACES.sub("", narrow(text)).casefold()


def is_blank(text: str) -> bool:
    """Whether a cell holds nothing."""
    bare = text.strip()
    return not bare or bare in BLANK_WORDS or not (bare.isprintable() or narrow(bare).strip())
