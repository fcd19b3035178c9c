"""Which row is which line: by its number, unless it is about somebody else; by customer and activity where the number is gone."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace

from keyclient.ingest.cells.plain import folded
from keyclient.ingest.filled_in.changed import Base
from keyclient.ingest.filled_in.copies import Copy, address
from keyclient.ingest.filled_in.form_rows import CUSTOMER, FormRows
from keyclient.ingest.filled_in.handed_out import HandedOut
from keyclient.ingest.filled_in.whose import is_about
from keyclient.model.filled_in import FilledRow, FormKind
from keyclient.model.forms import FORM_IDS
from keyclient.model.issue import Issue
from keyclient.model.rules.filled_in import LineCopied, LineOfAnother

_IDENTITY = (*CUSTOMER, "activity")
"""What two rows with one id have in common if they are the same line."""


def placed(
    pages: Sequence[FormRows], given: HandedOut, kind: FormKind, issues: list[Issue]
) -> dict[str, list[Copy]]:
    """The places of each line, that on the sheet with most columns first.

    A row copied for another line is moved to those added. One that has the number of a line of somebody else, while no
    other row of its sheet has that number, is told: its line is as it was handed out.
    """
    own, names = FORM_IDS[kind].key, _names(given)
    found: dict[str, list[Copy]] = {}
    for page in pages:
        _number_again(page, given.lines, own)
        for line, rows in _by_line(page).items():
            base = given.lines.get(line, {})
            right = [row for row in rows if is_about(row, base, names)]
            if right:
                same, others = _told_apart(rows, right)
                issues += _set_apart(page, others, address(right[0]), own)
            else:
                issues += _of_others(page, rows, own)
                same = [replace(rows[0], cells={own: line, **base}, unread={})]
            found.setdefault(line, []).extend(Copy(row, page.place.book) for row in same)
    return found


def _told_apart(
    rows: Sequence[FilledRow], right: Sequence[FilledRow]
) -> tuple[list[FilledRow], list[FilledRow]]:
    """The rows of a line, and those that only have its number."""
    kept = identity(right[0])
    same = [row for row in right if identity(row) == kept]
    return same, [row for row in rows if row not in same]


def _set_apart(page: FormRows, rows: Sequence[FilledRow], there: str, own: str) -> Iterator[Issue]:
    """Rows that were copied for another line are added."""
    for row in rows:
        page.added.append(replace(row, cells={**row.cells, own: None}))
        yield LineCopied(address(row), own, row.line, book=page.place.book, elsewhere=there)


def _of_others(page: FormRows, rows: Sequence[FilledRow], own: str) -> Iterator[Issue]:
    for row in rows:
        called = row.text("customer_id") or row.text("name") or ""
        yield LineOfAnother(address(row), own, row.line, book=page.place.book, customer=called)


def identity(row: FilledRow) -> tuple[str, ...]:
    """Whom a row is about, and what is done for her."""
    return tuple(folded(row.text(key) or "") for key in _IDENTITY)


def _by_line(page: FormRows) -> Mapping[str, list[FilledRow]]:
    found: dict[str, list[FilledRow]] = {}
    for row in page.lines:
        found.setdefault(row.line or "", []).append(row)
    return found


def _number_again(page: FormRows, lines: Mapping[str, Base], own: str) -> None:
    """Rows whose number was erased are the lines that they were, if one alone is about that customer and activity."""
    here = {row.line for row in page.lines}
    missing = {line: base for line, base in lines.items() if line not in here}
    left = []
    for row in page.added:
        same = [line for line, base in missing.items() if _is_that(row, base)]
        if len(same) == 1:
            missing.pop(same[0])
            page.lines.append(replace(row, cells={**row.cells, own: same[0]}))
        else:
            left.append(row)
    page.added[:] = left


def _is_that(row: FilledRow, base: Base) -> bool:
    """Whether a row without a number says of customer and activity what a line does; it has to name a customer."""
    if not any(base.get(key) and row.text(key) for key in CUSTOMER):
        return False
    activity = base.get("activity")
    if activity is not None and folded(row.text("activity") or "") != folded(str(activity)):
        return False
    name = base.get("name")
    return is_about(row, base, ()) and (
        bool(row.text("customer_id")) or folded(str(name or "")) == folded(row.text("name") or "")
    )


def _names(given: HandedOut) -> Collection[str]:
    return {folded(str(name)) for base in given.lines.values() if (name := base.get("name"))}
