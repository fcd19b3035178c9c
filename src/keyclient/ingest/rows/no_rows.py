"""A table that has headings and not a single customer."""

from pathlib import Path

from keyclient.ingest.base.table_refusals import NoRows
from keyclient.ingest.layout.located import Located
from keyclient.ingest.rows.row_kinds import RowKinds, sort_rows

_FEW = 100
"""A longer table is only looked at when it is read."""


def check_has_rows(located: Located, kinds: RowKinds, path: Path) -> None:
    """Raise `NoRows` where a table has headings and no customers."""
    if not len(kinds.customers):
        others = len(kinds.totals) + len(kinds.others)
        raise NoRows.below(max(located.header_row, 0) + 1, located.grid.sheet, path, others)


def check_short_table(located: Located, path: Path) -> None:
    """The same for a table that has yet to be read, if it is short."""
    if located.whole.used - located.first_row < _FEW:
        check_has_rows(located, sort_rows(located), path)
