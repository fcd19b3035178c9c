"""The answer written into a copy of the user's workbook, and the proof that nothing else in it has changed."""

import re
import zipfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import IO

from keyclient.model.label import Label, Lang
from keyclient.model.place import column_letters
from keyclient.model.report import Kind, Report, Sentence, Value
from keyclient.render.writeback.cells import columns_of
from keyclient.render.writeback.package import (
    CONTENT_TYPES,
    changed_parts,
    check_parts,
    unusual,
    write_package,
)
from keyclient.render.writeback.page import page_xml
from keyclient.render.writeback.proof import same_sheet
from keyclient.render.writeback.refusals import CHANGED, CannotKeepError
from keyclient.render.writeback.sheet import Beside, patch_sheet
from keyclient.render.writeback.styles import Formats, formats_of
from keyclient.render.writeback.workbook import (
    DefinedName,
    SheetEntry,
    Workbook,
    free_name,
    open_workbook,
    resolved,
)

_PARTS = "xl/worksheets/keyclient_"
"""Names of the parts of keyclient's own sheets begin with it."""
_OWN_SHEET, _OWN_COLUMNS = re.compile(r"keyclient\.\w+\.sheet"), re.compile(r"keyclient\.\w+\.columns")
_PLACE = re.compile(r"^(?:'((?:[^']|'')+)'|([^'!]+))!(.+)$")
_SHEET = Label("keyclient {command}", "keyclient {command}")
_BESIDE = Label(
    "Beside the customers, on the sheet {sheet}: columns {first} to {last}.",
    "各客户的结果见工作表 {sheet} 的 {first} 至 {last} 列。",
)
FILTERED = Label(
    "The filters and tables of sheet {sheet} do not reach the columns {first} to {last}: extend them before sorting, else "
    "the results stay behind when the customers move.",
    "工作表 {sheet} 的筛选或表格区域不包含 {first} 至 {last} 列：排序前请先扩展区域，否则客户行移动后结果会错位。",
)
SOURCE = "keyclient.source"
"""The name under which a workbook keeps the hash of the one that it was made from."""


@dataclass(frozen=True)
class Addition:
    """What one command adds to a workbook."""

    command: str
    sheet: str
    """The customers' sheet."""
    report: Report
    lang: Lang
    beside: Beside | Callable[[Formats], Beside] | None = None
    """What stands beside the customers, or what makes it for the formats of the workbook."""
    headings: frozenset[str] = frozenset()
    """The headings of this command's columns, in every language."""
    own: Mapping[int, str] | None = None
    """The headings of keyclient's columns that stand in the sheet, by column; None where nobody has looked."""
    notes: tuple[Sentence, ...] = ()
    """What the new sheet says beside the report's own notes."""
    source: str = ""
    """The hash of the workbook that this is a copy of."""


@dataclass(frozen=True)
class Written:
    """What was added, and where it stands."""

    sheet: str
    """The new sheet, or the one of an earlier run that was written anew."""
    part: str
    columns: tuple[int, int] | None
    """First and last of the new columns, from 0."""
    is_filtered: bool
    """Whether the customers' sheet has filters or tables, which do not reach the new columns."""
    touched: frozenset[str]
    """The parts that are not the old ones: the lists of sheets and parts, the customers' sheet, the new sheet."""


@dataclass(frozen=True)
class _Own:
    """What an earlier run of the same command has left."""

    columns: tuple[int, int] | None
    sheet: SheetEntry | None
    others: frozenset[int]
    """Columns of other commands."""


def write_into(source: Path, target: IO[bytes], addition: Addition, base: IO[bytes] | None = None) -> Written:
    """A copy of the workbook with the addition; what the same command has added before gives way to it.

    `base` is the package where that is not the file `source` itself. Raises `CannotKeepError`, and then the target is
    not to be used.
    """
    with zipfile.ZipFile(base or source) as package:
        check_parts(source, package.infolist())
        workbook = open_workbook(source, package)
        entries = workbook.sheets()
        customers = _entry(source, workbook, entries, addition.sheet)
        own = _own(workbook, entries, addition)
        formats = _formats(package, workbook)
        changed: dict[str, object] = {}
        columns, is_filtered = None, False
        beside = addition.beside(formats) if callable(addition.beside) else addition.beside
        if beside is not None:
            patched = patch_sheet(source, package, customers.part, beside, own.columns, own.others)
            columns, is_filtered = (patched.first, patched.last), patched.is_filtered
            changed[customers.part] = patched.pieces
        page = page_xml(
            addition.report,
            addition.lang,
            formats,
            workbook.namespace,
            _notes(addition, columns, is_filtered=is_filtered),
        )
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
    return Written(name, part, columns, is_filtered, frozenset({*changed, *added}))


