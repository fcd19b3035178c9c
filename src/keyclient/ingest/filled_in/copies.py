"""One line that stands in several places: what differs from what was handed out is what people wrote."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

from keyclient.ingest.filled_in.changed import Base, is_changed
from keyclient.model.filled_in import FilledRow, FormKind, Written
from keyclient.model.form_words import status_words
from keyclient.model.forms import ALSO_HANDED_OUT, FORM_COLUMNS
from keyclient.model.issue import Issue
from keyclient.model.place import in_sheet
from keyclient.model.record import dataclass
from keyclient.model.rules.filled_in import CopiesDisagree


class Copy(NamedTuple):
    """One line where it stands once."""

    row: FilledRow
    book: str
    """The name of the file."""


class OneLine(NamedTuple):
    """A line of all its copies."""

    row: FilledRow
    issues: tuple[Issue, ...]


@dataclass(frozen=True, slots=True)
class _Entry:
    """A cell that people filled in: what it says, or what cannot be read."""

    cell: Written
    unread: str | None


def one_line(copies: Sequence[Copy], base: Base | None, kind: FormKind) -> OneLine:
    """The line that all its copies make, the first of which is that of the main sheet.

    A column that people fill in has what differs from `base` (None: it is not known; then from a line on which nothing was
    done) in any of them. Where two changed it differently, the first counts and that is told. The other columns are those
    of the first copy that has them, and as they were handed out where that is known; so are those that no copy has.
    """
    cells: dict[str, Written] = dict(base or {})
    for copy in reversed(copies):
        cells |= copy.row.cells
    cells |= {key: cell for key, cell in (base or {}).items() if key in ALSO_HANDED_OUT}
    if base is not None and not any(is_changed(copy.row, base, kind) for copy in copies):
        return OneLine(replace(copies[0].row, cells=cells), ())
    unread: dict[str, str] = {}
    issues: list[Issue] = []
    for column in FORM_COLUMNS[kind]:
        if column.is_editable:
            key = column.key
            entries = list(_entries(copies, key))
            before = _before(key, base, kind)
            changed = [(copy, entry) for copy, entry in entries if entry != before]
            copy, entry = changed[0] if changed else (copies[0], before)
            issues += [
                CopiesDisagree(address(copy.row), key, book=copy.book, column=column.label, elsewhere=there)
                for there in _others(changed)
            ]
            _put(key, entry, base, cells, unread)
    return OneLine(replace(copies[0].row, cells=cells, unread=unread), tuple(issues))


def _put(
    key: str, entry: _Entry | None, base: Base | None, cells: dict[str, Written], unread: dict[str, str]
) -> None:
    """What the column of the line says; what was handed out where people wrote what cannot be read."""
    cells.pop(key, None)
    if entry is not None and entry.unread is None:
        cells[key] = entry.cell
    elif base is not None and key in base:
        cells[key] = base[key]
    if entry is not None and entry.unread is not None:
        unread[key] = entry.unread


def _entries(copies: Sequence[Copy], key: str) -> Iterator[tuple[Copy, _Entry]]:
    for copy in copies:
        if key in copy.row.unread or key in copy.row.cells:
            yield copy, _Entry(copy.row.cells.get(key), copy.row.unread.get(key))


def _before(key: str, base: Base | None, kind: FormKind) -> _Entry | None:
    """What stood there before anybody wrote; None where nobody knows: then copies that differ contradict each other."""
    if base is not None and key in base:
        return _Entry(base[key], None)
    if key == "status":
        return _Entry(status_words(kind)[""] or None, None)
    return _Entry(None, None) if key in ("remark", "contacted_on") else None


def _others(changed: Sequence[tuple[Copy, _Entry]]) -> Iterator[str]:
    """Where a change stands that is not the one that counts."""
    for copy, entry in changed[1:]:
        if entry != changed[0][1]:
            there = address(copy.row)
            yield there if copy.book == changed[0][0].book else f"{copy.book} {there}"


def address(row: FilledRow) -> str:
    """The address of a row in its file."""
    return in_sheet(row.sheet or None, str(row.row))
