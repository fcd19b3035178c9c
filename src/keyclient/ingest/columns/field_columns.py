"""All recognised columns of a table, read; those that contradict their headings are left out."""

from collections.abc import Mapping, Sequence
from dataclasses import field, replace
from types import MappingProxyType

from keyclient.ingest.base.beside import beside
from keyclient.ingest.columns.body import Body
from keyclient.ingest.columns.id_columns import without_id_numbers
from keyclient.ingest.columns.reading import BookConventions, Reading
from keyclient.ingest.columns.status import status_headings, with_status_as_outcome
from keyclient.ingest.columns.sums.computed_rows import computed_rows
from keyclient.ingest.columns.sums.group_rows import group_rows
from keyclient.ingest.columns.sums.outline_rows import outline_rows
from keyclient.ingest.columns.sums.totals import amounts_of, unlabelled_total
from keyclient.ingest.layout.headings import Heading
from keyclient.ingest.layout.located import Located
from keyclient.ingest.layout.total_rows import TotalKind, TotalRow
from keyclient.ingest.rows.row_kinds import Indices
from keyclient.model.column import HeadingStatus, UnderstoodColumn
from keyclient.model.fields import fields
from keyclient.model.record import dataclass
from keyclient.model.rules.cells import ErrorValue, FormulaNotCalculated
from keyclient.policy.parts.read import ReadPolicy


