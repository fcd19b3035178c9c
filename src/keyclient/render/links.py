"""Links to cells of the user's book."""

import re
from pathlib import PurePath, PureWindowsPath

from keyclient.model.record import dataclass
from keyclient.model.regex import regex

_ADDRESS = regex(r"(?:(?P<sheet>'(?:[^']|'')+'|[^'!]+)!)?(?P<column>[A-Z]{1,3})?(?P<row>\d+)", re.ASCII)
_OF_FILE = regex(r"[\[/\\]|\.(?:csv|tsv|tab|txt|prn|dat)'?$", re.IGNORECASE)
"""What the sheet of an address in another file has; no sheet's name has brackets or slashes."""
_SPECIAL = regex(r'[\x00-\x20%"#<>\[\]^`{}|]')
_LONGEST_SHEET = 31


@dataclass(frozen=True, slots=True)
class Book:
    """The user's book as the target of links."""

    target: str
    """Its file name if it is in the folder of the workbook, else a `file:` address."""
    sheet: str
    """The sheet name programs give a text file: the name of the file."""

    def is_called(self, name: str) -> bool:
        """Whether it is a file of that name."""
        own = _escaped(name)
        return self.target == own or self.target.endswith(f"/{own}")

    def cell(self, address: str) -> str | None:
        """The target of an address such as `客户!F17`; for a row, its first cell. None if the text is no address in it."""
        found = _ADDRESS.fullmatch(address)
        if found is None or _OF_FILE.search(found["sheet"] or ""):
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
    """Escapes characters with a special meaning in addresses; Chinese stays, as Excel writes it."""
    return _SPECIAL.sub(lambda found: f"%{ord(found[0]):02X}", path)
