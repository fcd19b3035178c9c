"""How the place of a cell is written: `客户!F17`."""

import re

_REFERENCE = re.compile(r"[a-z]{1,3}\d{1,7}|r?\d*c?\d*", re.I)
"""Sheet names that look like a cell stand in quotation marks, as in Excel."""


def in_sheet(sheet: str | None, place: str) -> str:
    """A place with the name of its sheet in front; a text file has no sheet."""
    return place if sheet is None else f"{_quoted(sheet)}!{place}"


def _quoted(sheet: str) -> str:
    plain = all(letter.isalnum() or letter in "_." for letter in sheet) and not sheet[:1].isdigit()
    if plain and not _REFERENCE.fullmatch(sheet):
        return sheet
    return "'" + sheet.replace("'", "''") + "'"
