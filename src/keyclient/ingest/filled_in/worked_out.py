"""What people changed in columns that keyclient works out: it is told, and nothing comes of it."""

from collections.abc import Mapping, Sequence
from math import isclose

from keyclient.ingest.cells.plain import folded
from keyclient.ingest.filled_in.changed import Base
from keyclient.ingest.filled_in.copies import Copy
from keyclient.model.filled_in import FormKind, Written
from keyclient.model.forms import ALSO_HANDED_OUT, FORM_COLUMNS
from keyclient.model.issue import Issue
from keyclient.model.label import listed
from keyclient.model.rules.filled_in import WorkedOutChanged


def worked_out_changed(
    book: str, found: Mapping[str, Sequence[Copy]], lines: Mapping[str, Base], kind: FormKind
) -> list[Issue]:
    """One issue for all of them, with the columns. The id of a customer that has lost zeros or digits is none of them."""
    count, changed = 0, set()
    for line, copies in found.items():
        base = lines.get(line, {})
        keys = {key for copy in copies for key, cell in copy.row.cells.items() if _is_other(key, cell, base)}
        count += bool(keys)
        changed |= keys
    if not changed:
        return []
    labels = [column.label for column in FORM_COLUMNS[kind] if column.key in changed]
    return [WorkedOutChanged(book=book, count=count, columns=listed(labels))]


def _is_other(key: str, cell: Written, base: Base) -> bool:
    if key not in ALSO_HANDED_OUT or key == "customer_id" or not base.get(key) or cell is None:
        return False
    before = base[key]
    if isinstance(cell, float) and isinstance(before, int | float):
        return not isclose(cell, before, rel_tol=1e-9, abs_tol=0.005)
    return folded(str(cell)) != folded(str(before))
