"""The columns that an analysis computes with, the measure among them, and what is known of each of their cells."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from keyclient.ingest.portfolio.fields_of import PortfolioFields
from keyclient.ingest.portfolio.measure import (
    ScanMeasure,
    candidates,
    default_measure,
    no_measure,
    own_measure,
    requested_measure,
)
from keyclient.ingest.portfolio.reading import LARGEST, Reading, Value, Want
from keyclient.ingest.portfolio.request import ScanRequest
from keyclient.ingest.portfolio.schema import Kind, Schema
from keyclient.ingest.portfolio.tables import Kept, Table, Totals
from keyclient.model.fields import fields

_OWN = "measure"
"""The column in which a batch run names the measure of each row."""


@dataclass(frozen=True)
class RankedBy:
    """What is read of a portfolio."""

    readings: Mapping[str, Reading]
    """By their names in the frame: the fields that are needed, the columns of the measure, further numbers."""
    chosen: ScanMeasure | None
    further: Mapping[str, ScanMeasure]
    totals: Mapping[str, Totals]
    """Of the columns that had to be read through: all of money, and those whose cells may be unreadable."""


def ranked_by(found: PortfolioFields, table: Table, kept: Kept, rows: int, request: ScanRequest, path: object) -> RankedBy:
    """Choose the measure, read the cells of words, and check all columns in one pass over the rows that count."""
    needed = {
        name: table.with_words(reading)
        for name in request.wanted_fields
        if (reading := found.reading(name)) is not None
    }
    totals: dict[str, Totals] = {}
    chosen = _chosen(found, table, kept, rows, request, path, totals)
    further = {name: requested_measure(found, table, name, path) for name in request.needs.also if found.find(name)}
    if chosen is not None:
        needed = {**needed, **{reading.name: reading for reading in chosen.readings}}
    needed |= {reading.name: reading for other in further.values() for reading in other.readings if reading.name not in needed}
    asked = [reading for name, reading in needed.items() if name not in totals and must_be_read(reading, table.schema)]
    totals |= table.totals(asked, kept)
    readings = {name: _limited(reading, totals.get(name), table.schema) for name, reading in needed.items()}
    changed = [reading for name, reading in readings.items() if reading != needed[name]]
    totals |= table.totals(changed, kept)
    if chosen is not None:
        chosen = replace(chosen, readings=tuple(readings[reading.name] for reading in chosen.readings))
    return RankedBy(readings, chosen, further, {name: totals[name] for name in readings if name in totals})


def _chosen(
    found: PortfolioFields,
    table: Table,
    kept: Kept,
    rows: int,
    request: ScanRequest,
    path: object,
    totals: dict[str, Totals],
) -> ScanMeasure | None:
    if request.wanted_measure is not None:
        return requested_measure(found, table, request.wanted_measure, path)
    readings = {name: table.with_words(reading) for name, reading in candidates(found).items()}
    read = {name: count for name, reading in readings.items() if (count := read_by_footer(reading, table.schema)) is not None}
    if kept.newest is not None:
        read = {}
    unsure = [reading for name, reading in readings.items() if name not in read]
    if unsure:
        totals |= table.totals(unsure, kept)
    read |= {reading.name: totals[reading.name].read for reading in unsure}
    chosen = default_measure(readings, read, rows, request.policy.read.measure_filled)
    chosen = chosen or own_measure(found, _own_names(found, table))
    if chosen is None and request.needs.measure:
        raise no_measure(found, path)
    return chosen


def _own_names(found: PortfolioFields, table: Table) -> Sequence[str | None]:
    """The different texts in the column `measure`, at most two of them."""
    column = found.schema.columns.get(_OWN)
    if column is None or column.kind is not Kind.TEXT:
        return []
    said = [footer.constant(column) for footer in table.schema.footers]
    if all(one is not None for one in said):
        return list({None if one is None or one.value is None else str(one.value) for one in said})
    return table.distinct(Reading(_OWN, column, Want.TEXT), 2) or []


def read_by_footer(reading: Reading, schema: Schema) -> int | None:
    """How many cells of a column of whole numbers can be read, where the footers say that all lie within bounds."""
    if not reading.is_direct:
        return None
    nulls = 0
    for footer in schema.footers:
        if reading.column.name not in footer.columns:
            nulls += footer.rows
            continue
        said = footer.statistics.get(reading.column.name)
        if said is None or not _is_within(said.low, said.high, limits(reading)):
            return None
        nulls += said.nulls
    return schema.rows - nulls


def must_be_read(reading: Reading, schema: Schema) -> bool:
    """Whether a pass over a column is needed: for its sum, or because some cell may be unreadable."""
    if reading.want is Want.TEXT:
        return False
    return reading.want in (Want.MONEY, Want.UNITS) or read_by_footer(reading, schema) is None


def limits(reading: Reading) -> tuple[Value, Value] | None:
    """The smallest and largest value that can be."""
    if reading.want in (Want.MONEY, Want.UNITS):
        return -LARGEST, LARGEST
    bounds = fields()[reading.name].bounds if reading.name in fields() else None
    return None if bounds is None or reading.want in (Want.TEXT, Want.CHOICE) else (bounds.low, bounds.high)


def _limited(reading: Reading, totals: Totals | None, schema: Schema) -> Reading:
    """The reading with its bounds, where some value lies beyond them."""
    del schema
    bounds = limits(reading)
    if totals is None or _is_within(totals.low, totals.high, bounds):
        return reading
    return replace(reading, bounds=bounds)


def _is_within(low: object, high: object, bounds: tuple[Value, Value] | None) -> bool:
    if low is None or bounds is None:
        return True
    try:
        return bool(bounds[0] <= low and high <= bounds[1])  # type: ignore[operator]
    except TypeError:
        return False
