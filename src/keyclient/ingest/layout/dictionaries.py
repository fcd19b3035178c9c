"""Whether a table describes the columns of another: `ID | Customer ID`, 字段 | 说明."""

from collections.abc import Sequence

from keyclient.ingest.layout.headings import heading_key
from keyclient.ingest.layout.tables import SheetTable

LEAST_LISTED = 2
"""So many headings of another table are listed at least."""
MOSTLY = 0.5
"""The share of a column's different cells that are headings of the other table."""
LONGEST = 2_000
"""A list of headings is no longer; a sheet has at most 16,384 columns, and nobody describes more than some of them."""
SEARCHED_COLUMNS = 12


def describes_another(table: SheetTable, found: Sequence[SheetTable]) -> bool:
    """Whether a column of a table lists the headings of another one, each once, its own heading among them or not."""
    if table.height > LONGEST:
        return False
    rows = table.grid.rows(row for stretch in table.stretches for row in table.below(stretch))
    columns = list(zip(table.heads.texts, *rows, strict=True))[:SEARCHED_COLUMNS]
    cells = [[heading_key(cell) for cell in column if cell.strip()] for column in columns]
    return any(
        _lists(column, other) for other in found if other is not table for column in cells if len(column) > 1
    )


def _lists(cells: Sequence[str], other: SheetTable) -> bool:
    headings = {heading_key(text) for text in other.heads.texts if text.strip()}
    listed = [cell for cell in cells if cell in headings]
    different = len(set(listed))
    return (
        different >= LEAST_LISTED
        and different == len(listed)
        and (different >= len(set(cells)) * MOSTLY or different >= len(headings) * MOSTLY)
    )
