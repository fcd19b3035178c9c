"""What all cells have in common: which words mean blank, and how texts are compared."""

import re
import unicodedata

from keyclient.ingest.cells.unit_words import FOREIGN_WORDS, YUAN_WORDS
from keyclient.model.regex import regex

NULL_WORDS = (
    "NULL", "(NULL)", "(null)", "(Null)", "<NULL>", "<null>", "<Null>", "[NULL]", "[null]", "[Null]", "\\N", "N/A", "n/a",
    "(空)", "空值",
)  # fmt: skip
"""What databases and statistics programs write for a missing value."""
SURNAMES = ("null", "Null", "NA")
"""What they also write, and what is a name where names stand."""
NAMELESS_WORDS = ("-", "--", "－", "–", "—", "——", "无", "/", *NULL_WORDS)
"""A name that is only one of these is blank."""
BLANK_WORDS = (*NAMELESS_WORDS, *SURNAMES)
"""A cell that holds only one of these is blank."""
UNSAID_WORDS = tuple(word for word in BLANK_WORDS if word != "无")
"""The same among holdings, where 无 says that nothing is held."""
_BLANK = frozenset(BLANK_WORDS)

_LIBRE_OFFICE = tuple(f"Err:{code}" for code in (*range(501, 541), 551, 553))
"""What LibreOffice displays for an error that has no name."""
ERROR_WORDS = (
    "#N/A", "#REF!", "#DIV/0!", "#VALUE!", "#NAME?", "#NUM!", "#NULL!", "#SPILL!", "#CALC!", "#FIELD!", "#BLOCKED!",
    "#CONNECT!", "#BUSY!", "#GETTING_DATA", "#UNKNOWN!", *_LIBRE_OFFICE,
)  # fmt: skip
"""What Excel and LibreOffice display for an error and write to a text file."""

_DASHES = "-－–—−"
_SIGN = "|".join(sorted(map(re.escape, {*YUAN_WORDS, *FOREIGN_WORDS}), key=len, reverse=True))
_ACCOUNTING_ZERO = regex(rf"(?:{_SIGN})\s*[{_DASHES}]+|[{_DASHES}]+\s*(?:{_SIGN})", re.I)
"""How the accounting format writes a zero: a currency sign and a dash."""
_SPACES = regex(r"\s+")
_UNSEEN = ("Cc", "Cf", "Cs")
"""Unicode categories of invisible characters: control, format, surrogate."""


def narrow(text: str) -> str:
    """Text with full-width characters made narrow and invisible ones removed; white space is kept."""
    plain = unicodedata.normalize("NFKC", text)
    if plain.isprintable():
        return plain
    return "".join(
        letter for letter in plain if letter.isspace() or unicodedata.category(letter) not in _UNSEEN
    )


def folded(text: str) -> str:
    """Text made narrow and lower case, without white space, for comparing words."""
    return _SPACES.sub("", narrow(text)).casefold()


def is_blank(text: str) -> bool:
    """Whether a cell is blank."""
    bare = text.strip()
    if not bare or bare in _BLANK:
        return True
    if bare[-1] in _DASHES or bare[0] in _DASHES:
        return _ACCOUNTING_ZERO.fullmatch(narrow(bare)) is not None
    return not (bare.isprintable() or narrow(bare).strip())
