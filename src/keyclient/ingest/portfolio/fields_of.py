"""Which column of a portfolio is which field, and what it is read as."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from keyclient.ingest.cells.plain import BLANK_WORDS, NAMELESS_WORDS, UNSAID_WORDS
from keyclient.ingest.layout.headings import Heading, Understanding, make_heading
from keyclient.ingest.portfolio.reading import Reading, Want
from keyclient.ingest.portfolio.schema import PortfolioColumn, Schema
from keyclient.ingest.portfolio.settled import OWN, Rival, settled
from keyclient.model.column import Reads
from keyclient.model.fields import FieldSpec, fields

_WANTS = {
    Reads.MONEY: Want.MONEY,
    Reads.COUNT: Want.COUNT,
    Reads.NUMBER: Want.NUMBER,
    Reads.DATE: Want.DATE,
    Reads.CHOICE: Want.CHOICE,
    Reads.ID: Want.TEXT,
    Reads.TEXT: Want.TEXT,
}
_BLANKS = {"name": NAMELESS_WORDS, "holdings": UNSAID_WORDS}


@dataclass(frozen=True)
class PortfolioFields:
    """The columns of a portfolio as headings, and the fields among them."""

    schema: Schema
    understanding: Understanding
    usable: tuple[str, ...]
    """The columns that can be fields, in the places of their headings."""
    rivals: tuple[Rival, ...] = ()
    """Columns that could have been a field too, in files in which another is taken."""

    def column(self, name: str) -> PortfolioColumn | None:
        """The column of a field; None if the portfolio has none."""
        heading = self.understanding.taken.get(name)
        return None if heading is None else self._at(heading)

    def find(self, wanted: str) -> list[PortfolioColumn]:
        """The columns that a field's name or a heading means."""
        if wanted in self.schema.columns and wanted not in self.understanding.taken:
            return [self.schema.columns[wanted]]
        return list(map(self._at, self.understanding.find(wanted)))

    def field_of(self, column: PortfolioColumn) -> str | None:
        """The field that a column is taken for."""
        taken = self.understanding.taken
        return next((name for name, heading in taken.items() if self._at(heading) is column), None)

    def reading(self, name: str) -> Reading | None:
        """What a field is read as; None if the portfolio lacks it."""
        column = self.column(name)
        return None if column is None else field_reading(name, column)

    def _at(self, heading: Heading) -> PortfolioColumn:
        return self.schema.columns[self.usable[heading.position]]

    @property
    def names(self) -> tuple[str, ...]:
        """All columns that can be named, but for those that a batch run adds for itself."""
        return tuple(name for name in self.schema.columns if name not in OWN and "\x1f" not in name)


def portfolio_fields(schema: Schema, mapping: Mapping[str, str]) -> PortfolioFields:
    """Match the columns with fields as the headings of a book, file by file; columns of no type and lists are no fields."""
    found = settled(schema, mapping)
    return PortfolioFields(found.schema, found.understanding, found.usable, found.rivals)


def field_reading(name: str, column: PortfolioColumn) -> Reading:
    """What a column is read as, being a field."""
    spec = fields()[name]
    want = _WANTS[spec.column.reads]
    blank = _BLANKS.get(name, BLANK_WORDS)
    if want is Want.CHOICE:
        return Reading(name, column, want, blank=blank, plain=tuple(spec.column.choices))
    factor = fen_factor(column) if want is Want.MONEY else 1
    return Reading(name, column, want, factor, blank, bounds=_bounds(spec, column))


def fen_factor(column: PortfolioColumn) -> int:
    """How many fen are one of a column's unit: by its metadata or its file's, else by its name, else a yuan."""
    if column.is_fen or column.is_fen_if_money:
        return 1
    unit = make_heading(column.name, 0).unit
    factor = Decimal(100) if unit is None else unit.factor * 100
    return int(factor)


def _bounds(spec: FieldSpec, column: PortfolioColumn) -> tuple[int | float, int | float] | None:
    limits = spec.bounds
    if limits is None or spec.column.reads not in (Reads.COUNT, Reads.NUMBER) or column.is_wide:
        return None
    return limits.low, limits.high
