"""A result as renderers see it: typed tables, facts and sentences. No formatted numbers, colours or files."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import field
from enum import StrEnum

from keyclient.model.label import Label
from keyclient.model.record import dataclass


class Kind(StrEnum):
    """The kind of a value; the renderer decides how to format it."""

    TEXT = "text"
    COUNT = "count"
    MONEY = "money"
    """Yuan, as Decimal."""
    WAN = "wan"
    """Ten thousand yuan (万元), as Decimal: money for readers who count in 万元."""
    NUMBER = "number"
    """A plain number of the measure."""
    INDEX = "index"
    """A ratio or index such as Gini; a few decimals are enough."""
    ORDINAL = "ordinal"
    """A rank or a row number: not a count."""
    SHARE = "share"
    """0..1."""
    SCORE = "score"
    """Points, such as loyalty from 0 to 100; one decimal is enough."""
    DATE = "date"
    YEARS = "years"
    DAYS = "days"


class Tone(StrEnum):
    """How serious a word is: a colour beside the word, never in place of it."""

    RED = "red"
    ORANGE = "orange"
    YELLOW = "yellow"
    GREY = "grey"
    GREEN = "green"


Cell = object
"""str, int, float, Decimal, date, `Label`, `Sentence`, or None for "not applicable"."""


@dataclass(frozen=True, slots=True)
class TableColumn:
    """One column of a table."""

    key: str
    """The key in the JSON result and the heading in CSV."""
    label: Label
    kind: Kind
    bar: bool = False
    """Whether a terminal draws a bar for it after the last column. Values must be shares."""
    shade: bool = False
    """Whether a terminal puts a shaded block before the figure, darker for larger values. Values must be shares."""
    is_place: bool = False
    """Whether its texts are addresses in the user's book, which a workbook turns into links."""
    is_personal: bool = False
    """Whether its texts identify a person, so that `--mask` hides them."""
    spare: int = 0
    """How soon a terminal that is too narrow leaves it out: the largest number first, among equals from the right."""
    least: int = 0
    """The cells that its texts need to say something: on a terminal the columns to spare go before they get fewer."""
    is_whole: bool = False
    """Whether its texts are of no use when cut, such as telephone numbers."""
    says_amounts: bool = False
    """Whether its texts are sentences with amounts in yuan, which convert as other amounts do."""
    called: Callable[[str], Label] | None = None
    """Gives the label of each text if the texts are names for programs; None if they are shown as they are."""
    tones: tuple[tuple[Label, Tone], ...] = ()
    """Those of its words that have a colour, on a terminal, a page and in a workbook."""

    is_editable: bool = False
    """Whether people fill it in where the table is a form; all other columns are protected there."""
    choices: tuple[Label, ...] = ()
    """What may be chosen where people fill it in; empty where anything may be written."""
    hint: Label | None = None
    """What is shown beside a cell while people fill it in; None: what its choices or its kind need."""

    def tone(self, cell: Cell) -> Tone | None:
        """The colour of a cell; None for most."""
        return next((tone for word, tone in self.tones if word == cell), None)


@dataclass(frozen=True, slots=True)
class Form:
    """How a table is filled in by people and read back afterwards.

    Its first column has the ids by which the rows are recognised. In the workbook of one answer it stands in
    place of the records with the same key of table; everywhere else it is a table as others are.
    """

    by: str | None = None
    """The key of the column of which each value gets a sheet of its own to print and fill in; None: one sheet."""
    spare_rows: int = 0
    """Blank rows below in which people may add their own."""
    remembered: Sequence[str] = ()
    """The ids of rows that people deleted, which a workbook keeps out of sight so that they do not come back."""
    required: tuple[str, ...] = ()
    """The keys of editable columns in which no row may be blank."""
    due: str | None = None
    """The key of the column with the day until which a row is to be done; None: there is none."""
    finished: tuple[Label, ...] = ()
    """The choices, of whichever column, after which nothing is due any more."""


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of typed cells under typed columns."""

    key: str
    title: Label
    columns: tuple[TableColumn, ...]
    rows: Sequence[Sequence[Cell]]
    elastic: bool = False
    """Whether a terminal may show fewer rows to fit the result on one screen."""
    total_rows: int | None = None
    """The number of all rows if `rows` is only the beginning."""
    stays: bool = False
    """Whether a terminal shows it however low it is, being the answer itself."""
    leads: bool = False
    """Whether it is the list that the question is about: open on a page, its first rows on the first sheet of a workbook."""
    form: Form | None = None
    """How people fill it in; None: it is only read."""


@dataclass(frozen=True, slots=True)
class Value:
    """A typed value inside a sentence or a fact."""

    value: Cell
    kind: Kind


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence with typed values for its placeholders."""

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
    """A result for readers: headline, key figures, tables, notes and charts."""

    title: Label
    headline: tuple[Sentence, ...]
    facts: tuple[Fact, ...]
    tables: tuple[Table, ...]
    notes: tuple[Sentence, ...] = ()
    records: Table | None = None
    """The one table written to CSV: all customers, or whatever else the analysis is about."""
    charts: tuple["Chart", ...] = ()
    """The charts on a page and in a workbook."""
    sheet: Table | None = None
    """The same rows as people need them, with names and telephone numbers, for a workbook; None: the records."""


class ChartKind(StrEnum):
    """The type of a chart."""

    BARS = "bars"
    """One bar per row of the table, or a group of bars if there are several series; labelled with the figures."""
    PARETO = "pareto"
    """Columns from left to right, with a cumulative share as a line on a second axis."""
    CURVE = "curve"
    """A line through the rows of the table; the first column is a share, the position on the axis."""
    HEAT = "heat"
    """A grid with one row per row of the table and one column per series; larger shares are darker."""
    WATERFALL = "waterfall"
    """From the total in the first row to the total in the last: what each row between adds or takes, end to end."""


@dataclass(frozen=True, slots=True)
class Chart:
    """One chart. It shows the figures of its table and nothing else."""

    key: str
    kind: ChartKind
    title: Label
    says: Sentence
    """A description for readers who cannot see it."""
    table: Table
    """The figures; the first column has the names of the rows."""
    series: tuple[str, ...]
    """The keys of the columns to draw."""
    line: str | None = None
    """`PARETO`: the key of the column with the cumulative share."""
    mark: float | None = None
    """`PARETO` and `CURVE`: the position of a horizontal line: a share on the second axis, a value on the first."""
    counts: tuple[str, ...] = ()
    """`BARS`, `HEAT` and `WATERFALL`: the keys of the columns with the customers behind each series, shown beside it."""
    few: int = 0
    """`HEAT`: cells with fewer customers are marked."""

    def cells(self, key: str) -> list[object]:
        """The cells of one column of the table."""
        place = [column.key for column in self.table.columns].index(key)
        return [row[place] for row in self.table.rows]
