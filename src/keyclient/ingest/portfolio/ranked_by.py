"""The columns that an analysis computes with, the measure among them, and what is known of each of their cells."""

from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path

from keyclient.ingest.portfolio.fields_of import PortfolioFields
from keyclient.ingest.portfolio.measure import (
    ScanMeasure,
    candidates,
    default_measure,
    no_measure,
    own_measure,
    requested_measure,
)
from keyclient.ingest.portfolio.pipeline_columns import deal_amount, with_outcome_words
from keyclient.ingest.portfolio.reading import LARGEST, Reading, Value, Want
from keyclient.ingest.portfolio.refusals import FloatsDoNotFit, MeasureTooVaried, MeasureUnread, NotANumber
from keyclient.ingest.portfolio.request import ScanRequest
from keyclient.ingest.portfolio.schema import Kind, Schema
from keyclient.ingest.portfolio.tables import MOST_WORDS, Kept, Table, Totals
from keyclient.ingest.portfolio.unread_cells import first_unread
from keyclient.model.fields import fields
from keyclient.model.measure_fields import MEASURE_FIELDS

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


@dataclass(frozen=True)
class Portfolio:
    """What is asked of which rows."""

    found: PortfolioFields
    table: Table
    kept: Kept
    """The rows that count."""
    rows: int
    """How many they are."""
    request: ScanRequest

    @property
    def path(self) -> Path:
        """Where refusals say it is."""
        return self.request.paths[0]

    def totals(self, readings: Iterable[Reading]) -> dict[str, Totals]:
        """The figures of some columns, by name, in one pass; without any column none is needed."""
        asked = tuple(readings)
        return dict(self.table.totals(asked, self.kept)) if asked else {}


def ranked_by(portfolio: Portfolio) -> RankedBy:
    """Choose the measure and check the columns: one pass over the rows that count, unless cells turn out to be words.

    Raises `NoPortfolioMeasure`, or what `requested_measure` raises.
    """
    readings = _needed(portfolio)
    further, chosen = _further(portfolio), _requested(portfolio)
    named = () if chosen is None else chosen.readings
    readings |= {
        one.name: one for one in (*named, *(one for other in further.values() for one in other.readings))
    }
    possible = candidates(portfolio.found) if chosen is None else {}
    known = _known(portfolio, possible)
    if chosen is None and len(known) == len(possible):
        chosen, possible = _default(portfolio, possible, known), {}
        readings |= {} if chosen is None else {one.name: one for one in chosen.readings}
    asked = {**possible, **readings}
    totals = portfolio.totals(
        one for one in asked.values() if one.name in possible or must_be_read(one, portfolio)
    )
    asked, totals = _checked(portfolio, asked, totals)
    if possible:
        counts = {name: totals[name].read for name in possible}
        chosen = _default(portfolio, {name: asked[name] for name in possible}, counts)
        asked, totals = _with_own(portfolio, chosen, asked, totals)
    if chosen is None and portfolio.request.needs.measure:
        _refuse_varied(portfolio, asked.values())
        _refuse_unread(portfolio, possible, asked, totals)
        raise no_measure(portfolio.found, portfolio.path)
    return _made(asked, totals, chosen, further, readings)


def _refuse_varied(portfolio: Portfolio, asked: Iterable[Reading]) -> None:
    """Raises `MeasureTooVaried` for a column whose amounts are too many different words."""
    for one in asked:
        if one.is_cut and one.name in MEASURE_FIELDS:
            raise MeasureTooVaried(path=portfolio.path, column=one.column.name, most=MOST_WORDS)


def _refuse_unread(
    portfolio: Portfolio,
    possible: Iterable[str],
    asked: Mapping[str, Reading],
    totals: Mapping[str, Totals],
) -> None:
    """Raises `MeasureUnread` for the first measure that has values enough, if they could only be read."""
    least = portfolio.request.policy.read.measure_filled * portfolio.rows
    for name in possible:
        if totals[name].unread and totals[name].filled >= least:
            cell = first_unread(asked[name], portfolio.table.schema)
            if cell is not None:
                raise MeasureUnread(
                    path=portfolio.path,
                    column=cell.column,
                    count=totals[name].unread,
                    file=cell.file,
                    row=cell.row,
                    reason=cell.reason,
                )


def _with_own(
    portfolio: Portfolio, chosen: ScanMeasure | None, asked: dict[str, Reading], totals: dict[str, Totals]
) -> tuple[dict[str, Reading], dict[str, Totals]]:
    """What is asked, with the columns of a measure that none of the fields was found to be."""
    new = {} if chosen is None else {one.name: one for one in chosen.readings if one.name not in asked}
    if not new:
        return asked, totals
    checked, figures = _checked(portfolio, new, portfolio.totals(new.values()))
    return {**asked, **checked}, {**totals, **figures}


