"""Whether a sheet has a table, by a rule that is simpler than keyclient's own.

The heading row is a row among the first 50 of at least one text, at least two where any row has two cells, with no
number for every two texts and hardly a text twice (a year is a text here); under it stands, in a column with a heading, a number within the
next five rows that are not blank. Of several such rows it is the first that has nearly as many texts as the richest.
A number column is one in which numbers are at least half of what stands under its heading.
"""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from tests.independent.sheets import Cell, Kind, Place, Sheet

_SEARCHED = 50
_NEXT = 5
_RICH = 0.8
_YEAR = re.compile(r"(19|20)\d\d(\.0)?")
_LABEL = re.compile(r"[总合小共]计|平均|total|average|[:：]", re.I)
"""What labels a total or begins a footer is no word among numbers."""
_NOTHING = frozenset("- -- － — —— / 无".split())


@dataclass(frozen=True)
class NumberColumn:
    """A column of numbers under a heading."""

    heading: str
    column: int
    words: tuple[Place, ...]
    """Cells that hold words without any digit, or yes and no, where the others hold numbers."""


@dataclass(frozen=True)
class Table:
    """What the independent reader sees in a sheet."""

    sheet: str | None
    hidden: bool
    header_row: int
    last_row: int
    numbers: tuple[NumberColumn, ...]
    errors: tuple[Place, ...]
    """Error cells, and formulas whose value was never calculated, under the headings."""


def find_table(sheet: Sheet) -> Table | None:
    """The table of a sheet, or None."""
    rows: dict[int, dict[int, Cell]] = {}
    for place, cell in sheet.cells.items():
        rows.setdefault(place.row, {})[place.column] = cell
    heads = [row for row in sorted(rows) if row <= _SEARCHED and _is_head(row, rows)]
    if not heads:
        return None
    richest = max(_texts(rows[row]) for row in heads)
    head = next(row for row in heads if _texts(rows[row]) >= _RICH * richest)
    repeated = {row for row, cells in rows.items() if row > head and _same(cells, rows[head])}
    columns: dict[int, list[tuple[Place, Cell]]] = {}
    for place, cell in sorted(sheet.cells.items()):
        if place.row > head and place.row not in repeated:
            columns.setdefault(place.column, []).append((place, cell))
    errors = [
        place
        for place, cell in sorted(sheet.cells.items())
        if place.row > head and cell.kind in (Kind.ERROR, Kind.FORMULA)
    ]
    numbers = [
        found
        for column, cell in rows[head].items()
        if _is_heading(cell)
        and (found := _numbers(cell.text.strip(), column, columns.get(column, []))) is not None
    ]
    return Table(sheet.name, sheet.hidden, head, sheet.last_row, tuple(numbers), tuple(errors))


def _is_heading(cell: Cell) -> bool:
    return cell.kind is Kind.TEXT or (cell.kind is Kind.NUMBER and _YEAR.fullmatch(cell.text) is not None)


def _is_head(row: int, rows: Mapping[int, Mapping[int, Cell]]) -> bool:
    cells = rows[row]
    texts = [cell.text.strip() for cell in cells.values() if _is_heading(cell)]
    is_wide = any(len(other) > 1 for other in rows.values())
    if not any(cell.kind is Kind.TEXT for cell in cells.values()) or len(texts) < (2 if is_wide else 1):
        return False
    if 3 * len(texts) < 2 * len(cells) or len(set(texts)) < 0.8 * len(texts):
        return False
    below = [other for other in sorted(rows) if other > row][:_NEXT]
    return any(
        cell.kind is Kind.NUMBER and column in cells and _is_heading(cells[column])
        for other in below
        for column, cell in rows[other].items()
    )


def _texts(cells: Mapping[int, Cell]) -> int:
    return sum(map(_is_heading, cells.values()))


def _same(cells: Mapping[int, Cell], head: Mapping[int, Cell]) -> bool:
    counted = Counter(head.get(column) == cell for column, cell in cells.items())
    return counted[True] > counted[False]


def _numbers(heading: str, column: int, under: Sequence[tuple[Place, Cell]]) -> NumberColumn | None:
    counted = Counter(cell.kind for _, cell in under)
    if not counted[Kind.NUMBER] or 2 * counted[Kind.NUMBER] < counted.total():
        return None
    return NumberColumn(heading, column, tuple(place for place, cell in under if _is_word(cell)))


def _is_word(cell: Cell) -> bool:
    if cell.kind is Kind.TRUTH:
        return True
    text = cell.text.strip()
    if cell.kind is not Kind.TEXT or text in _NOTHING or _LABEL.search(text):
        return False
    return not any(letter.isdigit() for letter in text)
