"""A result as a renderer sees it: typed tables, facts and sentences. No formatted number, no colour, no file."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from keyclient.model.label import Label

WAN = 10_000
"""Yuan in one 万元."""


class Kind(StrEnum):
    """What a value is; the renderer decides how it looks."""

    TEXT = "text"
    COUNT = "count"
    MONEY = "money"
    """Yuan, as Decimal."""
    WAN = "wan"
    """Ten thousand yuan (万元), as Decimal: what money is made into for people who count in it."""
    NUMBER = "number"
    """A plain number of the measure."""
    INDEX = "index"
    """A ratio or index such as Gini, of which a few decimals say everything."""
    ORDINAL = "ordinal"
    """A rank or the number of a row: counts nothing."""
    SHARE = "share"
    """0..1."""
    SCORE = "score"
    """Points, such as loyalty from 0 to 100, of which one decimal says everything."""
    DATE = "date"
    YEARS = "years"
    DAYS = "days"


Cell = object
"""str, int, float, Decimal, date, `Label`, `Sentence`, or None for "not applicable"."""


@dataclass(frozen=True, slots=True)
class TableColumn:
    """One column of a table."""

    key: str
    """The key of the JSON result; the heading of CSV."""
    label: Label
    kind: Kind
    bar: bool = False
    """Whether a terminal draws a bar for it, after the last column. The value must be a share."""
    shade: bool = False
    """Whether a terminal sets a block before the figure, the fuller the larger. The value must be a share."""
    is_place: bool = False
    """Whether its texts are addresses in the user's book, which a workbook links to."""
    is_personal: bool = False
    """Whether its texts tell who somebody is, so that `--mask` hides them."""
    called: Callable[[str], Label] | None = None
    """What people call its texts, which are names for programs; None where people read them as they are."""


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of typed cells under typed columns."""

    key: str
    title: Label
    columns: tuple[TableColumn, ...]
    rows: Sequence[Sequence[Cell]]
    elastic: bool = False
    """Whether a terminal may show fewer rows to keep the answer on one screen."""
    total_rows: int | None = None
    """How many rows there are in all, where `rows` is only the beginning."""


@dataclass(frozen=True, slots=True)
class Value:
    """A typed value inside a sentence or a fact."""

    value: Cell
    kind: Kind


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence with typed values in its places."""

    label: Label
    values: Mapping[str, Value] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Fact:
    """One figure with its name."""

    label: Label
    value: Cell
    kind: Kind


@dataclass(frozen=True, slots=True)
class Report:
    """An answer: what it says first, the figures, the tables, and what to know about them."""

    title: Label
    headline: tuple[Sentence, ...]
    facts: tuple[Fact, ...]
    tables: tuple[Table, ...]
    notes: tuple[Sentence, ...] = ()
    records: Table | None = None
    """The one table that CSV holds: all customers, or whatever the analysis is about."""
    charts: tuple["Chart", ...] = ()
    """What is drawn on a page and in a workbook."""


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
