"""The scan of a whole workbook, independent of its parser, for the formats that have one."""

import zipfile
from bisect import bisect_right
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path

from keyclient.ingest.base.file_kinds import FileKind
from keyclient.ingest.base.grid import Marks
from keyclient.ingest.base.row_marks import Formulas, TableTotals
from keyclient.ingest.cells.number_format import NumberFormat
from keyclient.ingest.scan.clock import Clock
from keyclient.ingest.scan.package import check_parts
from keyclient.ingest.scan.parts import BookParts, SheetMissing, book_parts

Look = Callable[[Path, str, Clock], Marks]
"""The scan of the part of one sheet."""


def look(
    path: Path, kind: FileKind, sheet: str | None, clock: Clock, *, carefully: bool = False
) -> dict[str, Marks]:
    """What the scan found in every sheet to be read, by name; empty for formats without a scan.

    `carefully`: element by element, if the format has such a scan, for rows out of order. Other parts of a
    package are read for their checksum. Raises what the standard library raises for a broken
    package, `SheetMissing`, `OutsideGrid`, `OutOfTime`, `Refused` and `DeclaresDocumentType`.
    """
    match kind:
        case FileKind.XLSX:
            found = _sheets(path, book_parts, _ooxml_look(carefully=carefully), sheet, clock)
            return {name: _with_more(path, part, marks) for name, (part, marks) in found.items()}
        case FileKind.XLSB:
            from keyclient.ingest.scan.binary import binary_parts, look_at_binary_sheet

            found = _sheets(path, binary_parts, look_at_binary_sheet, sheet, clock)
            return {name: _with_more_binary(path, part, marks) for name, (part, marks) in found.items()}
        case FileKind.ODS | FileKind.FODS:
            return _document(path, kind, clock)
    return {}


def complete(path: Path, part: str, marks: Marks, formulas: Sequence[Sequence[int]]) -> Marks:
    """The marks of an .xlsx sheet that was read in pieces, with what stands in other parts or is seldom needed.

    `formulas`: the runs of rows with a formula, each as its first row and the row behind its last. Raises what expat and
    `zipfile` raise for broken metadata.
    """
    marks = _without_pictures(path, marks)
    ends = [end for _, end in formulas]

    def has_formula(row: int) -> bool:
        at = bisect_right(ends, row)
        return at < len(formulas) and formulas[at][0] <= row

    @cache
    def found(rows: Collection[int]) -> Formulas:
        from keyclient.ingest.scan.formulas import formulas_of

        return formulas_of(path, part, rows) if any(map(has_formula, rows)) else {}

    later = replace(marks.rows, totals=_totals(path, part), formulas=lambda rows: found(frozenset(rows)))
    return replace(marks, rows=later)


def _totals(path: Path, part: str) -> Callable[[], tuple[TableTotals, ...]]:
    @cache
    def totals() -> tuple[TableTotals, ...]:
        from keyclient.ingest.scan.tables import table_totals

        return table_totals(path, part)

    return totals


def _with_more(path: Path, part: str, marks: Marks) -> Marks:
    """The marks of an .xlsx sheet with what is looked for only when it is needed."""

    @cache
    def formatted() -> Mapping[tuple[int, NumberFormat], list[int]]:
        from keyclient.ingest.scan.formats import formatted_numbers

        return formatted_numbers(path, part)

    @cache
    def dates() -> Mapping[int, list[int]]:
        from keyclient.ingest.scan.formats import dates_as_numbers

        return dates_as_numbers(path, part)

    @cache
    def formulas(rows: Collection[int]) -> Formulas:
        from keyclient.ingest.scan.formulas import formulas_of

        return formulas_of(path, part, rows)

    rows = replace(marks.rows, totals=_totals(path, part), formulas=lambda rows: formulas(frozenset(rows)))
    return replace(marks, formatted=formatted, dates=dates, rows=rows)


def _with_more_binary(path: Path, part: str, marks: Marks) -> Marks:
    """The same for an .xlsb sheet."""

    @cache
    def formatted() -> Mapping[tuple[int, NumberFormat], list[int]]:
        from keyclient.ingest.scan.binary_formats import formatted_binary_numbers

        return formatted_binary_numbers(path, part)

    @cache
    def totals() -> tuple[TableTotals, ...]:
        from keyclient.ingest.scan.tables import binary_table_totals

        return binary_table_totals(path, part)

    return replace(marks, formatted=formatted, rows=replace(marks.rows, totals=totals))


def _ooxml_look(*, carefully: bool) -> Look:
    if carefully:
        from keyclient.ingest.scan.careful import look_carefully

        return look_carefully
    from keyclient.ingest.scan.sheets import look_at_sheet

    return look_at_sheet


def _sheets(
    path: Path,
    parts: Callable[[zipfile.ZipFile], BookParts],
    look_at: Look,
    sheet: str | None,
    clock: Clock,
) -> dict[str, tuple[str, Marks]]:
    """The part and the marks of every sheet to be read, by name."""
    with zipfile.ZipFile(path) as package:
        book = parts(package)
    parts_of = _wanted(book, sheet)
    found = {name: _without_pictures(path, look_at(path, part, clock)) for name, part in parts_of.items()}
    only_exact = check_parts(path, set(parts_of.values()), clock.check)
    return {
        name: (
            parts_of[name],
            replace(marks, is_1904=book.is_1904, only_exact=only_exact or marks.only_exact),
        )
        for name, marks in found.items()
    }


def _without_pictures(path: Path, marks: Marks) -> Marks:
    """The marks of a sheet without the errors in whose place a picture or a data type is shown."""
    if not marks.rich:
        return marks
    from keyclient.ingest.scan.rich_values import error_values

    with zipfile.ZipFile(path) as package:
        wrong = error_values(package)
    shown = {spot for spot, number in marks.rich.items() if number not in wrong}
    return replace(marks, errors={spot: text for spot, text in marks.errors.items() if spot not in shown})


def _document(path: Path, kind: FileKind, clock: Clock) -> dict[str, Marks]:
    from keyclient.ingest.scan.odf import CONTENT, look_at_document

    if kind is FileKind.FODS:
        return look_at_document(path, None, clock)
    check_parts(path, {CONTENT}, clock.check)
    return look_at_document(path, CONTENT, clock)


def _wanted(book: BookParts, sheet: str | None) -> dict[str, str]:
    """The parts of the sheets to be read, by name. Raises `SheetMissing`."""
    parts = {}
    for item in book.sheets:
        if item.name == sheet if sheet is not None else not item.hidden:
            if item.part is None:
                raise SheetMissing(item.name)
            parts[item.name] = item.part
    return parts
