"""The numbers of a table as their formats show them."""

from dataclasses import replace
from decimal import Decimal, InvalidOperation
from typing import NamedTuple

import numpy as np

from keyclient.ingest.base.bulk import listed_at
from keyclient.ingest.base.replaced import with_texts
from keyclient.ingest.cells.number_format import NumberFormat
from keyclient.ingest.layout.headings import Heading
from keyclient.ingest.layout.located import Located
from keyclient.model.column import Reads
from keyclient.model.fields import fields
from keyclient.model.record import dataclass

_UNTOUCHED = (Reads.COUNT, Reads.NUMBER, Reads.DATE, Reads.CHOICE)


class UnitInFormat(NamedTuple):
    """Numbers of a column whose format contradicts the unit of their heading or of the lines above."""

    heading: Heading
    row: int
    """The first of them, in the grid."""
    cells: int
    """Number of them."""
    stored: Decimal
    """The number in it."""
    yuan: Decimal
    """What it is as it is shown."""
    otherwise: Decimal
    """What it would be by heading and lines."""


@dataclass(frozen=True)
class AsShown:
    """A table with its numbers as they are shown, and where that contradicts the headings."""

    located: Located
    contradictions: tuple[UnitInFormat, ...] = ()


def as_shown(located: Located) -> AsShown:
    """The table with the zeros that formats put in front of ids, and with amounts in the unit that formats show."""
    grid = located.grid
    formatted = grid.marks.formatted() if grid.sheet is not None else {}
    columns, found = list(grid.columns), dict[int, UnitInFormat]()
    for (place, shown), rows in formatted.items():
        position = grid.positions.get(place)
        heading = None if position is None else _heading(located, position, shown)
        if heading is None:
            continue
        at = np.array([row for row in rows if located.first_row <= row < grid.height], dtype=np.int64)
        texts = listed_at(columns[heading.position], at)
        changed = [_shown(text, shown, located, heading) for text in texts]
        columns[heading.position] = with_texts(columns[heading.position], at, changed)
        if shown.factor is not None and any(one != other for one, other in zip(texts, changed, strict=True)):
            _note(found, heading, at, texts, shown.factor, _factor(located, heading))
    if all(one is other for one, other in zip(columns, grid.columns, strict=True)):
        return AsShown(located)
    return AsShown(replace(located, grid=replace(grid, columns=tuple(columns))), tuple(found.values()))


def _heading(located: Located, position: int, shown: NumberFormat) -> Heading | None:
    """The heading of a column, unless it is a field whose numbers mean what is stored; a share matters among money alone."""
    name = located.understanding.field_at(position)
    if name is not None and fields()[name].column.reads in _UNTOUCHED:
        return None
    if shown.is_percent and (name is None or not fields()[name].is_money):
        return None
    return next((item for item in located.understanding.headings if item.position == position), None)


def _factor(located: Located, heading: Heading) -> Decimal:
    unit = heading.unit or located.unit
    return unit.factor if unit is not None else Decimal(1)


def _shown(text: str | None, shown: NumberFormat, located: Located, heading: Heading) -> str | None:
    """A number as its format shows it; an amount in yuan where heading and lines would say something else, with the currency."""
    if text is None:
        return None
    name, number = located.understanding.field_at(heading.position), _number(text)
    if shown.zeros:
        return shown.padded(text)
    if number is None or not (name is None or fields()[name].is_money):
        return text
    if shown.is_percent:
        return f"{number * 100:f}%" if 0 < abs(number) <= LARGEST_SHARE else text
    currency = (shown.currency or "").upper()
    if shown.factor is None or shown.factor == _factor(located, heading):
        return f"{currency}{number:f}" if currency else text
    return f"{currency}{number * shown.factor:f}元"


def _number(text: str) -> Decimal | None:
    try:
        number = Decimal(text)
    except InvalidOperation:
        return None
    return number if number.is_finite() and abs(number.adjusted()) < MOST_DIGITS else None


LARGEST_SHARE = 10
"""A larger number with the format of a percentage is an amount in a wrong format."""
MOST_DIGITS = 25
"""A number with more digits is not an amount of money."""


def _note(
    found: dict[int, UnitInFormat],
    heading: Heading,
    at: np.ndarray[tuple[int], np.dtype[np.int64]],
    texts: list[str | None],
    factor: Decimal,
    other: Decimal,
) -> None:
    """Add the numbers of one format to what contradicts a heading."""
    numbers = [
        (row, number)
        for row, text in zip(at.tolist(), texts, strict=True)
        if text and (number := _number(text))
    ]
    if not numbers:
        return
    row, number = numbers[0]
    before = found.get(heading.position)
    count = len(numbers) + (before.cells if before is not None else 0)
    if before is not None and before.row <= row:
        found[heading.position] = before._replace(cells=count)
    else:
        found[heading.position] = UnitInFormat(heading, row, count, number, number * factor, number * other)
