"""Which lines of a plan people deleted: those that are missing where they were handed out."""

from collections import Counter
from collections.abc import Iterator, Sequence

from keyclient.ingest.filled_in.changed import is_changed
from keyclient.ingest.filled_in.copies import address
from keyclient.ingest.filled_in.form_rows import FormRows
from keyclient.ingest.filled_in.handed_out import HandedOut
from keyclient.model.filled_in import FilledRow, FormKind, Written
from keyclient.model.forms import HANDED_OUT, PLAN_ID
from keyclient.model.issue import Issue
from keyclient.model.record import dataclass
from keyclient.model.rules.filled_in import DeletedAndChanged


@dataclass(frozen=True)
class NotDeleted:
    """The lines that are left."""

    rows: tuple[FilledRow, ...]
    issues: tuple[Issue, ...] = ()


def not_deleted(pages: Sequence[FormRows], given: HandedOut, rows: Sequence[FilledRow]) -> NotDeleted:
    """The lines without those that people deleted.

    A line counts as deleted if it is missing on a sheet that has others of its kind: on the sheet of all, or on the sheet of
    its owner. A sheet that is gone deletes nothing: its lines stay as they were handed out. One that was changed
    elsewhere stays, which is told.
    """
    if not given.lines:
        return NotDeleted(tuple(rows))
    missing = _missing(pages, given)
    left, issues = [], []
    for row in rows:
        line = row.line or ""
        if line not in missing:
            left.append(row)
        elif is_changed(row, given.lines.get(line, {}), FormKind.PLAN):
            left.append(row)
            issues.append(
                DeletedAndChanged(
                    address(row), PLAN_ID.key, line, book=pages[0].place.book, elsewhere=missing[line]
                )
            )
    known = {*missing, *(row.line for row in rows)}
    return NotDeleted((*left, *_untouched(given, known)), tuple(issues))


def _missing(pages: Sequence[FormRows], given: HandedOut) -> dict[str, str]:
    """The sheet on which each missing line should stand."""
    owners = {line: cells.get("owner") for line, cells in given.lines.items()}
    widest = max(len(page.place.sheet.columns) for page in pages)
    missing: dict[str, str] = {}
    for page in pages:
        here = {row.line for row in page.lines}
        held = Counter(owners[line] for line in owners if line in here)
        of_all = len(page.place.sheet.columns) == widest and _is_of_all(held, Counter(owners.values()))
        whose = held.most_common(1)[0][0] if held else None
        for line, owner in owners.items():
            if held and line not in here and (of_all or owner == whose):
                missing.setdefault(line, page.place.row(page.place.sheet.heading))
    return missing


def _is_of_all(held: "Counter[Written]", every: "Counter[Written]") -> bool:
    """Whether a sheet is that of all owners and not of one: it has at least half of the lines of two of them."""
    return sum(2 * count >= every[owner] for owner, count in held.items()) > 1


def _untouched(given: HandedOut, known: "set[str | None]") -> Iterator[FilledRow]:
    """The lines that stand on no sheet that is left."""
    for at, (line, cells) in enumerate(given.lines.items(), 2):
        if line not in known:
            yield FilledRow({PLAN_ID.key: line, **cells}, HANDED_OUT, at)
