"""What an .xlsb says about all its sheets: their names and parts, the shared texts, and which styles show dates."""

import posixpath
import xml.etree.ElementTree as ET
import zipfile
from datetime import datetime
from typing import NamedTuple

from keyclient.ingest.child.records import number_at, records, text_at

_BOOK, _SHEET, _TEXT = 153, 156, 19
_FORMAT, _STYLES_BEGIN, _STYLES_END, _STYLE = 44, 617, 618, 47


Relation = tuple[str, str, str]
"""Its id, the last word of its type, and the part it leads to."""


class Part(NamedTuple):
    """A sheet and its part of the package."""

    name: str
    hidden: bool
    name_in_package: str


class Formats(NamedTuple):
    """The styles of cells by number: whether they show a date, or a length of time."""

    dates: frozenset[int]
    lengths: frozenset[int]
    is_1904: bool

    def dated(self, value: float, style: int) -> str | None:
        """A number as the date that is shown; None where none is shown, or it cannot be one."""
        if style not in self.dates:
            return None
        from openpyxl.utils.datetime import MAC_EPOCH, WINDOWS_EPOCH, from_excel

        epoch = MAC_EPOCH if self.is_1904 else WINDOWS_EPOCH
        try:
            moment = from_excel(value, epoch, timedelta=style in self.lengths)
        except (ValueError, OverflowError):
            return None
        return str(moment.replace(microsecond=0) if isinstance(moment, datetime) else moment)


class BinaryBook(NamedTuple):
    """A workbook without its cells."""

    sheets: list[Part]
    texts: list[str]
    formats: Formats


def read_book(package: zipfile.ZipFile) -> BinaryBook:
    """The workbook of a package. Raises `KeyError` where a part is missing, `ValueError` where one is broken."""
    names = {_folded(name): name for name in package.namelist()}
    start = _relations(package, names, "_rels/.rels", "")
    book = next((part for _, kind, part in start if kind == "officeDocument"), "xl/workbook.bin")
    folder, name = posixpath.split(book)
    related = _relations(package, names, f"{folder}/_rels/{name}.rels", folder)
    targets = {relation: part for relation, kind, part in related if kind == "worksheet"}
    sheets, is_1904 = [], False
    for kind, data in _records(package, names, book):
        if kind == _BOOK:
            is_1904 = bool(data[0] & 1)
        elif kind == _SHEET:
            relation, end = text_at(data, 8)
            if (target := targets.get(relation)) is not None:
                sheets.append(
                    Part(text_at(data, end)[0], bool(number_at(data, 0) & 3), names[_folded(target)])
                )
    texts = [
        text_at(data, 1)[0]
        for part in _of_kind(related, "sharedStrings")
        for kind, data in _records(package, names, part)
        if kind == _TEXT
    ]
    styles = _of_kind(related, "styles")
    return BinaryBook(sheets, texts, _formats(package, names, styles, is_1904=is_1904))


def _formats(package: zipfile.ZipFile, names: dict[str, str], parts: list[str], *, is_1904: bool) -> Formats:
    from openpyxl.styles.numbers import BUILTIN_FORMATS, is_date_format, is_timedelta_format

    codes = dict(BUILTIN_FORMATS)
    styles: list[int] = []
    is_inside = False
    for part in parts:
        for kind, data in _records(package, names, part):
            if kind == _FORMAT:
                codes[int.from_bytes(data[:2], "little")] = text_at(data, 2)[0]
            elif kind in (_STYLES_BEGIN, _STYLES_END):
                is_inside = kind == _STYLES_BEGIN
            elif kind == _STYLE and is_inside:
                styles.append(int.from_bytes(data[2:4], "little"))
    shown = [codes.get(number, "") for number in styles]
    dates = frozenset(at for at, code in enumerate(shown) if is_date_format(code))
    return Formats(dates, frozenset(at for at in dates if is_timedelta_format(shown[at])), is_1904)


def _records(package: zipfile.ZipFile, names: dict[str, str], part: str) -> list[tuple[int, bytes]]:
    return list(records(iter([package.read(names[_folded(part)])])))


def _relations(package: zipfile.ZipFile, names: dict[str, str], part: str, folder: str) -> list[Relation]:
    if _folded(part) not in names:
        return []
    return [
        (
            item.get("Id", ""),
            item.get("Type", "").rpartition("/")[2],
            posixpath.normpath(posixpath.join("/", folder, item.get("Target", "").replace("\\", "/"))),
        )
        for item in ET.fromstring(package.read(names[_folded(part)]))
    ]


def _of_kind(related: list[Relation], wanted: str) -> list[str]:
    return [part for _, kind, part in related if kind == wanted]


def _folded(name: str) -> str:
    return name.replace("\\", "/").lstrip("/").removeprefix("./").lower()
