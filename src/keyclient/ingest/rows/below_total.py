"""Rows below the book's total that name no customer: averages, targets, telephones, whatever they are called."""

from collections.abc import Sequence
from enum import Enum, auto

import numpy as np
import numpy.typing as npt

from keyclient.ingest.base.grid import Grid
from keyclient.ingest.cells.amounts import parse_amount
from keyclient.ingest.cells.dates import parse_date
from keyclient.ingest.cells.plain import folded, is_blank
from keyclient.ingest.layout.located import Located
from keyclient.ingest.layout.total_rows import TotalKind, TotalRow
from keyclient.ingest.rows.other_rows import Filled, OtherKind, signs_off
from keyclient.model.fields import IDENTITIES
from keyclient.model.regex import regex

_OF_ALL = (TotalKind.GRAND, TotalKind.TOTAL)
_FIGURE = regex(
    r"任务|目标|计划|指标|差额|差距|缺口|完成|进度|均值|平均|户均|人均|增长|增幅|占比|target|goal|gap|variance|average"
)
"""What a figure about the customers has in its name."""
_DIGIT = regex(r"\d")
SAMPLE = 60
MOST_ROWS = 100
"""Where more rows stand below a total, it is that of a block, and customers go on."""
CODED = 0.5
"""Ids are codes if at least this share of them has a digit."""


class _Subject(Enum):
    """Whom a row is about."""

    SOMEBODY = auto()
    NOBODY = auto()
    UNKNOWN = auto()


def rows_below_total(
    located: Located, customers: npt.NDArray[np.int64], totals: Sequence[TotalRow]
) -> dict[int, OtherKind]:
    """The rows below the last total, if none of them names a customer.

    Nobody is named by a row without id and name, or with a word for an id where the ids above the total are codes;
    with a name and an amount beside it, the word must be that of a signature.
    """
    last = max((total.row for total in totals if total.kind in _OF_ALL), default=None)
    if last is None:
        return {}
    above, below = customers[customers < last][:SAMPLE].tolist(), customers[customers > last].tolist()
    if not above or not 0 < len(below) <= MOST_ROWS:
        return {}
    filled = dict(zip(below, _filled(located.grid, below), strict=True))
    is_coded = _are_coded(located, above)
    subjects = {row: _subject(cells, located, is_coded=is_coded) for row, cells in filled.items()}
    if _Subject.SOMEBODY in subjects.values():
        return {}
    return {
        row: OtherKind.FIGURE if any(map(parse_amount, filled[row].values())) else OtherKind.NOTE
        for row, subject in subjects.items()
        if subject is _Subject.NOBODY
    }


def _filled(grid: Grid, rows: Sequence[int]) -> list[Filled]:
    return [
        {at: cell.strip() for at, cell in enumerate(cells) if not is_blank(cell)} for cells in grid.rows(rows)
    ]


def _are_coded(located: Located, rows: Sequence[int]) -> bool:
    """Whether the ids of some rows are codes."""
    at = _position(located, IDENTITIES)
    ids = [] if at is None else [cells[at] for cells in _filled(located.grid, rows) if at in cells]
    return bool(ids) and sum(_DIGIT.search(cell) is not None for cell in ids) >= CODED * len(ids)


def _subject(filled: Filled, located: Located, *, is_coded: bool) -> _Subject:
    """Whom a row is about; unknown where a single cell may be a note in place of a name."""
    at, name = _position(located, IDENTITIES), _position(located, ("name",))
    if at is None and name is None:
        return _Subject.SOMEBODY
    if at is not None and at in filled:
        is_word = _DIGIT.search(filled[at]) is None or parse_date(filled[at]) is not None
        is_named = name in filled and not signs_off(filled[at]) and any(map(parse_amount, filled.values()))
        return _Subject.NOBODY if is_coded and is_word and not is_named else _Subject.SOMEBODY
    if name is None or name not in filled or _FIGURE.search(folded(filled[name])):
        return _Subject.NOBODY
    return _Subject.UNKNOWN if len(filled) == 1 else _Subject.SOMEBODY


def _position(located: Located, names: Sequence[str]) -> int | None:
    """The column of the first of some fields that the table has."""
    taken = located.understanding.taken
    return next((taken[name].position for name in names if name in taken), None)
