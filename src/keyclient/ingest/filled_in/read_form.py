"""A plan or a list of calls as people gave it back: one row a line, whatever the sheets it stood on."""

import datetime as dt
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from keyclient.ingest.cells.plain import folded
from keyclient.ingest.filled_in.copies import Copy, one_line
from keyclient.ingest.filled_in.day import day_of
from keyclient.ingest.filled_in.deleted import not_deleted
from keyclient.ingest.filled_in.form_cells import Reading
from keyclient.ingest.filled_in.form_rows import FormRows, Place, form_rows
from keyclient.ingest.filled_in.form_sheet import FormSheet, form_sheets
from keyclient.ingest.filled_in.handed_out import HandedOut, handed_out
from keyclient.ingest.filled_in.placed import identity, placed
from keyclient.ingest.filled_in.worked_out import worked_out_changed
from keyclient.ingest.source.opening import Cells
from keyclient.model.filled_in import FilledIn, FilledRow, FormKind
from keyclient.model.forms import EDITABLE, FORM_COLUMNS
from keyclient.model.issue import Issue
from keyclient.model.label import listed
from keyclient.model.rules.filled_in import ColumnsMissing, ColumnsNotCarried, HandedOutUnknown

if TYPE_CHECKING:
    from keyclient.policy.parts.read import ReadPolicy


def forms_in(cells: Cells, limits: "ReadPolicy") -> tuple[FilledIn, ...]:
    """The forms that a file holds, one of each kind; empty where it holds none. Raises what reading a book raises."""
    sheets = form_sheets(cells.grids)
    kinds = list(dict.fromkeys(sheet.kind for sheet in sheets))
    given = handed_out(cells, kinds, limits) if kinds else {}
    return tuple(_form(cells, kind, sheets, given[kind], limits) for kind in kinds)


def _form(
    cells: Cells, kind: FormKind, sheets: Sequence[FormSheet], given: HandedOut, limits: "ReadPolicy"
) -> FilledIn:
    book = Path(cells.path).name
    own = sorted((sheet for sheet in sheets if sheet.kind is kind), key=lambda one: -len(one.columns))
    near = day_of(own, given.lines)
    pages = [
        form_rows(
            Place(book, sheet),
            Reading(kind, limits.date_order, sheet.grid.marks.is_1904, near),
            given.lines,
        )
        for sheet in own
    ]
    issues = [issue for page in pages for issue in page.issues]
    copies = placed(pages, given, kind, issues)
    issues += worked_out_changed(book, copies, given.lines, kind)
    rows = []
    for line, found in copies.items():
        one = one_line(found, given.lines.get(line), kind)
        rows.append(one.row)
        issues += one.issues
    if kind is FormKind.PLAN:
        kept = not_deleted(pages, given, rows)
        rows, issues = [*kept.rows], [*issues, *kept.issues]
    rows += _added(pages, kind)
    if kind is FormKind.CALLS:
        rows = [_with_day(row, near) for row in rows]
    issues += _about_file(book, own, given)
    return FilledIn(
        kind, str(cells.path), cells.sha256, tuple(rows), given.lines, _still_out(given, rows), tuple(issues)
    )


def _with_day(row: FilledRow, near: dt.date | None) -> FilledRow:
    """A row of a list with the day of the list where it says none."""
    if near is None or row.day("listed_on") is not None:
        return row
    return replace(row, cells={**row.cells, "listed_on": near})


def _added(pages: Sequence[FormRows], kind: FormKind) -> Iterator[FilledRow]:
    """The rows that people added; one that they wrote on several sheets is one."""
    same: dict[tuple[str, ...], list[Copy]] = {}
    for page in pages:
        counts: Counter[tuple[str, ...]] = Counter()
        for row in page.added:
            said = (*identity(row), folded(row.text("criterion") or ""))
            counts[said] += 1
            same.setdefault((*said, str(counts[said])), []).append(Copy(row, page.place.book))
    for copies in same.values():
        yield one_line(copies, None, kind).row


def _still_out(given: HandedOut, rows: Sequence[FilledRow]) -> tuple[str, ...]:
    """The lines deleted before, without those that people have put back."""
    back = {row.line for row in rows}
    return tuple(line for line in given.remembered if line not in back)


def _about_file(book: str, sheets: Sequence[FormSheet], given: HandedOut) -> Iterator[Issue]:
    further = list(dict.fromkeys(heading for sheet in sheets for heading in sheet.further))
    if further:
        yield ColumnsNotCarried(book=book, columns=listed(f"“{heading}”" for heading in further))
    for sheet in sheets:
        gone = [column.label for column in FORM_COLUMNS[sheet.kind] if _is_gone(column.key, sheet)]
        if gone:
            place = sheet.grid.address(sheet.heading, None)
            yield ColumnsMissing(place, book=book, columns=listed(gone))
    if not given.lines and sheets[0].kind is FormKind.PLAN:
        yield HandedOutUnknown(book=book)


def _is_gone(key: str, sheet: FormSheet) -> bool:
    """Whether a sheet lacks a column that people fill in."""
    return key in EDITABLE[sheet.kind] and key not in sheet.columns
