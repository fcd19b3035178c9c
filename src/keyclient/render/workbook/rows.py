"""Writes the rows of a long table as worksheet XML, column by column."""

import datetime as dt
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import repeat
from math import isfinite

from keyclient.model.excel import EPOCH
from keyclient.model.report import Cell, Kind, TableColumn
from keyclient.render.palette import LINE
from keyclient.render.text import Voice
from keyclient.render.workbook.texts import element, lines, runs

AT_ONCE = 20_000
"""Number of rows converted to XML together."""

FIRST_DAY = dt.date(1900, 3, 1)
"""Before this date Excel's calendar is off by a day or does not exist: such dates are written as text."""

Shown = Sequence[str | None]
"""A column as text; None for a blank cell."""


@dataclass(frozen=True, slots=True)
class ColumnLayout:
    """How one column of a sheet is written."""

    letter: str
    kind: Kind
    style: str
    """The number of the cell format in the package."""
    quoted_style: str
    """The same for texts that start like a formula."""
    wraps_at: float | None
    """The width of the column if its texts may wrap."""
    is_kept: bool = False
    """Whether a blank cell is written too: people may fill it in, and it has the rule below that its neighbours have."""

    def blank(self, number: int) -> str:
        """A blank cell of a row."""
        return f'<c r="{self.letter}{number}" s="{self.style}"/>' if self.is_kept else ""


def shown(column: TableColumn, cells: Sequence[Cell], voice: Voice) -> Shown:
    """The texts of a column in the language of the workbook, with all characters unchanged."""
    if column.kind is not Kind.TEXT:
        return list(map(_NUMBERS.get(column.kind, _number), cells))
    say, called = voice.value, column.called
    if called is not None:
        cells = [called(cell) if isinstance(cell, str) else cell for cell in cells]
    return [
        cell if isinstance(cell, str) else None if cell is None else say(cell, Kind.TEXT) for cell in cells
    ]


def rows_xml(layouts: Sequence[ColumnLayout], columns: Sequence[Shown], first_row: int) -> Iterator[str]:
    """All rows of some columns as XML, numbered from `first_row` as in Excel."""
    numbers = range(first_row, first_row + len(columns[0]))
    encoded = [
        _texts(layout, column, numbers) if layout.kind is Kind.TEXT else _figures(layout, column, numbers)
        for layout, column in zip(layouts, columns, strict=True)
    ]
    for number, height, cells in zip(
        numbers, _heights(layouts, columns), zip(*encoded, strict=True), strict=True
    ):
        yield f'<row r="{number}"{height}>{"".join(cells)}</row>'


def _texts(layout: ColumnLayout, column: Shown, numbers: range) -> list[str]:
    """The cells of a column of texts, each different one converted once: tiers, managers and the like repeat."""
    letter, plain, quoted, blank = layout.letter, layout.style, layout.quoted_style, layout.blank
    made = {
        text: f's="{quoted if runs(text) else plain}" t="inlineStr">{element(text)}</c>'
        for text in {*column}
        if text
    }
    return [
        f'<c r="{letter}{number}" {made[text]}' if text else blank(number)
        for text, number in zip(column, numbers, strict=True)
    ]


def _figures(layout: ColumnLayout, column: Shown, numbers: range) -> list[str]:
    letter, style, quoted, blank = layout.letter, layout.style, layout.quoted_style, layout.blank
    if layout.kind is Kind.DATE:
        return [
            blank(number)
            if text is None
            else f'<c r="{letter}{number}" s="{style}"><v>{text}</v></c>'
            if "-" not in text
            else f'<c r="{letter}{number}" s="{quoted}" t="inlineStr">{element(text)}</c>'
            for text, number in zip(column, numbers, strict=True)
        ]
    return [
        blank(number) if text is None else f'<c r="{letter}{number}" s="{style}"><v>{text}</v></c>'
        for text, number in zip(column, numbers, strict=True)
    ]


def _heights(layouts: Sequence[ColumnLayout], columns: Sequence[Shown]) -> Iterator[str]:
    """The height of each row with wrapped text; not every program calculates it."""
    most = lines_of_rows(columns, [layout.wraps_at for layout in layouts])
    return (f' ht="{count * LINE:g}" customHeight="1"' if count > 1 else "" for count in most)


def lines_of_rows(columns: Sequence[Shown], wraps: Sequence[float | None]) -> Iterator[int]:
    """How many lines each row takes. `wraps`: the width of each column whose texts may wrap."""
    wrapping = [_lines(column, wrap) for column, wrap in zip(columns, wraps, strict=True) if wrap is not None]
    return map(max, zip(*wrapping, strict=True)) if wrapping else repeat(1, len(columns[0]))


def _lines(column: Shown, width: float) -> list[int]:
    """The lines each text takes, one for a blank cell; each different text is measured once."""
    counts = {text: 1 if text is None else lines(text, width) for text in {*column}}
    return [counts[text] for text in column]


def _number(cell: Cell) -> str | None:
    if isinstance(cell, float):
        return float.__repr__(cell) if isfinite(cell) else None
    if isinstance(cell, Decimal):
        return f"{cell:f}" if cell.is_finite() else None
    return None if cell is None else str(cell)


def _money(cell: Cell) -> str | None:
    return None if cell is None else f"{cell:.2f}"


def _date(cell: Cell) -> str | None:
    """Excel's number of a date, or the date as text if Excel does not have it."""
    if not isinstance(cell, dt.date):
        return None
    return str((cell - EPOCH).days) if cell >= FIRST_DAY else cell.isoformat()


_NUMBERS: dict[Kind, Callable[[Cell], str | None]] = {Kind.MONEY: _money, Kind.DATE: _date}
