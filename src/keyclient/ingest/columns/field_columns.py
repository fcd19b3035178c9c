"""All recognised columns of a table, read: which of them hold what their headings promise."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType

from keyclient.ingest.columns.body import Body
from keyclient.ingest.columns.reading import Manner, Reading
from keyclient.ingest.columns.totals import unlabelled_total
from keyclient.ingest.layout.headings import Heading
from keyclient.ingest.layout.table import Located
from keyclient.ingest.layout.total_rows import TotalKind, TotalRow
from keyclient.ingest.rows.row_kinds import Indices
from keyclient.model.column import Standing, UnderstoodColumn
from keyclient.model.fields import fields
from keyclient.model.rules.cells import ErrorValue, FormulaNotCalculated
from keyclient.policy.parts.read import ReadPolicy


@dataclass(frozen=True)
class Columns:
    """The recognised columns of a table, by field."""

    body: Body
    readings: Mapping[str, Reading]
    contradicted: Mapping[str, tuple[Heading, Reading]]
    """Fields whose heading was found but whose cells say otherwise."""
    unlabelled: TotalRow | None
    """The last row, where it turned out to be a total without a label."""

    @property
    def headings(self) -> Mapping[str, Heading]:
        """The heading of each field that is read."""
        return self.body.located.understanding.taken


def read_columns(
    located: Located,
    rows: Indices,
    policy: ReadPolicy,
    given: frozenset[str],
    words: Mapping[str, Mapping[str, tuple[str, ...]]] = MappingProxyType({}),
) -> Columns:
    """Read every recognised column.

    A heading is not taken for its field when more than the policy's share of its filled cells cannot be read as it,
    unless the user has `given` it that field. `words`: more words for the choices of a field.
    """
    manner = Manner(policy.date_order, located.grid.marks.is_1904, policy.rounded_ids)
    body = Body(located, rows, manner, words)
    readings = _readings(body)
    doubtful = {
        name: (located.understanding.taken[name], reading)
        for name, reading in readings.items()
        if name not in given and _unreadable(reading) > policy.contradiction * reading.filled
    }
    taken = {name: heading for name, heading in located.understanding.taken.items() if name not in doubtful}
    understanding = replace(located.understanding, taken=taken)
    body = replace(body, located=replace(located, understanding=understanding))
    readings = {name: reading for name, reading in readings.items() if name not in doubtful}
    columns = Columns(body, readings, doubtful, None)
    return without_unlabelled(columns, {}) or columns


def without_unlabelled(columns: Columns, measured: Mapping[str, Reading]) -> Columns | None:
    """The columns without their last row, where that is a total without a label; else None.

    `measured`: readings of the measure's columns, which may be no fields.
    """
    body = columns.body
    if columns.unlabelled is not None or not unlabelled_total(body, columns.readings, measured):
        return None
    last = int(body.rows[-1])
    body = body.without_last()
    total = TotalRow(last, TotalKind.GRAND, body.located.grid.row(last))
    return Columns(body, _readings(body), columns.contradicted, total)


def understood(columns: Columns) -> tuple[UnderstoodColumn, ...]:
    """How every heading was understood, in the order of the columns."""
    understanding, grid = columns.body.located.understanding, columns.body.located.grid
    standings: dict[int, tuple[Standing, str, Reading | None]] = {}
    for rivalry in understanding.rivals:
        standings[rivalry.other.position] = (Standing.RIVAL, rivalry.field, None)
    for name, headings in understanding.twice.items():
        standings.update({heading.position: (Standing.TWICE, name, None) for heading in headings})
    for name, (heading, reading) in columns.contradicted.items():
        standings[heading.position] = (Standing.CONTRADICTED, name, reading)
    for name, heading in understanding.taken.items():
        standings[heading.position] = (Standing.TAKEN, name, columns.readings[name])
    found = []
    for heading in understanding.headings:
        standing, field, reading_ = standings.get(heading.position, (Standing.PLAIN, None, None))
        unit = columns.body.unit(heading) if field is not None and fields()[field].is_money else heading.unit
        found.append(
            UnderstoodColumn(
                letter=grid.letter(heading.position),
                heading=heading.text,
                field=field,
                unit=unit.name if unit is not None else None,
                standing=standing,
                filled=reading_.filled if reading_ is not None else None,
                unreadable=len(reading_.bad) if reading_ is not None else None,
            )
        )
    return tuple(found)


def _readings(body: Body) -> dict[str, Reading]:
    return {
        name: body.field(heading, fields()[name])
        for name, heading in body.located.understanding.taken.items()
    }


def _unreadable(reading: Reading) -> int:
    """Cells that speak against the field; an Excel error or an uncalculated formula speaks for nothing."""
    return sum(rule not in (ErrorValue, FormulaNotCalculated) for rule in reading.bad.values())
