"""Where a link to a cell of the user's book leads."""

import re
from dataclasses import dataclass
from pathlib import PurePath, PureWindowsPath

_ADDRESS = re.compile(r"(?:(?P<sheet>'(?:[^']|'')+'|[^'!]+)!)?(?P<column>[A-Z]{1,3})?(?P<row>\d+)", re.ASCII)
_SPECIAL = re.compile(r'[\x00-\x20%"#<>\[\]^`{}|]')
_LONGEST_SHEET = 31


@dataclass(frozen=True, slots=True)
class Book:
    """The user's book as a link names it."""

    target: str
    """Its name where it lies in the folder of the workbook, else a `file:` address."""
    sheet: str
    """What a program calls the only sheet of a text file: the name of the file."""

    def cell(self, address: str) -> str | None:
        """Where an address such as `客户!F17` leads; of a row to its first cell. None for what is no address."""
        found = _ADDRESS.fullmatch(address)
        if found is None:
            return None
        sheet = found["sheet"] or "'" + self.sheet.replace("'", "''") + "'"
        quoted = sheet if sheet.startswith("'") else f"'{sheet}'"
        return f"{quoted}!{found['column'] or 'A'}{found['row']}"


def link_to(book: PurePath, folder: PurePath) -> Book:
    """The link from a workbook in `folder` to a book. Both are absolute paths."""
    target = _escaped(book.name) if book.parent == folder else _absolute(book)
    return Book(target, book.stem[:_LONGEST_SHEET])


def _absolute(book: PurePath) -> str:
    if isinstance(book, PureWindowsPath):
        return "file:///" + _escaped(str(book))
    return "file://" + _escaped(str(book))


def _escaped(path: str) -> str:
    """What has a meaning of its own in an address is escaped; Chinese stays, as Excel writes it."""
    return _SPECIAL.sub(lambda found: f"%{ord(found[0]):02X}", path)
