"""Who went from which tier to which, as a table across."""

from collections.abc import Sequence

from keyclient.analysis.common.columns import column
from keyclient.analysis.compare.matrix import LOST, NEW
from keyclient.analysis.compare.result import CompareResult, MatrixCell
from keyclient.analysis.compare.tables import CompareLook
from keyclient.model.label import Label
from keyclient.model.report import Cell, Kind, Sentence, Table, TableColumn, Value

_TITLE = Label("From tier (rows) to tier (columns)", "层级迁移（行为原层级，列为现层级）")
_SHARE = Label("{customers} ({share})", "{customers}（{share}）")
_FEW = Label("{customers} ({share})*", "{customers}（{share}）*")
_COUNT = Label("{customers}", "{customers}")


def matrix_table(result: CompareResult, look: CompareLook) -> Table | None:
    """One row a tier before, one column a tier now: customers, and their share of all who were in the tier.

    None where nobody can be followed.
    """
    if not result.matrix:
        return None
    cells = {(cell.from_, cell.to): cell for cell in result.matrix}
    tiers = [floor.tier for floor in result.floors]
    ends = [*tiers, *([LOST] if any(cell.to == LOST for cell in result.matrix) else [])]
    columns = (
        column("from", "from", "原层级", Kind.TEXT),
        *(TableColumn(end, look.name(end) or Label(end, end), Kind.TEXT) for end in ends),
        column("customers", "customers", "客户数", Kind.COUNT),
        column("opening", "opening", "期初额", look.amount, spare=1),
        column("closing", "closing", "期末额", look.amount, spare=1),
    )
    starts = [start for start in (*tiers, NEW) if any((start, end) in cells for end in ends)]
    rows = [_row(start, [cells.get((start, end)) for end in ends], look) for start in starts]
    return Table("matrix", _TITLE, columns, rows)


def _row(start: str, cells: Sequence[MatrixCell | None], look: CompareLook) -> tuple[Cell, ...]:
    there = [cell for cell in cells if cell is not None]
    return (
        look.name(start),
        *map(_said, cells),
        sum(cell.customers for cell in there),
        sum((cell.opening for cell in there), start=look.measure.amount(0)),
        sum((cell.closing for cell in there), start=look.measure.amount(0)),
    )


def _said(cell: MatrixCell | None) -> Cell:
    if cell is None:
        return None
    count = {"customers": Value(cell.customers, Kind.COUNT)}
    if cell.share_of_row is None:
        return Sentence(_COUNT, count)
    return Sentence(_FEW if cell.few else _SHARE, {**count, "share": Value(cell.share_of_row, Kind.SHARE)})
