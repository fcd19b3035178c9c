"""Rows that were left out as neither customers nor totals nor blank, with what they hold."""

from collections.abc import Iterator

from keyclient.ingest.columns.choose import ChosenMeasure
from keyclient.ingest.columns.field_columns import Columns
from keyclient.ingest.columns.sums.total_defects import amounts_of_rows
from keyclient.ingest.layout.total_rows import TotalKind, TotalRow
from keyclient.ingest.rows.other_rows import OTHER_LABELS, OtherKind
from keyclient.ingest.rows.row_kinds import RowKinds
from keyclient.model.issue import Issue
from keyclient.model.label import Label
from keyclient.model.rules import rows

WITHOUT_AMOUNTS = (OtherKind.HEADING, OtherKind.UNIT, OtherKind.DESCRIPTION, OtherKind.NUMBERS)
"""Kinds of rows whose numbers are no amounts."""
NO_AMOUNTS = Label("no amounts", "无金额")


def other_issues(columns: Columns, kinds: RowKinds, chosen: ChosenMeasure | None) -> Iterator[Issue]:
    """Rows that are neither customers nor totals nor blank, by kind, with their amounts."""
    grid = columns.body.located.grid
    for kind, label in OTHER_LABELS.items():
        others = sorted(row for row, other in kinds.others.items() if other is kind)
        if others:
            cells = zip(others, [] if kind in WITHOUT_AMOUNTS else grid.rows(others), strict=False)
            left_out = [TotalRow(row, TotalKind.FIGURE, typed) for row, typed in cells]
            sums = amounts_of_rows(columns, chosen, left_out)
            at = grid.address(others[0], None)
            yield rows.RowsLeftOut(at, count=len(others), kind=label, amounts=sums or NO_AMOUNTS)