@dataclass(frozen=True)
class Columns:
    """The recognised columns of a table, by field."""

    body: Body
    readings: Mapping[str, Reading]
    contradicted: Mapping[str, tuple[Heading, Reading]]
    """Fields whose heading was found but whose cells do not fit."""
    unlabelled: TotalRow | None
    """The row that turned out to be a total without a label."""
    groups: tuple[TotalRow, ...] = ()
    """Rows that turned out to hold the sums of groups."""
    untied: tuple[TotalRow, ...] = ()
    """Rows of groups that hold other amounts than their sums."""
    figures: tuple[TotalRow, ...] = ()
    """Rows that turned out to compute averages and the like, without a label."""
    details: tuple[TotalRow, ...] = ()
    """Rows that turned out to be details of a customer, who has their sum."""
    foreign: tuple[int, ...] = ()
    """Rows that are set aside because their amounts are in a foreign currency."""
    without_money: Mapping[str, tuple[int, ...]] = field(default_factory=dict)
    """By column: rows that stay, whose amount there is set aside because it is in a foreign currency."""
    in_ids: Mapping[str, Heading] = field(default_factory=dict)
    """The id numbers that the user has mapped a field to, the birth date or gender, by that field."""

    @property
    def totals(self) -> tuple[TotalRow, ...]:
        """All rows that turned out to be totals of any kind."""
        unlabelled = () if self.unlabelled is None else (self.unlabelled,)
        return (*unlabelled, *self.groups, *self.untied, *self.figures)

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

    A heading is not read as its field if more than the policy's share of its filled cells do not fit,
    unless the user has mapped it (`given`). A column of a status that holds outcomes is one. `words`: further words for the choices of a field.
    """
    conventions = BookConventions(policy.date_order, located.grid.marks.is_1904, policy.rounded_ids)
    body = Body(located, rows, conventions, words)
    if status_headings(located.understanding):
        located = with_status_as_outcome(body, policy.contradiction)
        body = replace(body, located=located)
    body, in_ids = without_id_numbers(body, given)
    readings = _readings(body)
    doubtful = {
        name: (body.located.understanding.taken[name], reading)
        for name, reading in readings.items()
        if name not in given and _unreadable(reading) > policy.contradiction * reading.filled
    }
    taken = {
        name: heading for name, heading in body.located.understanding.taken.items() if name not in doubtful
    }
    understanding = replace(body.located.understanding, taken=taken)
    body = replace(body, located=replace(body.located, understanding=understanding))
    readings = {name: reading for name, reading in readings.items() if name not in doubtful}
    columns = Columns(body, readings, doubtful, None, in_ids=in_ids)
    while (without := without_sums(columns, {})) is not None:
        columns = without
    return columns


def without_sums(columns: Columns, measured: Mapping[str, Reading]) -> Columns | None:
    """The columns without rows that are sums of others or details, one kind at a time; None if there are none.

    `measured`: readings of the measure's columns, which need not be fields.
    """
    body, readings, amounts = columns.body, columns.readings, amounts_of(columns.readings, measured)
    outline = outline_rows(body, readings, amounts)
    if any(outline):
        found = replace(
            columns,
            groups=(*columns.groups, *_total_rows(body, outline.groups, TotalKind.GROUP)),
            untied=(*columns.untied, *_total_rows(body, outline.untied, TotalKind.GROUP)),
            details=(*columns.details, *_total_rows(body, outline.details, TotalKind.FIGURE)),
        )
        return _without(found, [row for rows in outline for row in rows])
    row = None if columns.unlabelled is not None else unlabelled_total(body, readings, measured)
    if row is not None:
        (total,) = _total_rows(body, [row], TotalKind.GRAND)
        return _without(replace(columns, unlabelled=total), [row])
    rows = [] if columns.groups else group_rows(body, readings, amounts)
    if rows:
        return _without(replace(columns, groups=_total_rows(body, rows, TotalKind.GROUP)), rows)
    return _without_computed(columns, amounts)


def without_sums_of(columns: Columns, typed: Columns) -> Columns:
    """The columns without the rows that add up the amounts as they were `typed`, before they were converted."""
    places = {int(row): at for at, row in enumerate(columns.body.rows)}
    whole = None if typed.unlabelled is None else places.get(typed.unlabelled.row)
    rows = [places[total.row] for total in typed.groups if total.row in places]
    groups = (*columns.groups, *_total_rows(columns.body, rows, TotalKind.GROUP))
    found = replace(columns, groups=groups)
    if whole is not None and columns.unlabelled is None:
        (total,) = _total_rows(columns.body, [whole], TotalKind.GRAND)
        found, rows = replace(found, unlabelled=total), [*rows, whole]
    return _without(found, rows) if rows else columns


def _without_computed(columns: Columns, amounts: Sequence[Reading]) -> Columns | None:
    """The columns without rows whose formulas compute the others; None if there are none.

    One sum at an end of the table is its total; others are sums of groups.
    """
    body = columns.body
    computed = computed_rows(body, columns.readings, amounts)
    if not computed.sums and not computed.figures:
        return None
    figures = (*columns.figures, *_total_rows(body, computed.figures, TotalKind.FIGURE))
    found, sums = replace(columns, figures=figures), computed.sums
    rest = [row for row in range(len(body.rows)) if row not in {*sums, *computed.figures}] if sums else []
    if sums and columns.unlabelled is None and len(sums) == 1 and rest and not rest[0] < sums[0] < rest[-1]:
        (total,) = _total_rows(body, sums, TotalKind.GRAND)
        found = replace(found, unlabelled=total)
    else:
        found = replace(found, groups=(*columns.groups, *_total_rows(body, sums, TotalKind.GROUP)))
    return _without(found, [*sums, *computed.figures])


def _without(columns: Columns, rows: Sequence[int]) -> Columns:
    """The columns without some rows of the body."""
    body = columns.body.without(rows)
    return replace(columns, body=body, readings=_readings(body))


def _total_rows(body: Body, rows: Sequence[int], kind: TotalKind) -> tuple[TotalRow, ...]:
    places = [int(body.rows[row]) for row in rows]
    cells = body.located.grid.rows(places)
    return tuple(TotalRow(place, kind, row) for place, row in zip(places, cells, strict=True))


def understood_columns(columns: Columns) -> tuple[UnderstoodColumn, ...]:
    """How every heading was understood, in column order."""
    understanding, grid = columns.body.located.understanding, columns.body.located.grid
    standings: dict[int, tuple[HeadingStatus, str, Reading | None]] = {}
    for rivalry in understanding.rivals:
        standings[rivalry.other.position] = (HeadingStatus.RIVAL, rivalry.field, None)
    for name, headings in understanding.twice.items():
        standings.update({heading.position: (HeadingStatus.TWICE, name, None) for heading in headings})
    for name, (heading, reading) in columns.contradicted.items():
        standings[heading.position] = (HeadingStatus.CONTRADICTED, name, reading)
    for name, heading in understanding.taken.items():
        standings[heading.position] = (HeadingStatus.TAKEN, name, columns.readings[name])
    found = []
    for heading in understanding.headings:
        standing, field, reading_ = standings.get(heading.position, (HeadingStatus.PLAIN, None, None))
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
    taken, specs = body.located.understanding.taken, fields()

    def read(name: str) -> Reading:
        return body.field(taken[name], specs[name])

    return dict(zip(taken, beside(read, taken, len(body.rows)), strict=True))


def _unreadable(reading: Reading) -> int:
    """Number of cells that do not fit the field; Excel errors and uncalculated formulas do not count."""
    return sum(code not in (ErrorValue, FormulaNotCalculated) for code in reading.bad.values())
