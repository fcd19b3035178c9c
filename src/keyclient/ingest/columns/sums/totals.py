"""The book's own totals: what its total rows say of a column, and total rows without a label."""

import re
from collections.abc import Mapping, Sequence
from decimal import ROUND_HALF_EVEN, Decimal
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from keyclient.ingest.base.grid import Flags
from keyclient.ingest.cells.amounts import parse_amount
from keyclient.ingest.columns.body import Body
from keyclient.ingest.columns.reading import Reading
from keyclient.ingest.columns.sums.group_rows import (
    LEAST_OF_ONE,
    LEAST_SUMMANDS,
    id_words,
    without_ids,
)
from keyclient.ingest.layout.headings import Heading
from keyclient.ingest.layout.labelled import columns_in_front, label_beside_id
from keyclient.ingest.layout.total_rows import TotalRow, total_of
from keyclient.model.fields import IDENTITIES
from keyclient.model.regex import regex

_OF_ALL = regex(r"[计計总總全汇彙共均]|所有|\b(?:all|total|sum|overall|whole|entire|everyone)\b", re.I)
"""What the name of a row that stands for all customers has in it."""
FEN = Decimal(100)
MOST_DIGITS = 25
"""A total with more digits is not an amount of money."""


class OwnTotal(NamedTuple):
    """What a column adds up to according to the book."""

    yuan: Decimal
    """To the fen."""
    row: int
    """Its row in the grid; the last of several that were added up."""


def own_total(
    totals: Sequence[TotalRow], heading: Heading, factor: Decimal, read: Decimal
) -> OwnTotal | None:
    """The book's own total of a column; None if it has none. `read`: fen that its customers add up to.

    Of several totals the last is that of the book if it equals all customers, else one that equals the sum of
    the others; else they are added up.
    """
    known = [
        (fen, row.row) for row in total_of(totals) if (fen := total_fen(row, heading, factor)) is not None
    ]
    if not known:
        return None
    blocks = sum((fen for fen, _ in known), Decimal(0))
    wholes = [item for item in known if 2 * item[0] == blocks] if len(known) > 2 else []
    fen, row = known[-1] if known[-1][0] == read else wholes[0] if wholes else (blocks, known[-1][1])
    return OwnTotal(fen / FEN, row)


def total_fen(row: TotalRow, heading: Heading, factor: Decimal) -> Decimal | None:
    """The amount of a total row in a column, in fen; None if there is none."""
    amount = parse_amount(row.cells[heading.position])
    if amount is None or amount.is_percent:
        return None
    fen = amount.number * (amount.unit or factor) * FEN
    return fen.quantize(Decimal(1), ROUND_HALF_EVEN) if fen.adjusted() < MOST_DIGITS else None


def unlabelled_total(
    body: Body, readings: Mapping[str, Reading], measured: Mapping[str, Reading]
) -> int | None:
    """The row of the body that is a total without a label. `measured`: columns of the measure, which need not be fields.

    Each of its amounts equals the sum of at least three customers above it, or of those that are shown, and its customer id
    and name are blank, or the label of a total is in front of them. A row whose id is a word where all others have codes may also stand above
    all customers, or have rows without amounts below it.
    """
    last = len(body.rows) - 1
    named = [readings[name] for name in ("customer_id", "name") if name in readings]
    if last < LEAST_SUMMANDS or not named:
        return None
    is_named = any(_is_filled(reading, last) for reading in named)
    if (not is_named or _has_label(body, last)) and _is_total(body, readings, measured, last):
        return last
    return _total_named_otherwise(body, readings, measured)


def amounts_of(readings: Mapping[str, Reading], measured: Mapping[str, Reading]) -> list[Reading]:
    """The columns of amounts: the fields of money, and those of the measure, each once."""
    columns = [reading for reading in readings.values() if reading.decimals == 2]
    others = [reading for name, reading in measured.items() if name not in readings]
    return columns + [reading for reading in others if reading.decimals is not None]


