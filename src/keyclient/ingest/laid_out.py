"""One table of a book as it lies on its sheet: where it is, which of its rows are customers, its amounts in yuan."""

from dataclasses import replace

from keyclient.ingest.base.request import Request
from keyclient.ingest.cells.currencies import rates_by_code
from keyclient.ingest.columns.choose import single_heading
from keyclient.ingest.columns.currency.rates import InYuan, convert
from keyclient.ingest.layout.formatted import AsShown, as_shown
from keyclient.ingest.layout.headings import occurrences
from keyclient.ingest.layout.located import Located, TableRequest
from keyclient.ingest.layout.table import locate
from keyclient.ingest.rows.merged_cells import MergedValues, fill_merged
from keyclient.ingest.rows.no_rows import check_has_rows
from keyclient.ingest.rows.row_kinds import RowKinds, sort_rows
from keyclient.ingest.source.opening import Cells
from keyclient.model.record import dataclass


@dataclass(frozen=True)
class LaidOut:
    """A table whose rows are told apart."""

    cells: Cells
    """Those of the book, without the policy's words for blanks."""
    shown: AsShown
    """As its number formats show it."""
    converted: InYuan
    """With the amounts that the policy has a rate for."""
    kinds: RowKinds
    merged: MergedValues
    """With the values of merged cells in each of their rows."""
    typed: Located | None
    """With the amounts as they were typed; None where none was converted."""

    @property
    def located(self) -> Located:
        """The table that its columns are read from."""
        return self.merged.located


def lay_out(cells: Cells, request: Request) -> LaidOut:
    """The table that fits best. Raises the `InputError` that says why there is none."""
    words = request.policy.read.blank_words
    if words:
        cells = replace(cells, grids=tuple(grid.without_words(words) for grid in cells.grids))
    shown = as_shown(located_table(cells, request))
    converted = convert(shown.located, rates_by_code(request.policy.currency))
    kinds = sort_rows(converted.located)
    check_has_rows(converted.located, kinds, cells.path)
    typed = fill_merged(shown.located, kinds).located if converted.amounts else None
    return LaidOut(cells, shown, converted, kinds, fill_merged(converted.located, kinds), typed)


def located_table(cells: Cells, request: Request) -> Located:
    """The table that fits best; every heading that the user gave for this run must be in it."""
    mapping = {**request.policy.columns, **request.mapping}
    asked = [name for name, _ in request.only]
    wanted = (request.wanted_measure, request.by, *asked, *request.about, *request.mapping.values())
    names = tuple(name for name in wanted if name is not None)
    located = locate(cells, TableRequest(request.wanted_sheet, request.header_row, mapping, names))
    for text in request.mapping.values():
        single_heading(occurrences(located.understanding.headings, text), text, located, cells.path)
    return located
