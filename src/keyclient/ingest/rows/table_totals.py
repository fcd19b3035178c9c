"""The totals rows of tables that were made tables in Excel or WPS: 汇总, or whatever their label is."""

from collections.abc import Mapping

from keyclient.ingest.layout.labelled import total_of_row
from keyclient.ingest.layout.located import Located
from keyclient.ingest.layout.total_functions import Function, function_named
from keyclient.ingest.layout.total_rows import TotalKind, TotalRow


def table_totals(located: Located) -> Mapping[int, Mapping[int, Function]]:
    """The totals rows of tables under the headings, and the functions that their parts name, by column."""
    found = {}
    for total in located.grid.marks.rows.totals():
        if total.row < located.first_row or not located.is_own(range(total.row, total.row + 1))[0]:
            continue
        filled = [
            located.grid.sheet_column(at)
            for at, cell in enumerate(located.grid.row(total.row))
            if cell.strip()
        ]
        if filled and sum(column in total.columns for column in filled) * 2 >= len(filled):
            named = {
                located.grid.positions[column]: function
                for column, name in total.functions.items()
                if column in located.grid.positions and (function := function_named(name)) is not None
            }
            found[total.row] = named
    return found


def table_total(
    located: Located, row: int, filled: Mapping[int, str], functions: Mapping[int, Function]
) -> TotalRow:
    """A totals row of a table; what its label says, if it has one that is known."""
    label = total_of_row(filled, located.understanding, located.whole.used - located.first_row)
    kind, at = (TotalKind.TOTAL, None) if label is None else (label.kind, label.at)
    return TotalRow(row, kind, located.grid.row(row), at, functions)
