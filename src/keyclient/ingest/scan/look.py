"""The second look at a whole workbook, beside its parser: whichever format has one."""

import zipfile
from dataclasses import replace
from pathlib import Path

from keyclient.ingest.grid import Marks
from keyclient.ingest.kinds import FileKind
from keyclient.ingest.package import check_parts
from keyclient.ingest.scan.binary import binary_parts, look_at_binary_sheet
from keyclient.ingest.scan.careful import look_carefully
from keyclient.ingest.scan.clock import Clock
from keyclient.ingest.scan.odf import look_at_document
from keyclient.ingest.scan.parts import SheetPart, book_parts
from keyclient.ingest.scan.sheets import look_at_sheet

_LOOKS = {FileKind.XLSX: (book_parts, look_at_sheet), FileKind.XLSB: (binary_parts, look_at_binary_sheet)}


def look(
    path: Path, kind: FileKind, sheet: str | None, clock: Clock, *, carefully: bool = False
) -> dict[str, Marks]:
    """What a look saw of every sheet that is to be read, by name; nothing for formats without one.

    `carefully`: element by element, where the format has such a look, for rows that are not in order.

    Parts of a package that are not looked at are read for their checksum. Raises what the standard library raises
    for a broken package, `OutsideGrid`, `OutOfTime`, `Refused` and `DeclaresDocumentType`.
    """
    if kind is FileKind.ODS:
        check_parts(path, {"content.xml"}, clock.check)
        return look_at_document(path, "content.xml", clock)
    if kind is FileKind.FODS:
        return look_at_document(path, None, clock)
    if kind not in _LOOKS:
        return {}
    parts, look_at = _LOOKS[kind]
    if carefully and kind is FileKind.XLSX:
        look_at = look_carefully
    with zipfile.ZipFile(path) as package:
        book = parts(package)
    wanted = [part for part in book.sheets if _is_wanted(part, sheet)]
    found = {part.name: look_at(path, part.part, clock) for part in wanted}
    only_exact = check_parts(path, {part.part for part in wanted}, clock.check)
    return {
        name: replace(marks, is_1904=book.is_1904, only_exact=only_exact or marks.only_exact)
        for name, marks in found.items()
    }


def _is_wanted(part: SheetPart, sheet: str | None) -> bool:
    return part.name == sheet if sheet is not None else not part.hidden