def _total_named_otherwise(
    body: Body, readings: Mapping[str, Reading], measured: Mapping[str, Reading]
) -> int | None:
    """The first row, or the last with an amount, if its id is a word or blank and all its amounts are sums, not all zero.

    A name of its own makes it a customer, unless several amounts are sums.
    """
    name = next((name for name in IDENTITIES if name in readings), None)
    if name is None:
        return None
    is_strange = id_words(body, body.located.understanding.taken[name])
    columns = amounts_of(readings, measured)
    filled = [np.count_nonzero(reading.values[reading.valid]) for reading in columns]
    if min(filled, default=0) > LEAST_OF_ONE:
        is_strange = is_strange | without_ids(readings, len(is_strange))
    for row in (0, _last_with_amount(columns)):
        if row is None or not is_strange[row] or not _is_total(body, readings, measured, row):
            continue
        sums = sum(bool(reading.valid[row] and reading.values[row]) for reading in columns)
        if sums > 1 or (sums == 1 and not _has_own_name(readings, row)):
            return row
    return None


def _has_own_name(readings: Mapping[str, Reading], row: int) -> bool:
    """Whether a row has a name that does not speak of all customers."""
    reading = readings.get("name")
    return reading is not None and _is_filled(reading, row) and not _OF_ALL.search(str(reading.values[row]))


def last_row_like_total(readings: Mapping[str, Reading], measured: Mapping[str, Reading]) -> int | None:
    """The last row with an amount, if it looks like a total: its amounts are the sums of those above, not all zero."""
    columns = amounts_of(readings, measured)
    last = _last_with_amount(columns)
    if last is None:
        return None
    is_zero = all(not reading.values[last] for reading in columns if reading.valid[last])
    return None if is_zero or not _adds_up(readings, measured, last) else last


def _last_with_amount(columns: Sequence[Reading]) -> int | None:
    """The last row that is filled in any of some columns."""
    filled = np.zeros(len(columns[0].valid) if columns else 0, dtype=bool)
    for reading in columns:
        filled |= reading.valid
        filled[list(reading.bad)] = True
    return int(np.flatnonzero(filled)[-1]) if filled.any() else None


def _has_label(body: Body, row: int) -> bool:
    understanding = body.located.understanding
    cells = enumerate(body.located.grid.row(int(body.rows[row])))
    label = label_beside_id({position: cell for position, cell in cells if cell.strip()}, understanding)
    return label is not None and label.at in columns_in_front(understanding)


def _is_total(body: Body, readings: Mapping[str, Reading], measured: Mapping[str, Reading], row: int) -> bool:
    """Whether the amounts of a row are the sums of all others, or of those that are shown."""
    hidden = body.hidden
    return _adds_up(readings, measured, row) or (
        bool(hidden.any()) and _adds_up(readings, measured, row, ~hidden)
    )


def _adds_up(
    readings: Mapping[str, Reading],
    measured: Mapping[str, Reading],
    row: int,
    summands: Flags | None = None,
) -> bool:
    """Whether a row has amounts, and each is the sum of all others, or of those among some `summands`.

    Beside a sum that is not zero, others may be averages: a total row often has the average of a column of averages.
    """
    amounts = [reading for reading in amounts_of(readings, measured) if _is_filled(reading, row)]
    rest = [reading for reading in amounts if not _is_sum(reading, row, summands)]
    has_sum = any(reading.values[row] for reading in amounts if not any(reading is other for other in rest))
    return bool(amounts) and (
        not rest or (has_sum and all(_is_average(reading, row, summands) for reading in rest))
    )


def _is_filled(reading: Reading, row: int) -> bool:
    return bool(reading.valid[row]) or row in reading.bad


def _is_sum(reading: Reading, row: int, summands: Flags | None) -> bool:
    others = _others(reading, row, summands)
    is_many = len(others) >= LEAST_SUMMANDS
    return bool(reading.valid[row] and is_many and others.sum() == reading.values[row])


def _is_average(reading: Reading, row: int, summands: Flags | None) -> bool:
    """Whether an amount is the average of the others, which differ, to the fen."""
    others = _others(reading, row, summands)
    is_many = len(others) >= LEAST_SUMMANDS and others.min() < others.max()
    return bool(
        reading.valid[row]
        and is_many
        and abs(others.sum() - reading.values[row] * len(others)) <= len(others)
    )


def _others(reading: Reading, row: int, summands: Flags | None) -> npt.NDArray[np.int64]:
    """The amounts of all other rows, or of those among some `summands`."""
    others = reading.valid.copy() if summands is None else reading.valid & summands
    others[row] = False
    return np.asarray(reading.values[others])
