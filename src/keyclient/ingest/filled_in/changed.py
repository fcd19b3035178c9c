"""Whether people wrote anything into a row of a line."""

from collections.abc import Mapping

from keyclient.model.filled_in import FilledRow, FormKind, Written
from keyclient.model.forms import EDITABLE

Base = Mapping[str, Written]
"""What was handed out of one line, by column."""


def is_changed(row: FilledRow, base: Base, kind: FormKind) -> bool:
    """Whether a row says anything that was not handed out, in the columns that people fill in."""
    return bool(row.unread) or any(
        key not in base or row.cells[key] != base[key] for key in EDITABLE[kind] if key in row.cells
    )
