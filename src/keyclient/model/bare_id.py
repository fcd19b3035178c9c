"""What two spellings of one number of a customer have in common: spreadsheets lose zeros before it and digits behind."""

import re
import unicodedata

_DIGITS = 15
"""Of a number that Excel keeps."""
_ROUNDED = re.compile(r"\d(\.\d+)?e\+?\d{2,}")


def bare_id(number: str) -> str:
    """The number with narrow letters in one case, without the zeros before it; 0 where there is nothing else."""
    plain = unicodedata.normalize("NFKC", number).casefold()
    return plain.lstrip("0") or "0"


def is_one_id(one: str, other: str) -> bool:
    """Whether two ids are one, of which either may have lost the zeros before it or its last digits."""
    first, second = bare_id(one), bare_id(other)
    if first == second or _ROUNDED.fullmatch(first) or _ROUNDED.fullmatch(second):
        return True
    is_same = len(first) == len(second) and first[:_DIGITS] == second[:_DIGITS]
    return is_same and any(text.isdigit() and not text[_DIGITS:].strip("0") for text in (first, second))
