"""What the customers of a portfolio are ranked by: what was asked for, else the first suitable balance."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from keyclient.ingest.cells.plain import BLANK_WORDS
from keyclient.ingest.layout.headings import make_heading
from keyclient.ingest.portfolio.fields_of import PortfolioFields, fen_factor, field_reading
from keyclient.ingest.portfolio.reading import Reading, Want
from keyclient.ingest.portfolio.refusals import (
    ColumnNotFound,
    FloatsDoNotFit,
    NoPortfolioMeasure,
    NotABalance,
    NotANumber,
)
from keyclient.ingest.portfolio.schema import Kind, PortfolioColumn
from keyclient.ingest.portfolio.tables import Table
from keyclient.model.fields import fields
from keyclient.model.label import Label, listed
from keyclient.model.measure import Measure, MeasureKind
from keyclient.model.measure_fields import ALONE, AVERAGES, MEASURE_FIELDS, SUMMED

MOST_DECIMALS = 9
_MOST_NAMED = 12
_NUMERIC = (Kind.INT, Kind.DECIMAL, Kind.FLOAT)


@dataclass(frozen=True)
class ScanMeasure:
    """The measure, and the columns whose sum it is."""

    measure: Measure
    readings: tuple[Reading, ...]


def candidates(found: PortfolioFields) -> dict[str, Reading]:
    """The fields that could be the measure where none is asked for."""
    readings = {name: found.reading(name) for name in MEASURE_FIELDS}
    return {name: reading for name, reading in readings.items() if reading is not None}


def default_measure(
    readings: Mapping[str, Reading], read: Mapping[str, int], rows: int, least: float
) -> ScanMeasure | None:
    """The first of `ALONE`, else the sum of `SUMMED`, of fields readable in at least a share of the rows.

    `read`: how many cells of each can be read. Where a balance is not usable its average takes its place.
    """
    usable = {
        name: reading for name, reading in readings.items() if read[name] >= least * rows and read[name]
    }

    def standing(name: str) -> str | None:
        if name in usable:
            return name
        average = AVERAGES.get(name, "")
        return average if average in usable else None

    for name in ALONE:
        if (column := standing(name)) is not None:
            return _sum_of({column: usable[column]})
    terms = [column for name in SUMMED if (column := standing(name)) is not None]
    return _sum_of({column: usable[column] for column in terms}) if terms else None


def own_measure(found: PortfolioFields, names: Sequence[str | None]) -> ScanMeasure | None:
    """The measure by which a batch run has ranked all customers; None where it is several or none.

    `names`: the different texts of the column `measure`.
    """
    value = found.schema.columns.get("value")
    if value is None or not value.is_fen or len(names) != 1 or names[0] is None:
        return None
    name = names[0]
    label = fields()[name].column.label if name in fields() else Label(name, name)
    reading = Reading(name, value, Want.MONEY, fen_factor(value))
    return ScanMeasure(Measure(name, label, (name,), MeasureKind.MONEY, 2), (reading,))


def requested_measure(found: PortfolioFields, table: Table, wanted: str, path: object) -> ScanMeasure:
    """The measure that the user names by field, column or the terms of a sum.

    A money field is money, and so is a column whose name or metadata has a unit; anything else is a plain number. Raises
    `ColumnNotFound`, `NotANumber` or `FloatsDoNotFit`.
    """
    if (terms := _terms(found, wanted)) is not None:
        return _sum_of(terms)
    _refuse_terms(found, wanted, path)
    column = one_column(found, wanted, path)
    name = found.field_of(column)
    if name is not None and fields()[name].is_money:
        return _sum_of({name: field_reading(name, column)})
    return _plain(found, table, column, name or column.name, path)


def one_column(found: PortfolioFields, wanted: str, path: object) -> PortfolioColumn:
    """The column that a name means. Raises `ColumnNotFound`."""
    columns = found.find(wanted)
    if not columns:
        raise ColumnNotFound(path=path, wanted=wanted, columns=listed(found.names))
    return columns[0]


def no_measure(found: PortfolioFields, path: object) -> NoPortfolioMeasure:
    """The refusal for want of a measure."""
    wanted = listed(fields()[name].column.label for name in MEASURE_FIELDS)
    return NoPortfolioMeasure(path=path, wanted=wanted, numeric=_numeric(found))


def _terms(found: PortfolioFields, wanted: str) -> dict[str, Reading] | None:
    names = [name.strip() for name in wanted.replace("＋", "+").split("+")]
    if len(names) < 2 or not set(names) <= set(MEASURE_FIELDS) or found.find(wanted):
        return None
    readings = {name: reading for name in names if (reading := found.reading(name)) is not None}
    return readings if len(readings) == len(set(names)) else None


def _refuse_terms(found: PortfolioFields, wanted: str, path: object) -> None:
    """Raises `ColumnNotFound` or `NotABalance` for the first part of a sum that is none; a column of that name is no sum."""
    terms = [term.strip() for term in wanted.replace("＋", "+").split("+")]
    if len(terms) < 2 or found.find(wanted) or not any(map(found.find, terms)):
        return
    for term in terms:
        one_column(found, term, path)
        if term not in MEASURE_FIELDS:
            balances = listed(name for name in MEASURE_FIELDS if found.reading(name) is not None)
            raise NotABalance(path=path, term=term, wanted=wanted, balances=balances)


def _sum_of(terms: Mapping[str, Reading]) -> ScanMeasure:
    labels = [fields()[name].column.label for name in terms]
    label = Label(" + ".join(item.en for item in labels), "+".join(item.zh for item in labels))
    return ScanMeasure(
        Measure("+".join(terms), label, tuple(terms), MeasureKind.MONEY, 2), tuple(terms.values())
    )


def _plain(
    found: PortfolioFields, table: Table, column: PortfolioColumn, name: str, path: object
) -> ScanMeasure:
    """A column that is no money field: money if it has a unit, else a plain number."""
    heading = make_heading(column.name, 0)
    if column.is_fen or (heading.unit is not None and column.kind in (*_NUMERIC, Kind.TEXT)):
        text = heading.without_unit
        reading = Reading(name, column, Want.MONEY, fen_factor(column), BLANK_WORDS)
        return ScanMeasure(Measure(name, Label(text, text), (name,), MeasureKind.MONEY, 2), (reading,))
    decimals = _decimals(found, table, column, name, path)
    label = fields()[name].column.label if name in fields() else Label(name, name)
    reading = Reading(name, column, Want.UNITS, 10**decimals)
    return ScanMeasure(Measure(name, label, (name,), MeasureKind.NUMBER, decimals), (reading,))


def _decimals(found: PortfolioFields, table: Table, column: PortfolioColumn, name: str, path: object) -> int:
    """In which decimals a plain number is counted: those of its type, or the fewest that hold every float."""
    if column.kind in (Kind.INT, Kind.BOOL):
        return 0
    if column.kind is Kind.DECIMAL:
        return min(column.decimals, MOST_DECIMALS)
    reading = Reading(name, column, Want.NUMBER)
    if column.kind is not Kind.FLOAT:
        raise NotANumber(path=path, wanted=name, numeric=_numeric(found))
    decimals = table.whole_decimals(reading, MOST_DECIMALS)
    if decimals is None:
        raise FloatsDoNotFit(path=path, wanted=name)
    return decimals


def _numeric(found: PortfolioFields) -> Label:
    names = [name for name in found.names if found.schema.columns[name].kind in _NUMERIC]
    return listed(names[:_MOST_NAMED] or ["-"])
