"""Rows that hold the sums of a group of customers above or below them, without the label of a total."""

from collections.abc import Mapping, Sequence
from functools import cached_property
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from keyclient.ingest.base.bulk import cells_at, cells_that, matches
from keyclient.ingest.base.grid import Flags
from keyclient.ingest.cells.plain import is_blank
from keyclient.ingest.columns.body import Body, Named
from keyclient.ingest.columns.reading import Reading
from keyclient.ingest.layout.contents import begins_with_letter
from keyclient.ingest.layout.headings import Heading
from keyclient.ingest.layout.labelled import columns_in_front
from keyclient.model.fields import IDENTITIES, NAMED_BY

LEAST_SUMMANDS = 3
"""An amount may be the sum of fewer by chance."""
LEAST_BESIDE_NAMES = 2
"""Where all other rows have a name, fewer prove as much."""
LEAST_OF_ONE = 5
"""Summands of a group that is the only one."""
MOST_WORDS = 4
"""Words are strange among ids if at most one in so many is one."""
MOST_GROUPS = 2_000
"""Where more rows have no id of their own, they are customers without ids."""
_COUNTED = r"\S[\s　]*[(（](?P<count>[0-9]{1,7})[)）][\s　]*$"
"""The name of a group with the number of its rows: New (4)."""

_WIDE_BRACKET = "）".encode()

Counts = npt.NDArray[np.int64]


def group_rows(body: Body, readings: Mapping[str, Reading], amounts: Sequence[Reading]) -> list[int]:
    """The rows of the body that stand for a group, in ascending order.

    They have no name, and no id but a word where all others have codes, or a name of the group with the number of its
    rows. Each of their amounts is the sum of the customers from there to another such row, as many as the number says;
    all of them stand above their customers, or all below. A name with a number and no amount stands alone in its row.
    Where these do not fit, rows with a name but no id are tried, if most others have one.
    """
    doubtful, counts = doubtful_rows(body, readings)
    columns = [_AmountColumn(reading) for reading in amounts]
    if (counts >= 0).any():
        counts = np.where(_without_amount(columns, len(counts)) & ~_alone(body, counts >= 0), -1, counts)
    several = LEAST_BESIDE_NAMES if _are_named(readings, ~doubtful) else LEAST_SUMMANDS
    for rows, least in (
        (doubtful, _Least(several)),
        (doubtful & (counts >= 0), _Least(several)),
        (without_ids(readings, len(doubtful)), _Least(LEAST_SUMMANDS, LEAST_SUMMANDS)),
    ):
        groups = np.flatnonzero(rows)
        is_alone = len(groups) == 1 and counts[groups[0]] < 0
        if not 0 < len(groups) <= MOST_GROUPS or (is_alone and not _has_id(readings, int(groups[0]))):
            continue
        found = (_fitting(groups, counts, columns, least, is_above=is_above) for is_above in (True, False))
        if best := max(found, key=len):
            return best
    return []


class _Least(NamedTuple):
    """How many customers prove a group without a count."""

    largest: int
    """In the largest of several groups."""
    each: int = 0
    """In each of them."""


def _has_id(readings: Mapping[str, Reading], row: int) -> bool:
    """Whether the id of a row is filled; one amount without an id may equal a sum by chance."""
    return any(name in readings and bool(readings[name].valid[row]) for name in IDENTITIES)


def without_ids(readings: Mapping[str, Reading], height: int) -> Flags:
    """The rows whose id is blank, if most others have one."""
    name = next((name for name in IDENTITIES if name in readings), None)
    found = np.zeros(height, dtype=bool)
    if name is not None:
        found = ~readings[name].valid
        found[list(readings[name].bad)] = False
    return found if found.sum() * MOST_WORDS <= height else np.zeros_like(found)


def id_words(body: Body, heading: Heading) -> Flags:
    """Which ids are words without a digit where most are numbers or codes."""
    texts, words = body.texts(heading), _named(body, heading).words
    filled = len(texts) - texts.null_count
    return words if words.sum() * MOST_WORDS <= filled else np.zeros_like(words)


class _AmountColumn:
    """Amounts of a column, and which cells are filled without being readable."""

    def __init__(self, reading: Reading) -> None:
        self._reading = reading
        self.valid = reading.valid
        self.bad = reading.bad

    @cached_property
    def values(self) -> Counts:
        """The amounts, 0 where there is none."""
        return np.where(self.valid, self._reading.values, 0)


def doubtful_rows(body: Body, readings: Mapping[str, Reading]) -> tuple[Flags, Counts]:
    """The rows that name no customer, and the number of rows that each says it has (-1: none)."""
    heading = _identity(body)
    doubtful, counts = np.zeros(len(body.rows), dtype=bool), np.full(len(body.rows), -1, dtype=np.int64)
    if heading is None:
        return doubtful, counts
    named = _named(body, heading)
    doubtful[named.counted], counts[named.counted] = True, named.counts
    if any(name in readings for name in NAMED_BY):
        are_named = _are_named(readings, ~named.words)
        doubtful |= named.nameless | (named.words if are_named else id_words(body, heading))
        _count_in_front(body, named.nameless, counts)
    for name in NAMED_BY:
        if name in readings:
            doubtful[list(readings[name].bad)] = False
    if "name" in readings and heading.position != body.located.understanding.taken["name"].position:
        doubtful &= ~readings["name"].valid
    return doubtful, counts


