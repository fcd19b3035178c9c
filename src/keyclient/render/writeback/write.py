"""The answer written into a copy of the user's workbook, and the proof that nothing else in it has changed."""

import re
import zipfile
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from keyclient.model.label import Label, Lang
from keyclient.model.report import Report
from keyclient.render.writeback.package import (
    changed_parts,
    check_parts,
    unusual,
    write_package,
)
from keyclient.render.writeback.page import page_xml
from keyclient.render.writeback.refusals import CHANGED
from keyclient.render.writeback.sheet import Beside, column_letters, columns_of, digest, patch_sheet
from keyclient.render.writeback.styles import Formats, formats_of
from keyclient.render.writeback.workbook import (
    CONTENT_TYPES,
    DefinedName,
    SheetEntry,
    Workbook,
    free_name,
    open_workbook,
    resolved,
)

_PLACE = re.compile(r"^(?:'((?:[^']|'')+)'|([^'!]+))!(.+)$")
_SHEET = Label("keyclient {command}", "keyclient {command}")


@dataclass(frozen=True)
class Addition:
    """What one command adds to a workbook."""

    command: str
    sheet: str
    """The customers' sheet."""
    report: Report
    lang: Lang
    beside: Beside | None = None


@dataclass(frozen=True)
class Written:
    """What was added, and where it stands."""

    sheet: str
    """The new sheet, or the one of an earlier run that was written anew."""
    part: str
    columns: tuple[int, int] | None
    """First and last of the new columns, from 0."""
    touched: frozenset[str]
    """The parts that are not the old ones: the lists of sheets and parts, the customers' sheet, the new sheet."""


@dataclass(frozen=True)
class _Own:
    """What an earlier run of the same command has left."""

    columns: tuple[int, int] | None
    sheet: SheetEntry | None


def write_into(source: Path, target: IO[bytes], addition: Addition) -> Written:
    """A copy of the workbook with the addition; what the same command has added before gives way to it.

    Raises `CannotKeepError`, and then the target is not to be used.
    """
    with zipfile.ZipFile(source) as package:
        check_parts(source, package)
        workbook = open_workbook(source, package)
        entries = workbook.sheets()
        customers = _entry(source, workbook, entries, addition.sheet)
        own = _own(workbook, entries, addition)
        formats = _formats(package, workbook)
        changed: dict[str, object] = {}
        columns = None
        if addition.beside is not None:
            patched = patch_sheet(source, package, customers.part, addition.beside, own.columns)
            columns, changed[customers.part] = (patched.first, patched.last), patched.pieces
        page = page_xml(addition.report, addition.lang, formats)
        if own.sheet is not None:
            name, part = own.sheet.name, own.sheet.part
            changed[part], added = [page], {}
        else:
            name = free_name(
                _SHEET.say(addition.lang, {"command": addition.command}), [entry.name for entry in entries]
            )
            part = _free_part(package, addition.command)
            workbook, added = workbook.with_sheets([name], [part]), {part: page}
        workbook = workbook.with_names(_names(addition, name, columns))
        changed |= {workbook.part: [workbook.xml]}
        if added:
            changed |= {workbook.relations_part: [workbook.relations], CONTENT_TYPES: [workbook.types]}
        write_package(package, target, changed, added)  # type: ignore[arg-type]
    return Written(name, part, columns, frozenset({*changed, *added}))


def prove(source: Path, copy: Path, addition: Addition, written: Written) -> None:
    """Holds the copy against the original, byte by byte. Raises `CannotKeepError` with the part that has changed.

    Every part but the lists and the customers' sheet is equal; that sheet has every old cell as it was, to the byte.
    """
    with zipfile.ZipFile(source) as before, zipfile.ZipFile(copy) as after:
        lost = [part for part in changed_parts(before, after) if part not in written.touched]
        if lost:
            raise unusual(source, ", ".join(lost), CHANGED)
        if written.columns is None:
            return
        workbook = open_workbook(source, before)
        entries = workbook.sheets()
        part = _entry(source, workbook, entries, addition.sheet).part
        own = _own(workbook, entries, addition).columns
        new = _columns_in(own) | _columns_in(written.columns)
        if digest(source, before, part, new) != digest(source, after, part, new):
            raise unusual(source, part, CHANGED)


def _columns_in(columns: tuple[int, int] | None) -> frozenset[int]:
    return frozenset() if columns is None else frozenset(range(columns[0], columns[1] + 1))


def _entry(path: Path, workbook: Workbook, entries: list[SheetEntry], sheet: str) -> SheetEntry:
    found = next((entry for entry in entries if entry.name == sheet), None)
    if found is None:
        raise unusual(path, workbook.part)
    return found


def _own(workbook: Workbook, entries: list[SheetEntry], addition: Addition) -> _Own:
    names = workbook.names()
    columns = _columns_at(names.get(_columns_name(addition), ""), addition.sheet)
    sheet, _ = _split(names.get(_sheet_name(addition), ""))
    return _Own(columns, next((entry for entry in entries if entry.name == sheet), None))


def _columns_at(place: str, sheet: str) -> tuple[int, int] | None:
    named, reference = _split(place)
    columns = columns_of(reference) if named == sheet else set()
    return (min(columns), max(columns)) if columns else None


def _split(place: str) -> tuple[str, str]:
    match = _PLACE.match(place.replace("&amp;", "&").replace("&apos;", "'"))
    return ("", "") if match is None else ((match[1] or match[2]).replace("''", "'"), match[3])


def _names(addition: Addition, sheet: str, columns: tuple[int, int] | None) -> list[DefinedName]:
    names = [DefinedName(_sheet_name(addition), f"{_quoted(sheet)}!$A$1")]
    if columns is not None:
        first, last = map(column_letters, columns)
        names.append(DefinedName(_columns_name(addition), f"{_quoted(addition.sheet)}!${first}:${last}"))
    return names


def _columns_name(addition: Addition) -> str:
    return f"keyclient.{addition.command}.columns"


def _sheet_name(addition: Addition) -> str:
    return f"keyclient.{addition.command}.sheet"


def _quoted(sheet: str) -> str:
    return "'" + sheet.replace("'", "''") + "'"


def _free_part(package: zipfile.ZipFile, command: str) -> str:
    taken = {name.casefold() for name in package.namelist()}
    numbers = range(1, len(taken) + 2)
    names = (f"xl/worksheets/keyclient_{command}{number}.xml" for number in numbers)
    return next(name for name in names if name.casefold() not in taken)


def _formats(package: zipfile.ZipFile, workbook: Workbook) -> Formats:
    part = resolved(workbook.part, "styles.xml")
    return formats_of(package.read(part) if part in package.namelist() else None)
