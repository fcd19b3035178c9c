"""Measures made of columns: the one that is requested, sums of several, and the refusal for want of any."""

from collections.abc import Mapping, Sequence
from dataclasses import field

from keyclient.ingest.base.table_refusals import HeadingTwice, MeasureNotNumeric, NoMeasure
from keyclient.ingest.columns.body import Body
from keyclient.ingest.columns.field_columns import Columns
from keyclient.ingest.columns.reading import Reading
from keyclient.ingest.columns.suggest import (
    as_typed,
    heading_not_found,
    join_names,
    measure_remedy,
    other_sheets,
    possible_amounts,
)
from keyclient.ingest.layout.headings import Heading
from keyclient.ingest.layout.located import Located
from keyclient.model.column import Reads
from keyclient.model.fields import fields
from keyclient.model.label import Label, listed
from keyclient.model.measure import Measure, MeasureKind
from keyclient.model.measure_fields import MEASURE_FIELDS
from keyclient.model.portfolio import GROUPED_BY_HEADING
from keyclient.model.record import dataclass

RESERVED = ("row", "value")
"""Frame columns that do not come from a heading."""

_CONTRADICTED = Label(
    "“{heading}” would do, but {bad} of its {filled} filled cells cannot be read.",
    "“{heading}”本可采用，但其 {filled} 个非空单元格中有 {bad} 个无法识别。",
)
_TWICE = Label("“{heading}” is the heading of several columns.", "“{heading}”出现在多列。")
_SPARSE = Label("Too few cells of “{heading}” can be read.", "“{heading}”可识别的单元格过少。")


@dataclass(frozen=True)
class ChosenMeasure:
    """The measure, and the readings of its columns by frame column."""

    measure: Measure
    readings: Mapping[str, Reading]
    headings: Mapping[str, Heading]
    stand_ins: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """The frame columns that stand for a field that the book lacks: its parts, or its average."""


def measure_columns(chosen: ChosenMeasure | None) -> dict[str, tuple[Heading, Reading]]:
    """Heading and reading of the measure's columns, by frame column; empty without a measure."""
    if chosen is None:
        return {}
    return {name: (chosen.headings[name], reading) for name, reading in chosen.readings.items()}


def all_columns(columns: Columns, chosen: ChosenMeasure | None) -> dict[str, tuple[Heading, Reading]]:
    """Heading and reading of every column that was read: the fields and the measure."""
    own = {name: (columns.headings[name], reading) for name, reading in columns.readings.items()}
    return own | measure_columns(chosen)


def one_heading(body: Body, wanted: str, path: object) -> Heading:
    """The one heading with a name. Raises `HeadingNotFound` or `HeadingTwice`."""
    return single_heading(body.located.understanding.find(wanted), wanted, body.located, path)


def single_heading(found: Sequence[Heading], wanted: str, located: Located, path: object) -> Heading:
    """The heading, if exactly one was found. Raises `HeadingNotFound` or `HeadingTwice`."""
    if not found:
        raise heading_not_found(located, wanted, path)
    if len(found) > 1:
        places = listed(located.grid.letter(heading.position) for heading in found)
        same = len({heading.key for heading in found}) == 1
        name = found[0].text if same else wanted.strip()
        raise HeadingTwice(path=path, heading=name, count=len(found), letters=places)
    return found[0]


def field_of(body: Body, heading: Heading) -> str | None:
    """The field that a heading is read as."""
    taken = body.located.understanding.taken
    return next((name for name, other in taken.items() if other is heading), None)


def requested_measure(
    body: Body, wanted: str, readings: Mapping[str, Reading], path: object
) -> ChosenMeasure:
    """The measure that the user named by field or heading.

    A money field is money; any other column is money if it has a unit or a currency sign, else
    a plain number. Raises `HeadingNotFound`, `HeadingTwice`, or `MeasureNotNumeric`.
    """
    heading = one_heading(body, wanted, path)
    name = field_of(body, heading)
    if name is not None and name in readings and fields()[name].is_money:
        return _single(name, heading, readings[name], MeasureKind.MONEY)
    reading = body.numbers(heading)
    money = body.money(heading) if name is None and _says_money(body, heading, reading) else None
    is_money = money is not None and money.valid.sum() >= reading.valid.sum()
    if money is not None and is_money:
        reading = money
    if not reading.valid.any():
        raise MeasureNotNumeric(
            path=path,
            wanted=wanted,
            cell=_first_bad(body, heading, reading),
            numeric=_join_numeric(body, numeric(body)),
            sheets=other_sheets(body.located),
        )
    kind = MeasureKind.MONEY if is_money else MeasureKind.NUMBER
    return _single(name, heading, reading, kind)


