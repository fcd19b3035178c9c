"""What is read of an .xlsx whose sheets are written as usual: which parts of it, and how."""

import zipfile
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from keyclient.ingest.pieces import strings as strings_part
from keyclient.ingest.pieces import styles as styles_part
from keyclient.ingest.pieces.odd import Odd
from keyclient.ingest.pieces.share import Task
from keyclient.ingest.scan.parts import BookParts, PartNames, SheetPart, beside, book_parts, workbook_part

if TYPE_CHECKING:
    from keyclient.ingest.scan.formats import ShownStyles


MOST_STYLES = 8 << 20
"""Bytes of the styles, which are read whole; honest ones have some kilobytes."""


class Plan(NamedTuple):
    """What is read of a workbook."""

    path: Path
    sheet: str | None
    """The only sheet to read."""
    book: BookParts
    wanted: tuple[SheetPart, ...]
    """The sheets that are read."""
    task: Task
    shown: "ShownStyles"
    bytes: int
    """Of the XML of the sheets and the shared texts."""
    strings_bytes: int


def plan(path: Path, sheet: str | None) -> Plan:
    """What is to be read. Raises `Odd` for a workbook with charts for sheets or enormous styles, and what a broken package raises."""
    from keyclient.ingest.scan.formats import STYLES, shown_styles

    with zipfile.ZipFile(path) as package:
        book = book_parts(package)
        if book.others or len({item.name for item in book.sheets}) < len(book.sheets):
            raise Odd("sheets")
        wanted = tuple(
            item for item in book.sheets if (item.name == sheet if sheet is not None else not item.hidden)
        )
        parts = [item.part for item in wanted if item.part is not None]
        if len(parts) < len(wanted):
            raise Odd("part")
        names = PartNames(package)
        workbook = workbook_part(names)
        strings, formats = (
            names.find(beside(workbook, name)) or "" for name in (strings_part.NAME, styles_part.NAME)
        )
        if any(
            package.getinfo(part).file_size > MOST_STYLES for part in (formats, names.find(STYLES)) if part
        ):
            raise Odd("styles")
        texts = package.getinfo(strings).file_size if strings else 0
        size = texts + sum(package.getinfo(part).file_size for part in parts)
    shown = shown_styles(path)
    task = Task(str(path.absolute()), parts, strings, formats, sorted(shown.all), book.is_1904)
    return Plan(path, sheet, book, wanted, task, shown, size, texts)
