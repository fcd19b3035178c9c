"""A plan or a list of calls as people gave it back: one row a line, whatever the sheets it stood on."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from keyclient.ingest.cells.plain import folded
from keyclient.ingest.filled_in.copies import Copy, address, one_line
from keyclient.ingest.filled_in.deleted import not_deleted
from keyclient.ingest.filled_in.form_cells import Reading
from keyclient.ingest.filled_in.form_rows import CUSTOMER, FormRows, Place, form_rows
from keyclient.ingest.filled_in.form_sheet import FormSheet, form_sheets
from keyclient.ingest.filled_in.handed_out import HandedOut, handed_out
from keyclient.ingest.source.opening import Cells
from keyclient.model.filled_in import FilledIn, FilledRow, FormKind
from keyclient.model.forms import FORM_IDS, HANDED_OUT
from keyclient.model.issue import Issue
from keyclient.model.label import listed
from keyclient.model.rules.filled_in import ColumnsNotCarried, HandedOutUnknown, LineCopied

if TYPE_CHECKING:
    from keyclient.policy.parts.read import ReadPolicy

_IDENTITY = (*CUSTOMER, "activity")
"""What two rows with one id have in common if they are the same line."""


def forms_in(cells: Cells, limits: "ReadPolicy") -> tuple[FilledIn, ...]:
    """The forms that a file holds, one of each kind; empty where it holds none. Raises what reading a book raises."""
    sheets = form_sheets(cells.grids)
    kinds = list(dict.fromkeys(sheet.kind for sheet in sheets))
    given = handed_out(cells, kinds, limits) if kinds else {}
    return tuple(_form(cells, kind, sheets, given[kind], limits) for kind in kinds)


def kind_alone(cells: Cells) -> FormKind | None:
    """What a file is that holds a form and no customers beside it; None for any other."""
    sheets = form_sheets(cells.grids)
    return sheets[0].kind if sheets and not is_more_than_forms(cells) else None


def is_more_than_forms(cells: Cells) -> bool:
    """Whether a file with a form is also an answer that lists customers, as the workbook of a report is."""
    return cells.records is not None and cells.records not in {
        sheet.name for sheet in form_sheets(cells.grids)
    }


def has_lost_its_form(cells: Cells) -> bool:
    """Whether a file was given out as a form and has no sheet any more by which it can be read back."""
    return any(name.startswith(HANDED_OUT) for name in cells.names) and not form_sheets(cells.grids)


def _form(
    cells: Cells, kind: FormKind, sheets: Sequence[FormSheet], given: HandedOut, limits: "ReadPolicy"
) -> FilledIn:
    book = Path(cells.path).name
    own = sorted((sheet for sheet in sheets if sheet.kind is kind), key=lambda one: -len(one.columns))
    pages = [
        form_rows(Place(book, sheet), Reading(kind, limits.date_order, sheet.grid.marks.is_1904), given.lines)
        for sheet in own
    ]
    issues = [issue for page in pages for issue in page.issues]
    copies = _copies(pages, FORM_IDS[kind].key, issues)
    rows = []
    for line, found in copies.items():
        one = one_line(found, given.lines.get(line), kind)
        rows.append(one.row)
        issues += one.issues
    if kind is FormKind.PLAN:
        kept = not_deleted(pages, given, rows)
        rows, issues = [*kept.rows], [*issues, *kept.issues]
    rows += _added(pages, kind)
    issues += _about_file(book, own, given)
    return FilledIn(
        kind, str(cells.path), cells.sha256, tuple(rows), given.lines, _still_out(given, rows), tuple(issues)
    )


def _copies(pages: Sequence[FormRows], own: str, issues: list[Issue]) -> dict[str, list[Copy]]:
    """The places of each line, that on the sheet with most columns first; a row copied for another line is moved to those added."""
    found: dict[str, list[Copy]] = {}
    for page in pages:
        first: dict[str, FilledRow] = {}
        for row in page.lines:
            line, book = row.line or "", page.place.book
            before = first.setdefault(line, row)
            if _is_same(before, row):
                found.setdefault(line, []).append(Copy(row, book))
                continue
            issues.append(LineCopied(address(row), own, line, book=book, elsewhere=address(before)))
            page.added.append(replace(row, cells={**row.cells, own: None}))
    return found


def _is_same(one: FilledRow, other: FilledRow) -> bool:
    return one is other or _identity(one) == _identity(other)


def _identity(row: FilledRow) -> tuple[str, ...]:
    return tuple(folded(row.text(key) or "") for key in _IDENTITY)


def _added(pages: Sequence[FormRows], kind: FormKind) -> Iterator[FilledRow]:
    """The rows that people added; one that they wrote on several sheets is one."""
    same: dict[tuple[str, ...], list[Copy]] = {}
    for page in pages:
        counts: Counter[tuple[str, ...]] = Counter()
        for row in page.added:
            said = (*_identity(row), folded(row.text("criterion") or ""))
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
    if not given.lines and sheets[0].kind is FormKind.PLAN:
        yield HandedOutUnknown(book=book)