def parts_measure(found: Mapping[str, Mapping[str, tuple[Heading, Reading]]]) -> ChosenMeasure:
    """The sum of columns of money, named after the fields they are or stand for.

    `found`: by field, heading and reading of its own column, or of those that stand for it, by frame column.
    """
    names = [
        column if len(read) == 1 and column in fields() else name
        for name, read in found.items()
        for column in read
    ]
    names = list(dict.fromkeys(names))
    labels = [fields()[name].column.label for name in names]
    label = Label(" + ".join(item.en for item in labels), "+".join(item.zh for item in labels))
    read = {column: item for columns in found.values() for column, item in columns.items()}
    return ChosenMeasure(
        Measure("+".join(names), label, tuple(read), MeasureKind.MONEY, 2),
        {column: reading for column, (_, reading) in read.items()},
        {column: heading for column, (heading, _) in read.items()},
        {name: tuple(columns) for name, columns in found.items() if name not in columns},
    )


def no_measure(columns: Columns, path: object) -> NoMeasure:
    """The refusal for want of a measure: why likely columns are unsuitable, and which columns hold numbers."""
    wanted = listed(fields()[name].column.label for name in MEASURE_FIELDS)
    headings = numeric(columns.body)
    remedy = measure_remedy(columns.body.located.understanding, headings, MEASURE_FIELDS)
    names = _join_numeric(columns.body, headings)
    return NoMeasure(
        path=path,
        wanted=wanted,
        doubts=_doubts(columns),
        numeric=names,
        remedy=remedy,
        sheets=other_sheets(columns.body.located),
    )


def _join_numeric(body: Body, headings: Sequence[Heading]) -> Label:
    return join_names([as_typed(body.located.understanding, heading) for heading in headings])


def _doubts(columns: Columns) -> Label:
    """Why the likely columns are not the measure."""
    doubts = [
        _CONTRADICTED.filled(heading=heading.text, bad=len(reading.bad), filled=reading.filled)
        for name, (heading, reading) in columns.contradicted.items()
        if name in MEASURE_FIELDS
    ]
    twice = columns.body.located.understanding.twice
    doubts += [
        _TWICE.filled(heading=found[0].text) for name, found in twice.items() if name in MEASURE_FIELDS
    ]
    sparse = [columns.headings[name].text for name in MEASURE_FIELDS if name in columns.readings]
    doubts += [_SPARSE.filled(heading=text) for text in sparse]
    return Label("".join(f" {doubt.en}" for doubt in doubts), "".join(doubt.zh for doubt in doubts))


def choose_group(
    body: Body, wanted: str, readings: Mapping[str, Reading], path: object
) -> tuple[str, Reading]:
    """The frame column and reading of what customers are grouped by.

    Raises `HeadingNotFound` or `HeadingTwice`.
    """
    if not body.located.understanding.find(wanted) and wanted in readings:
        return wanted, readings[wanted]
    heading = one_heading(body, wanted, path)
    name = field_of(body, heading)
    if name is not None and fields()[name].column.reads in (Reads.TEXT, Reads.ID, Reads.CHOICE):
        return name, readings[name]
    return f"{heading.text}{GROUPED_BY_HEADING}", body.text(heading)


def numeric(body: Body) -> list[Heading]:
    """The headings of columns that hold mostly numbers and are not read as anything but money; see `possible_amounts`."""
    found = []
    for heading in body.located.understanding.headings:
        name = field_of(body, heading)
        if name is not None and not fields()[name].is_money:
            continue
        reading = body.numbers(heading)
        if reading.valid.sum() > len(reading.bad):
            found.append(heading)
    return possible_amounts(found)


def _says_money(body: Body, heading: Heading, reading: Reading) -> bool:
    """Whether a unit or currency sign shows that a column holds money."""
    return body.unit(heading) is not None or reading.says_money


def _single(name: str | None, heading: Heading, reading: Reading, kind: MeasureKind) -> ChosenMeasure:
    """A measure of one column; `name`: the field that the heading is read as."""
    called = name or heading.text
    plain = heading.without_unit if kind is MeasureKind.MONEY else heading.text
    label = fields()[name].column.label if name is not None else Label(plain, plain)
    is_own = name is not None and fields()[name].is_money
    column = called if is_own or called not in (*RESERVED, *fields()) else f"{called}#"
    decimals = reading.decimals if kind is MeasureKind.NUMBER else 2
    return ChosenMeasure(
        Measure(called, label, (column,), kind, decimals), {column: reading}, {column: heading}
    )


def _first_bad(body: Body, heading: Heading, reading: Reading) -> str:
    return (
        body.address(min(reading.bad), heading)
        if reading.bad
        else body.located.grid.address(0, heading.position)
    )
