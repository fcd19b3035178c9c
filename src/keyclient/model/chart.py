"""A chart as a renderer sees it: which columns of which table it draws, and how."""

from dataclasses import dataclass
from enum import StrEnum

from keyclient.model.label import Label
from keyclient.model.report import Sentence, Table


class ChartKind(StrEnum):
    """How the figures are drawn."""

    BARS = "bars"
    """One row of the table a bar, or a group of bars where several columns are drawn; with their figures."""
    PARETO = "pareto"
    """Columns from left to right, and a running share as a line on a second axis."""
    CURVE = "curve"
    """A line through the rows of the table; the first column is a share and says where on the axis each stands."""
    HEAT = "heat"
    """A grid: one row of the table a row, the columns drawn side by side, the darker the larger the share."""


@dataclass(frozen=True, slots=True)
class Chart:
    """One chart. It shows what its table says, and nothing else."""

    key: str
    kind: ChartKind
    title: Label
    says: Sentence
    """What it shows, in words: for those who cannot see it."""
    table: Table
    """The figures; the first column names the rows."""
    series: tuple[str, ...]
    """Keys of the columns that are drawn."""
    line: str | None = None
    """`PARETO`: key of the column with the running share."""
    mark: float | None = None
    """`PARETO` and `CURVE`: where a line is drawn across: a share of the second axis, a value of the first."""

    def cells(self, key: str) -> list[object]:
        """The cells of one column of the table."""
        place = [column.key for column in self.table.columns].index(key)
        return [row[place] for row in self.table.rows]
