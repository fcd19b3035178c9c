"""Writes a result into a copy of the user's workbook."""

import zipfile
from dataclasses import replace
from pathlib import Path
from typing import IO

from keyclient.model.label import Label
from keyclient.model.place import column_letters
from keyclient.model.report import Kind, Sentence, Value
from keyclient.render.writeback.addition import Addition, Written
from keyclient.render.writeback.earlier import PART_PREFIX, earlier_run, names_of, sheet_entry
from keyclient.render.writeback.look import with_look
from keyclient.render.writeback.package import check_parts, spelled, write_package
from keyclient.render.writeback.page import page_xml
from keyclient.render.writeback.sheet import patch_sheet
from keyclient.render.writeback.styles import formats_of
from keyclient.render.writeback.workbook import free_name, open_workbook, resolved

_SHEET = Label("keyclient {command}", "keyclient {command}")
_BESIDE = Label(
    "Results for each customer: columns {first} to {last} of sheet {sheet}.",
    "各客户的结果见工作表 {sheet} 的 {first} 至 {last} 列。",
)
FILTERED = Label(
    "The filters and tables of sheet {sheet} do not include columns {first} to {last}: extend them before "
    "sorting, or the results will not move with the customers.",
    "工作表 {sheet} 的筛选或表格区域不包含 {first} 至 {last} 列：排序前请先扩展区域，否则客户行移动后结果会错位。",
)


def write_into(source: Path, target: IO[bytes], addition: Addition, base: IO[bytes] | None = None) -> Written:
    """Write a copy of the workbook with the addition, which replaces what the same command added earlier.

    `base` is the package if it is not the file `source` itself. Raises `CannotKeepError`; the target must then not be
    used.
    """
    with zipfile.ZipFile(base or source) as package:
        check_parts(source, package.infolist())
        workbook = open_workbook(source, package)
        entries = workbook.sheets()
        customers = sheet_entry(source, entries, addition.sheet)
        own = earlier_run(workbook, entries, addition)
        styles_part = spelled(package, resolved(workbook.part, "styles.xml"))
        styles = None if styles_part is None else package.read(styles_part)
        formats = replace(formats_of(styles), is_1904=workbook.is_1904)
        grown, look = with_look(styles, addition.lang)
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
            look,
        )
        if styles_part is not None and grown is not None and grown != styles:
            changed[styles_part] = [grown]
        if own.sheet is not None:
            name, part = own.sheet.name, own.sheet.part
            changed[part], added = [page], {}
        else:
            name = free_name(
                _SHEET.say(addition.lang, {"command": addition.command}), [entry.name for entry in entries]
            )
            part = _unused_part(package, addition.command)
            workbook, added = workbook.with_sheets([name], [part]), {part: page}
        workbook = workbook.with_names(names_of(addition, name, columns))
        changed |= {workbook.part: [workbook.xml]}
        if added:
            changed |= {
                workbook.relations_part: [workbook.relations],
                workbook.types_part: [workbook.types],
            }
        write_package(package, target, changed, added)  # type: ignore[arg-type]
    return Written(name, part, columns, is_filtered, frozenset({*changed, *added}))


def _notes(addition: Addition, columns: tuple[int, int] | None, *, is_filtered: bool) -> tuple[Sentence, ...]:
    if columns is None:
        return addition.notes
    first, last = map(column_letters, columns)
    places = {"sheet": addition.sheet, "first": first, "last": last}
    values = {name: Value(place, Kind.TEXT) for name, place in places.items()}
    filtered = (Sentence(FILTERED, values),) if is_filtered else ()
    return (Sentence(_BESIDE, values), *filtered, *addition.notes)


def _unused_part(package: zipfile.ZipFile, command: str) -> str:
    taken = {name.casefold() for name in package.namelist()}
    numbers = range(1, len(taken) + 2)
    names = (f"{PART_PREFIX}{command}{number}.xml" for number in numbers)
    return next(name for name in names if name.casefold() not in taken)
