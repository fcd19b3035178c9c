"""The rows of one sheet of a form: those of lines, those that people added, and what in them cannot be read."""

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from keyclient.ingest.base.grid import Grid, Spot
from keyclient.ingest.cells.plain import folded
from keyclient.ingest.filled_in.form_cells import STATUS, Reading, read_cell
from keyclient.ingest.filled_in.form_sheet import FormSheet
from keyclient.model.filled_in import FilledRow, FormKind, Written
from keyclient.model.forms import EDITABLE, FORM_COLUMNS, FORM_IDS
from keyclient.model.issue import Issue
from keyclient.model.label import Label, listed
from keyclient.model.rules.filled_in import ActivityMissing, AddedIncomplete, EntryNotUnderstood

CUSTOMER = ("customer_id", "name")
_SAID = {
    FormKind.PLAN: ("activity", "target", "strategy", "owner", "deadline", "criterion", "remark"),
    FormKind.CALLS: ("status", "contacted_on", "remark"),
}
"""The columns of which one is filled in a row that people added, beside a customer; a status alone is left over."""
_FIRST = {FormKind.PLAN: "activity", FormKind.CALLS: "status"}
"""That which a row lacks that says nothing."""
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
    own = FORM_IDS[sheet.kind].key
    texts = {key: sheet.grid.columns[at].to_pylist() for key, at in sheet.columns.items()}
    cells, unread = _cells(sheet, texts, reading)
    spelt = {folded(line): line for line in known}
    cells[own] = [None if line is None else spelt.get(folded(str(line)), line) for line in cells[own]]
    repeated = cells[own][sheet.heading]
    below = slice(sheet.heading + 1, None)
    typed = zip(*(column[below] for column in texts.values()), strict=True)
    read = zip(*(column[below] for column in cells.values()), strict=True)
    for row, (said, values) in enumerate(zip(typed, read, strict=True), sheet.heading + 1):
        if any(text and text.strip() for text in said) or row in unread:
            filled = FilledRow(
                dict(zip(cells, values, strict=True)), sheet.name, row + 1, unread.get(row, {})
            )
            if filled.cells[own] != repeated:
                _take(found, filled, [text for text in said if text], reading.kind)
    return found


def _take(found: FormRows, row: FilledRow, said: Sequence[str], kind: FormKind) -> None:
    """One row that is not blank: a line, what people added, or neither. `said`: what is typed in it."""
    if row.line is not None:
        if len(said) > 1 or row.unread:
            found.lines.append(_told(found, row, kind))
    elif not _is_note(row, said, kind):
        lacking = _lacking(row, kind)
        address, book = found.place.row(row.row - 1), found.place.book
        if not lacking:
            found.added.append(_told(found, row, kind))
            if kind is FormKind.PLAN and not row.text("activity"):
                found.issues.append(ActivityMissing(address, "activity", book=book))
            return
        found.issues.append(
            AddedIncomplete(address, None, " | ".join(said), book=book, lacking=listed(lacking))
        )


def _told(found: FormRows, row: FilledRow, kind: FormKind) -> FilledRow:
    """The row without the cells that cannot be read, each of which is told where people filled it in."""
    if not row.unread:
        return row
    place, labels = found.place, _LABELS[kind]
    unread = {key: text for key, text in row.unread.items() if key in EDITABLE[kind]}
    for key, text in unread.items():
        address = place.cell(row.row - 1, key)
        found.issues.append(EntryNotUnderstood(address, key, text, book=place.book, column=labels[key]))
    cells = {key: cell for key, cell in row.cells.items() if key not in row.unread}
    return replace(row, cells=cells, unread=unread)


def _cells(
    sheet: FormSheet, texts: Mapping[str, Sequence[str | None]], reading: Reading
) -> tuple[dict[str, list[Written]], dict[int, dict[str, str]]]:
    """What the cells of each column say, and what is typed in those that cannot be read, by row and column."""
    cells: dict[str, list[Written]] = {}
    unread: dict[int, dict[str, str]] = {}
    further: list[str | None] = []
    for key, column in texts.items():
        known = {text: read_cell(key, text or "", reading, sheet.factors.get(key)) for text in set(column)}
        cells[key] = [known[text].cell for text in column]
        if key == STATUS:
            further = [known[text].further for text in column]
        odd = {text: read.unread for text, read in known.items() if read.unread is not None}
        for row, text in enumerate(column) if odd else ():
            if text in odd:
                unread.setdefault(row, {})[key] = odd[text]
    _into_remark(cells, further)
    keys = {sheet.grid.sheet_column(at): key for key, at in sheet.columns.items()}
    for (row, at), text in _faults(sheet.grid):
        if at in keys:
            unread.setdefault(row, {})[keys[at]] = text
    return cells, unread


def _into_remark(cells: dict[str, list[Written]], further: Sequence[str | None]) -> None:
    """Puts what people wrote beside a status into the remark, unless it says that already."""
    if not any(further):
        return
    remarks = cells.get("remark", [None] * len(further))
    cells["remark"] = [
        remark
        if said is None or said in str(remark or "")
        else "；".join(filter(None, (str(remark or ""), said)))
        for remark, said in zip(remarks, further, strict=True)
    ]


def _is_note(row: FilledRow, said: Sequence[str], kind: FormKind) -> bool:
    """Whether a row without an id holds nothing that people add: where they sign, or a status left over."""
    if any(map(_SIGNATURE.search, said)):
        return True
    return not any(row.text(key) or key in row.unread for key in (*CUSTOMER, *_SAID[kind]))


def _lacking(row: FilledRow, kind: FormKind) -> list[Label]:
    """What a row that people added lacks."""
    lacking = [] if any(row.text(key) for key in CUSTOMER) else [_CUSTOMER]
    is_said = any(row.text(key) or key in row.unread for key in _SAID[kind]) or STATUS in row.unread
    return [*lacking, *([] if is_said else [_LABELS[kind][_FIRST[kind]]])]


def _faults(grid: Grid) -> Iterator[tuple[Spot, str]]:
    """What stands in error cells, and in formulas that were never calculated."""
    yield from grid.marks.errors.items()
    for spot in grid.marks.uncalculated:
        yield spot, "="
