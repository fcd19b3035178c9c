"""The rows of one sheet of a form: those of lines, those that people added, and what in them cannot be read."""

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from keyclient.ingest.base.grid import Grid
from keyclient.ingest.cells.plain import folded
from keyclient.ingest.filled_in.form_cells import Reading, read_cell
from keyclient.ingest.filled_in.form_sheet import FormSheet
from keyclient.model.filled_in import FilledRow, FormKind, Written
from keyclient.model.forms import FORM_COLUMNS, FORM_IDS
from keyclient.model.issue import Issue
from keyclient.model.label import Label, listed
from keyclient.model.rules.filled_in import AddedIncomplete, EntryNotUnderstood

EDITABLE = {
    kind: tuple(column.key for column in columns if column.is_editable)
    for kind, columns in FORM_COLUMNS.items()
}
"""The columns that people fill in."""
CUSTOMER = ("customer_id", "name")
_SAID = {
    FormKind.PLAN: (*CUSTOMER, "activity", "criterion", "owner", "remark"),
    FormKind.CALLS: (*CUSTOMER, "status", "contacted_on", "remark"),
}
"""The columns of which one is filled in a row that people added."""
_NEEDED = {FormKind.PLAN: "activity", FormKind.CALLS: "status"}
"""What such a row needs beside a customer; the criterion of a line may be missing, which is told of the plan."""
_LABELS = {kind: {column.key: column.label for column in columns} for kind, columns in FORM_COLUMNS.items()}
_SIGNATURE = re.compile(r"签字|签名|签章|signature|signed", re.I)
"""Stands in the row below a printed table in which people sign."""
_CUSTOMER = Label("a customer", "客户")


class Place(NamedTuple):
    """A sheet of a file, for telling where something stands."""

    book: str
    """The name of the file."""
    sheet: FormSheet

    def cell(self, row: int, key: str) -> str:
        """The address of a cell of a column."""
        return self.sheet.grid.address(row, self.sheet.columns[key])

    def row(self, row: int) -> str:
        """The address of a row."""
        return self.sheet.grid.address(row, None)


@dataclass
class FormRows:
    """What stands on one sheet."""

    place: Place
    lines: list[FilledRow] = field(default_factory=list)
    """With an id, in the order of the sheet."""
    added: list[FilledRow] = field(default_factory=list)
    """Without an id."""
    issues: list[Issue] = field(default_factory=list)


def form_rows(place: Place, reading: Reading, known: Collection[str] = ()) -> FormRows:
    """The rows below the headings; headings repeated between them, signatures and other notes are none.

    `known`: the ids that were handed out, which are spelt as they were whatever case and width people type.
    """
    found, sheet = FormRows(place), place.sheet
    spelt = {folded(line): line for line in known}
    texts = {key: sheet.grid.columns[at].to_pylist() for key, at in sheet.columns.items()}
    faults = _faults(sheet.grid)
    own = FORM_IDS[sheet.kind].key
    repeated = folded(texts[own][sheet.heading] or "")
    for row in range(sheet.heading + 1, sheet.grid.height):
        cells = {key: column[row] or "" for key, column in texts.items()}
        cells[own] = spelt.get(folded(cells[own]), cells[own])
        said = {key: text for key, text in cells.items() if text.strip()}
        if (said or row in faults) and folded(cells[own]) != repeated:
            _take(found, row, cells, faults.get(row, {}), reading)
    return found


def _take(
    found: FormRows, row: int, cells: Mapping[str, str], faults: Mapping[int, str], reading: Reading
) -> None:
    """One row that is not blank."""
    own = FORM_IDS[reading.kind].key
    filled, issues = _read(found.place, row, cells, faults, reading)
    if filled.line is not None:
        if any(cell for key, cell in filled.cells.items() if key != own) or filled.unread:
            found.lines.append(filled)
            found.issues += issues
        return
    if _is_note(filled, cells, reading.kind):
        return
    lacking = _lacking(filled, reading.kind)
    if lacking:
        address, book = found.place.row(row), found.place.book
        found.issues.append(AddedIncomplete(address, book=book, lacking=listed(lacking)))
        return
    found.added.append(filled)
    found.issues += issues


def _read(
    place: Place, row: int, cells: Mapping[str, str], faults: Mapping[int, str], reading: Reading
) -> tuple[FilledRow, list[Issue]]:
    sheet = place.sheet
    read: dict[str, Written] = {}
    unread: dict[str, str] = {}
    issues: list[Issue] = []
    for key, text in cells.items():
        at = sheet.grid.sheet_column(sheet.columns[key])
        one = read_cell(key, text, reading, sheet.factors.get(key))
        typed = faults.get(at) or one.unread
        if typed is None:
            read[key] = one.cell
        elif key in EDITABLE[reading.kind]:
            unread[key] = typed
            label = _LABELS[reading.kind][key]
            issues.append(EntryNotUnderstood(place.cell(row, key), key, typed, book=place.book, column=label))
    return FilledRow(read, sheet.name, row + 1, unread), issues


def _is_note(row: FilledRow, cells: Mapping[str, str], kind: FormKind) -> bool:
    """Whether a row without an id holds nothing that people add: where they sign, or a status left over."""
    if any(_SIGNATURE.search(text) for text in cells.values()):
        return True
    return not any(row.text(key) for key in _SAID[kind])


def _lacking(row: FilledRow, kind: FormKind) -> list[Label]:
    """What a row that people added lacks."""
    needed = _NEEDED[kind]
    lacking = [] if any(row.text(key) for key in CUSTOMER) else [_CUSTOMER]
    return [*lacking, *([] if row.text(needed) else [_LABELS[kind][needed]])]


def _faults(grid: Grid) -> dict[int, dict[int, str]]:
    """What stands in error cells and in formulas that were never calculated, by row and column of the sheet."""
    found: dict[int, dict[int, str]] = {}
    for (row, column), text in _fault_cells(grid):
        found.setdefault(row, {})[column] = text
    return found


def _fault_cells(grid: Grid) -> Iterator[tuple[tuple[int, int], str]]:
    yield from grid.marks.errors.items()
    for spot in grid.marks.uncalculated:
        yield spot, "="
