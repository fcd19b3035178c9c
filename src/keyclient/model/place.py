"""How locations are written: a cell `客户!F17`, a column `AA`, several sheets `“一月”、“二月”`."""

import re
from collections.abc import Iterable

from keyclient.model.label import Label, listed
from keyclient.model.regex import regex

_REFERENCE = regex(r"[a-z]{1,3}\d{1,7}|r?\d*c?\d*", re.I)
"""Sheet names that look like a cell reference, which Excel puts in quotation marks."""


def column_letters(column: int) -> str:
    """The name of a column counted from 0: 0 is A, 26 is AA."""
    name, column = "", column + 1
    while column:
        column, digit = divmod(column - 1, 26)
        name = chr(65 + digit) + name
    return name


def column_index(letters: str) -> int:
    """The index of a column, from 0, by its letters."""
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number - 1


def quoted_names(names: Iterable[str | None]) -> Label:
    """Names of sheets, tables or files as a list, each in quotation marks."""
    return listed(f"“{name}”" for name in names)


def in_sheet(sheet: str | None, place: str) -> str:
    """A reference preceded by the name of its sheet; a text file has no sheet."""
    return place if sheet is None else f"{_quoted(sheet)}!{place}"


def in_file(file: str, place: str) -> str:
    """A place in another file as Excel writes it: `log.csv!A3`, or `'[log.xlsx]客户'!A3` with the name of its sheet."""
    sheet, _, cell = place.rpartition("!")
    named = sheet[1:-1].replace("''", "'") if sheet.startswith("'") else sheet
    return in_sheet(f"[{file}]{named}" if named else file, cell)


def _quoted(sheet: str) -> str:
    plain = all(letter.isalnum() or letter in "_." for letter in sheet) and not sheet[:1].isdigit()
    if plain and not _REFERENCE.fullmatch(sheet):
        return sheet
    return "'" + sheet.replace("'", "''") + "'"
