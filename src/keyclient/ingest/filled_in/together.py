"""Several files of one plan, as when each manager gives a copy back: one plan with what was changed in any of them."""

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from keyclient.ingest.cells.plain import folded
from keyclient.ingest.filled_in.changed import Base, is_changed
from keyclient.ingest.filled_in.copies import Copy, address, one_line
from keyclient.model.filled_in import FilledIn, FilledRow
from keyclient.model.forms import FORM_IDS
from keyclient.model.issue import Issue
from keyclient.model.rules.filled_in import DeletedAndChanged

_IDENTITY = ("customer_id", "name", "activity", "criterion")


def together(files: Sequence[FilledIn]) -> FilledIn:
    """The files as one, the last of which counts where two changed a cell differently.

    A line that is missing in one of them was deleted, unless another one changed it, which is told. One that was deleted
    in an earlier round stays away, unless somebody put it back. Raises ValueError without a file.
    """
    *earlier, last = files
    if not earlier:
        return last
    given: dict[str, Base] = {line: base for file in files for line, base in file.handed_out.items()}
    deleted, issues = _deleted(files)
    back = _put_back(files)
    remembered = {line: None for file in files for line in file.remembered if line not in back}
    gone = deleted | remembered.keys()
    rows: list[FilledRow] = []
    for line, copies in _copies(files).items():
        if line not in gone:
            one = one_line(copies, given.get(line), last.kind)
            rows.append(one.row)
            issues += one.issues
    said = [issue for file in files for issue in file.issues]
    return replace(
        last,
        path=" + ".join(file.path for file in files),
        sha256=hashlib.sha256("".join(file.sha256 for file in files).encode()).hexdigest(),
        rows=(*rows, *_added(files)),
        handed_out=given,
        remembered=tuple(remembered),
        issues=(*said, *issues),
    )


def _copies(files: Sequence[FilledIn]) -> Mapping[str, list[Copy]]:
    found: dict[str, list[Copy]] = {}
    for file in reversed(files):
        for row in file.rows:
            if row.line is not None:
                found.setdefault(row.line, []).append(Copy(row, Path(file.path).name))
    return found


def _deleted(files: Sequence[FilledIn]) -> tuple[set[str], list[Issue]]:
    """The lines that a file has lost and no other one has changed."""
    missing: dict[str, str] = {}
    for file in files:
        here = {row.line for row in file.rows}
        missing |= {line: Path(file.path).name for line in file.handed_out if line not in here}
    issues: list[Issue] = []
    for file in files:
        for row in file.rows:
            line = row.line or ""
            if line in missing and is_changed(row, file.handed_out.get(line, {}), file.kind):
                book, own = Path(file.path).name, FORM_IDS[file.kind].key
                issues.append(
                    DeletedAndChanged(address(row), own, line, book=book, elsewhere=missing.pop(line))
                )
    return set(missing), issues


def _put_back(files: Sequence[FilledIn]) -> set[str]:
    """The lines that stand in a file again which knows that they had been deleted."""
    return {
        row.line
        for file in files
        for row in file.rows
        if row.line is not None and row.line in file.remembered
    }


def _added(files: Sequence[FilledIn]) -> Iterator[FilledRow]:
    """What people added, once if it stands in several files."""
    known: set[tuple[str, ...]] = set()
    for file in files:
        here = set()
        for row in file.rows:
            said = tuple(folded(row.text(key) or "") for key in _IDENTITY)
            if row.line is None and said not in known:
                here.add(said)
                yield row
        known |= here