def _made(
    asked: Mapping[str, Reading],
    totals: Mapping[str, Totals],
    chosen: ScanMeasure | None,
    further: Mapping[str, ScanMeasure],
    needed: Mapping[str, Reading],
) -> RankedBy:
    """What is read in the end: what is needed, and the columns of the measure."""
    terms = () if chosen is None else tuple(asked.get(one.name, one) for one in chosen.readings)
    kept = {name: asked[name] for name in needed} | {one.name: one for one in terms}
    final = None if chosen is None else replace(chosen, readings=terms)
    return RankedBy(kept, final, further, {name: totals[name] for name in kept if name in totals})


def _needed(portfolio: Portfolio) -> dict[str, Reading]:
    found = {name: portfolio.found.reading(name) for name in portfolio.request.wanted_fields}
    known = {name: reading for name, reading in found.items() if reading is not None}
    return with_outcome_words(known, portfolio.request)


def _further(portfolio: Portfolio) -> dict[str, ScanMeasure]:
    found, table, path = portfolio.found, portfolio.table, portfolio.path
    wanted = [name for name in portfolio.request.needs.also if found.find(name)]
    return {name: requested_measure(found, table, name, path) for name in wanted}


def _requested(portfolio: Portfolio) -> ScanMeasure | None:
    found, table, path = portfolio.found, portfolio.table, portfolio.path
    if (amount := deal_amount(found, portfolio.request)) is not None:
        with suppress(NotANumber, FloatsDoNotFit):
            return requested_measure(found, table, amount, path)
    wanted = portfolio.request.wanted_measure
    return None if wanted is None else requested_measure(found, table, wanted, path)


def _known(portfolio: Portfolio, possible: Mapping[str, Reading]) -> dict[str, int]:
    """How many cells of the possible measures can be read, of those whose footers say so."""
    if portfolio.kept.newest is not None:
        return {}
    found = {name: read_by_footer(reading, portfolio.table.schema) for name, reading in possible.items()}
    return {name: count for name, count in found.items() if count is not None}


def _default(
    portfolio: Portfolio, readings: Mapping[str, Reading], read: Mapping[str, int]
) -> ScanMeasure | None:
    least = portfolio.request.policy.read.measure_filled
    chosen = default_measure(readings, read, portfolio.rows, least)
    return chosen or own_measure(portfolio.found, _own_names(portfolio.found, portfolio.table))


def _checked(
    portfolio: Portfolio, asked: Mapping[str, Reading], totals: Mapping[str, Totals]
) -> tuple[dict[str, Reading], dict[str, Totals]]:
    """The readings and their figures, after words are read and values beyond their limits are set aside."""
    checked = {name: _with_words(portfolio, reading, totals.get(name)) for name, reading in asked.items()}
    worded = portfolio.totals(one for name, one in checked.items() if one != asked[name])
    figures = {**totals, **worded}
    limited = {name: _limited(reading, figures.get(name)) for name, reading in checked.items()}
    return limited, figures | portfolio.totals(one for name, one in limited.items() if one != checked[name])


def _with_words(portfolio: Portfolio, reading: Reading, totals: Totals | None) -> Reading:
    if totals is None or not totals.unread:
        return reading
    return portfolio.table.with_words(reading)


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
        if not footer.has(reading.column.name):
            nulls += footer.rows
            continue
        said = footer.statistics_of(reading.column.name)
        if said is None or not _is_within(said.low, said.high, limits(reading)):
            return None
        nulls += said.nulls
    return schema.rows - nulls


def must_be_read(reading: Reading, portfolio: Portfolio) -> bool:
    """Whether a pass over a column is needed: for its sum, or because some cell may be unreadable."""
    if reading.want is Want.TEXT:
        return False
    return reading.want in (Want.MONEY, Want.UNITS) or read_by_footer(reading, portfolio.table.schema) is None


def limits(reading: Reading) -> tuple[Value, Value] | None:
    """The smallest and largest value that can be."""
    if reading.want in (Want.MONEY, Want.UNITS):
        return -LARGEST, LARGEST
    bounds = fields()[reading.name].bounds if reading.name in fields() else None
    return None if bounds is None or reading.want in (Want.TEXT, Want.CHOICE) else (bounds.low, bounds.high)


def _limited(reading: Reading, totals: Totals | None) -> Reading:
    """The reading with its bounds, where some value lies beyond them."""
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