def prove(
    source: Path, copy: Path, addition: Addition, written: Written, base: IO[bytes] | None = None
) -> None:
    """Holds the copy against the original, byte by byte. Raises `CannotKeepError` with the part that has changed.

    Every part but the lists and the customers' sheet is equal; that sheet has every old cell, row and setting as it
    was, to the byte.
    """
    with zipfile.ZipFile(base or source) as before, zipfile.ZipFile(copy) as after:
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
        if not same_sheet(source, before, after, part, new):
            raise unusual(source, part, CHANGED)


def made_from(package: IO[bytes]) -> str | None:
    """The hash of the workbook that a copy was made from; None unless it is as keyclient has left it.

    Other programs give every part a name of their own when they save a workbook.
    """
    try:
        with zipfile.ZipFile(package) as copy:
            workbook = open_workbook(Path(), copy)
            names, entries = workbook.names(), workbook.sheets()
    except (zipfile.BadZipFile, CannotKeepError, OSError):
        return None
    sheets = [_split(place)[0] for name, place in names.items() if _OWN_SHEET.fullmatch(name)]
    parts = [entry.part for entry in entries if entry.name in sheets]
    is_whole = len(parts) == len(sheets) and all(part.startswith(_PARTS) for part in parts)
    return names.get(SOURCE, "").strip('"') or None if is_whole else None


def _columns_in(columns: tuple[int, int] | None) -> frozenset[int]:
    return frozenset() if columns is None else frozenset(range(columns[0], columns[1] + 1))


def _entry(path: Path, workbook: Workbook, entries: list[SheetEntry], sheet: str) -> SheetEntry:
    found = next((entry for entry in entries if entry.name == sheet), None)
    if found is None:
        raise unusual(path, workbook.part)
    return found


def _own(workbook: Workbook, entries: list[SheetEntry], addition: Addition) -> _Own:
    names = workbook.names()
    sheet, _ = _split(names.get(_sheet_name(addition), ""))
    others = [
        _columns_in(_columns_at(place, addition.sheet))
        for name, place in names.items()
        if _OWN_COLUMNS.fullmatch(name) and name != _columns_name(addition)
    ]
    return _Own(
        _own_columns(names, addition),
        next((entry for entry in entries if entry.name == sheet), None),
        frozenset().union(*others),
    )


def _own_columns(names: Mapping[str, str], addition: Addition) -> tuple[int, int] | None:
    """The columns of the command, by their name; where that is lost, or leads elsewhere, by their headings."""
    named = _columns_at(names.get(_columns_name(addition), ""), addition.sheet)
    if addition.own is None or (named is not None and _columns_in(named) <= addition.own.keys()):
        return named
    headed = sorted(column for column, text in addition.own.items() if text in addition.headings)
    is_block = bool(headed) and headed[-1] - headed[0] + 1 == len(headed)
    return (headed[0], headed[-1]) if is_block else None


def _notes(addition: Addition, columns: tuple[int, int] | None, *, is_filtered: bool) -> tuple[Sentence, ...]:
    if columns is None:
        return addition.notes
    first, last = map(column_letters, columns)
    places = {"sheet": addition.sheet, "first": first, "last": last}
    values = {name: Value(place, Kind.TEXT) for name, place in places.items()}
    filtered = (Sentence(FILTERED, values),) if is_filtered else ()
    return (Sentence(_BESIDE, values), *filtered, *addition.notes)


def _columns_at(place: str, sheet: str) -> tuple[int, int] | None:
    named, reference = _split(place)
    columns = columns_of(reference) if named == sheet else set()
    return (min(columns), max(columns)) if columns else None


def _split(place: str) -> tuple[str, str]:
    match = _PLACE.match(place.replace("&amp;", "&").replace("&apos;", "'"))
    return ("", "") if match is None else ((match[1] or match[2]).replace("''", "'"), match[3])


def _names(addition: Addition, sheet: str, columns: tuple[int, int] | None) -> list[DefinedName]:
    names = [DefinedName(_sheet_name(addition), f"{_quoted(sheet)}!$A$1")]
    if addition.source:
        names.append(DefinedName(SOURCE, f'"{addition.source}"'))
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
    names = (f"{_PARTS}{command}{number}.xml" for number in numbers)
    return next(name for name in names if name.casefold() not in taken)


def _formats(package: zipfile.ZipFile, workbook: Workbook) -> Formats:
    part = resolved(workbook.part, "styles.xml")
    found = formats_of(package.read(part) if part in package.namelist() else None)
    return replace(found, is_1904=workbook.is_1904)
