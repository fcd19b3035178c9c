"""The hidden names by which a later run finds what keyclient has written into a workbook."""

import re
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from keyclient.model.place import column_letters
from keyclient.render.writeback.addition import Addition
from keyclient.render.writeback.cells import columns_of
from keyclient.render.writeback.package import unusual
from keyclient.render.writeback.refusals import MISSING, CannotKeepError
from keyclient.render.writeback.workbook import DefinedName, SheetEntry, WorkbookLists, open_workbook

PART_PREFIX = "xl/worksheets/keyclient_"
"""The beginning of the part names of keyclient's own sheets."""
_OWN_SHEET, _OWN_COLUMNS = re.compile(r"keyclient\.\w+\.sheet"), re.compile(r"keyclient\.\w+\.columns")
_PLACE = re.compile(r"^(?:'((?:[^']|'')+)'|([^'!]+))!(.+)$")
SOURCE = "keyclient.source"
"""The name under which a workbook keeps the hash of the workbook it was made from."""


@dataclass(frozen=True)
class EarlierRun:
    """What an earlier run of the same command left in the workbook."""

    columns: tuple[int, int] | None
    sheet: SheetEntry | None
    others: frozenset[int]
    """The columns of other commands."""


def earlier_run(workbook: WorkbookLists, entries: list[SheetEntry], addition: Addition) -> EarlierRun:
    """What an earlier run of the same command has left in the workbook."""
    names = workbook.names()
    sheet, _ = _split_reference(names.get(_sheet_name(addition), ""))
    others = [
        columns_between(_columns_at(place, addition.sheet))
        for name, place in names.items()
        if _OWN_COLUMNS.fullmatch(name) and name != _columns_name(addition)
    ]
    return EarlierRun(
        _earlier_columns(names, addition),
        next((entry for entry in entries if entry.name == sheet), None),
        frozenset().union(*others),
    )


def source_hash(package: IO[bytes]) -> str | None:
    """The hash of the workbook a copy was made from; None if it was changed after keyclient wrote it.

    Other programs rename the parts when they save a workbook.
    """
    try:
        with zipfile.ZipFile(package) as copy:
            workbook = open_workbook(Path(), copy)
            names, entries = workbook.names(), workbook.sheets()
    except (zipfile.BadZipFile, CannotKeepError, OSError):
        return None
    sheets = [_split_reference(place)[0] for name, place in names.items() if _OWN_SHEET.fullmatch(name)]
    parts = [entry.part for entry in entries if entry.name in sheets]
    is_whole = len(parts) == len(sheets) and all(part.startswith(PART_PREFIX) for part in parts)
    return names.get(SOURCE, "").strip('"') or None if is_whole else None


def names_of(addition: Addition, sheet: str, columns: tuple[int, int] | None) -> list[DefinedName]:
    """The hidden names of an addition: its sheet, the source and its columns."""
    names = [DefinedName(_sheet_name(addition), f"{_quoted(sheet)}!$A$1")]
    if addition.source:
        names.append(DefinedName(SOURCE, f'"{addition.source}"'))
    if columns is not None:
        first, last = map(column_letters, columns)
        names.append(DefinedName(_columns_name(addition), f"{_quoted(addition.sheet)}!${first}:${last}"))
    return names


def sheet_entry(path: Path, entries: list[SheetEntry], sheet: str) -> SheetEntry:
    """The entry of a sheet by its name. Raises `CannotKeepError` if there is none."""
    found = next((entry for entry in entries if entry.name == sheet and entry.part), None)
    if found is None:
        raise unusual(path, sheet, MISSING)
    return found


def columns_between(columns: tuple[int, int] | None) -> frozenset[int]:
    """The columns from the first to the last; empty for None."""
    return frozenset() if columns is None else frozenset(range(columns[0], columns[1] + 1))


def _earlier_columns(names: Mapping[str, str], addition: Addition) -> tuple[int, int] | None:
    """The columns of the command, found by their name or, if that is lost or wrong, by their headings."""
    named = _columns_at(names.get(_columns_name(addition), ""), addition.sheet)
    if addition.own is None or (named is not None and columns_between(named) <= addition.own.keys()):
        return named
    headed = sorted(column for column, text in addition.own.items() if text in addition.headings)
    is_block = bool(headed) and headed[-1] - headed[0] + 1 == len(headed)
    return (headed[0], headed[-1]) if is_block else None


def _columns_at(place: str, sheet: str) -> tuple[int, int] | None:
    named, reference = _split_reference(place)
    columns = columns_of(reference) if named == sheet else set()
    return (min(columns), max(columns)) if columns else None


def _split_reference(place: str) -> tuple[str, str]:
    match = _PLACE.match(place.replace("&amp;", "&").replace("&apos;", "'"))
    return ("", "") if match is None else ((match[1] or match[2]).replace("''", "'"), match[3])


def _columns_name(addition: Addition) -> str:
    return f"keyclient.{addition.command}.columns"


def _sheet_name(addition: Addition) -> str:
    return f"keyclient.{addition.command}.sheet"


def _quoted(sheet: str) -> str:
    return "'" + sheet.replace("'", "''") + "'"
