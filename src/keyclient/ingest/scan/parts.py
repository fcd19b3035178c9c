"""Which part of a package holds which sheet."""

import xml.etree.ElementTree as ET
import zipfile
from pathlib import PurePosixPath
from typing import NamedTuple

from keyclient.model.record import dataclass

MOST_BYTES = 32 << 20
"""The parts that list the sheets and their relations are read whole; honest ones have a few kilobytes."""
_REL = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_STRICT_REL = "{http://purl.oclc.org/ooxml/officeDocument/relationships}id"
_WORKSHEET = "/worksheet"
_RELATIONS = "_rels/.rels"
_USUAL = ("xl/workbook.xml", "xl/workbook.bin")


class SheetMissing(Exception):
    """The workbook lists a sheet that is missing from the package."""

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.name = name


@dataclass(frozen=True)
class SheetPart:
    """One sheet of the workbook."""

    name: str
    hidden: bool
    part: str | None
    """The name of the part in the package; None if it is missing."""


class PartNames:
    """The parts of a package by name, however spelled: with backslashes, a leading slash, in any case."""

    def __init__(self, package: zipfile.ZipFile, most_bytes: int = MOST_BYTES) -> None:
        self._package, self._most_bytes = package, most_bytes
        self._names = {folded(name): name for name in package.namelist()}

    def find(self, name: str) -> str | None:
        """The name as the package spells it; None if there is no such part."""
        return self._names.get(folded(name))

    def read(self, name: str) -> bytes:
        """A whole small part. Raises `KeyError` if there is none, `ValueError` for a large one."""
        found = self._names[folded(name)]
        if self._package.getinfo(found).file_size > self._most_bytes:
            raise ValueError("part")
        return self._package.read(found)


class BookParts(NamedTuple):
    """What a workbook declares."""

    sheets: list[SheetPart]
    is_1904: bool
    """Whether dates count from 1904."""
    others: int = 0
    """Sheets that are none of cells: charts, and those that have no part."""


def book_parts(package: zipfile.ZipFile) -> BookParts:
    """The worksheets of an .xlsx, from the workbook and its relations, without charts and macro sheets."""
    names = PartNames(package)
    book = workbook_part(names)
    sheets_of = related_parts(names, book)
    sheets, is_1904, others = [], False, 0
    for item in ET.fromstring(names.read(book)).iter():
        match item.tag.rpartition("}")[2]:
            case "workbookPr":
                is_1904 = item.get("date1904") in ("1", "true")
            case "sheet":
                hidden = item.get("state", "visible") != "visible"
                relation = item.get(_REL) or item.get(_STRICT_REL) or ""
                if relation in sheets_of:
                    sheets.append(SheetPart(item.get("name", ""), hidden, names.find(sheets_of[relation])))
                else:
                    others += 1
    return BookParts(sheets, is_1904, others)


def workbook_part(names: PartNames) -> str:
    """The part of the workbook itself; the usual one if the package does not relate it."""
    if names.find(_RELATIONS) is not None:
        for item in ET.fromstring(names.read(_RELATIONS)):
            if item.get("Type", "").endswith("/officeDocument"):
                return item.get("Target", "").replace("\\", "/").lstrip("/")
    return next(filter(names.find, _USUAL), _USUAL[0])


def beside(part: str, name: str) -> str:
    """The part of another name in the same folder."""
    return part[: part.rfind("/") + 1] + name


def related_parts(names: PartNames, book: str) -> dict[str, str]:
    """The worksheets related to the workbook, by relation id."""
    return related(names, book, _WORKSHEET)


def related(names: PartNames, part: str, kind: str) -> dict[str, str]:
    """The parts of one kind that are related to a part, by relation id. Raises `KeyError` if it is related to nothing."""
    folder = PurePosixPath(part).parent
    relations = ET.fromstring(names.read(f"{folder}/_rels/{PurePosixPath(part).name}.rels"))
    return {
        item.get("Id", ""): _resolved(folder, item.get("Target", ""))
        for item in relations
        if item.get("Type", kind).endswith(kind)
    }


def _resolved(folder: PurePosixPath, target: str) -> str:
    target = target.replace("\\", "/")
    if target.startswith("/"):
        return target.lstrip("/")
    parts: list[str] = []
    for step in (folder / target).parts:
        if step == "..":
            parts = parts[:-1]
        elif step != ".":
            parts.append(step)
    return "/".join(parts)


def folded(name: str) -> str:
    """The name of a part in the form in which parts are compared."""
    return name.replace("\\", "/").lstrip("/").removeprefix("./").lower()