def _named(body: Body, heading: Heading) -> Named:
    """What the cells under a heading look like."""
    if heading.position not in body.named:
        texts, counts = body.texts(heading), np.full(len(body.rows), -1, dtype=np.int64)
        counted = np.flatnonzero(_read_counts(body, heading, counts))
        nameless = ~body.text(heading).valid
        body.named[heading.position] = Named(counted, counts[counted], nameless, begins_with_letter(texts))
    return body.named[heading.position]


def _are_named(readings: Mapping[str, Reading], wanted: Flags) -> bool:
    """Whether these rows have a name, and no others."""
    return "name" in readings and bool((readings["name"].valid == wanted).all())


def _read_counts(body: Body, heading: Heading, counts: Counts) -> Flags:
    """Which cells of a column name a group with the number of its rows, which is entered in `counts`."""
    texts = body.texts(heading)
    is_counted = cells_that(texts, lambda part: matches(part, _COUNTED), _has_bracket)
    said = pc.struct_field(pc.extract_regex(cells_at(texts, np.flatnonzero(is_counted)), _COUNTED), "count")
    counts[is_counted] = np.asarray(pc.cast(said, pa.int64()))
    return is_counted


def _has_bracket(letters: bytes) -> bool:
    return b")" in letters or (_WIDE_BRACKET[:1] in letters and _WIDE_BRACKET in letters)


def _count_in_front(body: Body, nameless: Flags, counts: Counts) -> None:
    """Enter the numbers that stand in front of the ids, in rows without one."""
    understanding = body.located.understanding
    for position in columns_in_front(understanding) if nameless.any() else ():
        found = np.full_like(counts, -1)
        _read_counts(body, understanding.headings[position], found)
        np.copyto(counts, found, where=nameless & (counts < 0))


def _without_amount(columns: Sequence["_AmountColumn"], height: int) -> Flags:
    """The rows that have nothing in any column of amounts."""
    filled = np.zeros(height, dtype=bool)
    for column in columns:
        filled |= column.valid
        filled[list(column.bad)] = True
    return ~filled


def _alone(body: Body, wanted: Flags) -> Flags:
    """Which of the wanted rows have a single filled cell."""
    rows = np.flatnonzero(wanted)
    cells = body.located.grid.rows([int(row) for row in body.rows[rows]])
    alone = np.zeros(len(wanted), dtype=bool)
    alone[rows] = [sum(not is_blank(cell) for cell in row) == 1 for row in cells]
    return alone


def _identity(body: Body) -> Heading | None:
    """The column of the ids, else the first if it is no field, else that of the names."""
    understanding = body.located.understanding
    name = next((name for name in IDENTITIES if name in understanding.taken), None)
    if name is not None:
        return understanding.taken[name]
    return understanding.headings[0] if understanding.field_at(0) is None else understanding.taken.get("name")


def _fitting(
    groups: Counts, counts: Counts, columns: Sequence[_AmountColumn], least: _Least, *, is_above: bool
) -> list[int]:
    """The rows if all of them fit; one row alone if it is the sum of more customers, all on one side of it."""
    sizes = _sizes(groups, len(counts), counts, columns, is_above=is_above)
    largest = least.largest if len(groups) > 1 else LEAST_OF_ONE
    is_sure = (counts[groups] > 1).any() or sizes.max() >= largest
    return [int(row) for row in groups] if is_sure and (sizes >= least.each).all() else []


def _sizes(
    groups: Counts, height: int, counts: Counts, columns: Sequence[_AmountColumn], *, is_above: bool
) -> Counts:
    """The number of customers in the group of every row; -1 for a row that is no group's."""
    is_detail = np.ones(height, dtype=bool)
    is_detail[groups] = False
    if not is_above:
        is_detail, groups = is_detail[::-1], (height - 1 - groups)[::-1]
    rows = np.append(groups, height)
    before = np.concatenate([[0], np.cumsum(is_detail)])[rows]
    sums = []
    for column in columns:
        values = column.values if is_above else column.values[::-1]
        sums.append(np.concatenate([[0], np.cumsum(np.where(is_detail, values, 0))])[rows])
    sizes = np.array(
        [
            _size(at, height - 1 - int(row) if not is_above else int(row), before, sums, counts, columns)
            for at, row in enumerate(groups)
        ],
        dtype=np.int64,
    )
    return sizes if is_above else sizes[::-1]


def _size(
    at: int,
    row: int,
    before: Counts,
    sums: Sequence[npt.NDArray[np.int64]],
    counts: Counts,
    columns: Sequence[_AmountColumn],
) -> int:
    """The number of customers of one group; -1 if there are none whose sums these are."""
    sizes = before[at + 1 :] - before[at]
    fits, is_amount = sizes > 0, False
    if counts[row] >= 0:
        fits, is_amount = sizes == counts[row], True
    for total, column in zip(sums, columns, strict=True):
        if row in column.bad:
            return -1
        if column.valid[row]:
            is_amount |= bool(column.values[row])
            fits &= total[at + 1 :] - total[at] == column.values[row]
    return int(sizes[np.argmax(fits)]) if is_amount and fits.any() else -1
