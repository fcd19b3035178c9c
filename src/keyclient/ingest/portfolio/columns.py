"""The columns of the frame that an analysis gets."""

from collections.abc import Iterator

from keyclient.ingest.cells.plain import BLANK_WORDS
from keyclient.ingest.portfolio.fields_of import PortfolioFields
from keyclient.ingest.portfolio.measure import one_column
from keyclient.ingest.portfolio.ranked_by import RankedBy
from keyclient.ingest.portfolio.reading import Reading, Want
from keyclient.ingest.portfolio.refusals import NotAGroupColumn
from keyclient.ingest.portfolio.request import ScanRequest
from keyclient.ingest.portfolio.schema import Kind
from keyclient.ingest.portfolio.tables import FrameColumn

ROW, VALUE, GROUP = "row", "value", "group"


def frame_columns(
    found: PortfolioFields, ranked: RankedBy, group: Reading | None, held: tuple[FrameColumn, ...]
) -> tuple[FrameColumn, ...]:
    """The columns in their order: row, fields, further numbers, holdings, value, group."""
    made = [_row(found), *(FrameColumn(name, (reading,)) for name, reading in _read(ranked)), *held]
    if ranked.chosen is not None:
        made.append(FrameColumn(VALUE, ranked.chosen.readings))
    if group is not None:
        made.append(FrameColumn(GROUP, (group,), otherwise=""))
    return tuple(made)


def _read(ranked: RankedBy) -> Iterator[tuple[str, Reading]]:
    """What is read, but for a measure that has the name of a column of the frame's own."""
    return ((name, reading) for name, reading in ranked.readings.items() if name not in (ROW, VALUE, GROUP))


def _row(found: PortfolioFields) -> FrameColumn:
    column = found.schema.columns.get(ROW)
    if column is None or column.kind is not Kind.INT:
        return FrameColumn(ROW, constant=0)
    return FrameColumn(ROW, (Reading(ROW, column, Want.COUNT),), otherwise=None if column.is_wide else 0)


def group_reading(found: PortfolioFields, request: ScanRequest, path: object) -> tuple[str, Reading] | None:
    """What customers are grouped by, and its reading as text; None if they are not.

    Raises `ColumnNotFound`, or `NotAGroupColumn` for numbers with fractions.
    """
    if request.by is None:
        return None
    column = one_column(found, request.by, path)
    if column.kind in (Kind.FLOAT, Kind.DECIMAL, Kind.OTHER):
        raise NotAGroupColumn(path=path, wanted=request.by, kind=column.said)
    return found.field_of(column) or column.name, Reading(GROUP, column, Want.TEXT, blank=BLANK_WORDS)
