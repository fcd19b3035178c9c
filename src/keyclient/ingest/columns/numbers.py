"""Columns of numbers: fast for plain text, cell by cell for what people typed."""

from collections.abc import Callable
from dataclasses import dataclass
from decimal import ROUND_HALF_EVEN, Context, Decimal
from typing import TypeAlias

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from keyclient.ingest.cells.amounts import Amount, parse_amount, parse_count
from keyclient.ingest.cells.plain import is_blank
from keyclient.ingest.columns.fen import FEN_NOISE, MOST_FEN, fen_of, fen_of_numbers, numbers_of
from keyclient.ingest.columns.split_numbers import split_numbers, texts_at

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]
Flags = npt.NDArray[np.bool_]
Texts: TypeAlias = pa.ChunkedArray

MOST_DECIMALS = 9
EXACT_FLOAT = 2.0**53
_WIDE = Context(prec=40_000)
"""Exact for every amount that fits into a cell (32,767 characters)."""


@dataclass(frozen=True)
class NumberColumn:
    """A column of numbers. Blank and unreadable cells are neither `valid` nor counted."""

    values: Ints | Floats
    valid: Flags
    bad: dict[int, str]
    """Row and text of every filled cell that is not a number."""
    decimals: int | None = 0
    """Values are whole units of `10 ** -decimals`; None if they are floats."""
    rounded: int = 0
    """Cells with parts of a fen (more than `FEN_NOISE`), rounded half to even."""
    says_money: bool = False
    """Whether any cell has a currency sign or a unit of money."""
    foreign: tuple[int, ...] = ()
    """Rows whose cell has a foreign currency sign."""


def read_money(texts: Texts, factor: Decimal) -> NumberColumn:
    """The fen of every cell. `factor`: yuan in one of the column's unit; a unit in the cell takes precedence."""
    split = split_numbers(texts)
    values, valid, rounded = fen_of(texts, split.floats, split.plain, factor * 100)
    left = split.plain & ~valid
    unsure = dict(texts_at(texts, left))
    for group in split.dressed:
        fen = fen_of_numbers(group.texts, (group.unit or factor) * 100)
        values[group.at], valid[group.at] = fen.values, fen.known
        left[group.at] = ~fen.known
        rounded += fen.rounded
    odd = split.odd
    if split.dressed and left.any():
        odd = dict(sorted({**odd, **dict(texts_at(texts, left & ~split.plain))}.items()))
    amounts, bad = _amounts(odd, _money_only)
    amounts.update((row, Amount(Decimal(text))) for row, text in unsure.items())
    for row, amount in amounts.items():
        exact = _WIDE.multiply(amount.number, (factor if amount.unit is None else amount.unit) * 100)
        whole = exact.quantize(Decimal(1), ROUND_HALF_EVEN, _WIDE)
        if abs(whole) >= MOST_FEN:
            bad[row] = unsure.get(row) or odd[row]
            continue
        values[row], valid[row] = int(whole), True
        rounded += abs(exact - whole) > FEN_NOISE
    says_money = split.says_money or any(amount.has_currency for amount in amounts.values())
    return NumberColumn(values, valid, bad, 2, rounded, says_money, _foreign(amounts))


def read_numbers(texts: Texts) -> NumberColumn:
    """Plain numbers in full precision: whole units of the finest decimal if they fit, else floats."""
    split = split_numbers(texts)
    floats, valid = split.floats.copy(), split.plain.copy()
    for group in split.dressed:
        floats[group.at], valid[group.at] = numbers_of(group.texts, group.unit), True
    amounts, bad = _amounts(split.odd, parse_amount)
    for row, amount in amounts.items():
        floats[row], valid[row] = float(amount.number * (amount.unit or 1)), True
        if not np.isfinite(floats[row]):
            bad[row], valid[row], floats[row] = split.odd[row], False, 0.0
    says_money = split.says_money or any(amount.has_currency for amount in amounts.values())
    floats = np.where(valid, floats, 0.0) + 0.0  # -0.0 + 0.0 is 0.0
    decimals = _decimals(floats)
    values = floats if decimals is None else np.rint(floats * 10.0**decimals).astype(np.int64)
    return NumberColumn(values, valid, bad, decimals, 0, says_money, _foreign(amounts))


def read_counts(texts: Texts) -> NumberColumn:
    """Whole numbers; `3.0` is 3, `3.5` is none."""
    split = split_numbers(texts, undress=False)
    floats, valid = split.floats.copy(), split.plain.copy()
    bad: dict[int, str] = {}
    for row, text in split.odd.items():
        if is_blank(text):
            continue
        number = parse_count(text)
        if number is None or number != number.to_integral_value() or abs(number) >= 2**53:
            bad[row] = text
        else:
            floats[row], valid[row] = float(number), True
    broken = valid & ((floats != np.rint(np.where(valid, floats, 0.0))) | (np.abs(floats) >= EXACT_FLOAT))
    bad.update(texts_at(texts, broken))
    valid &= ~broken
    return NumberColumn(np.where(valid, floats, 0.0).astype(np.int64), valid, bad)


def _amounts(
    odd: dict[int, str], parse: Callable[[str], Amount | None]
) -> tuple[dict[int, Amount], dict[int, str]]:
    """The amounts among odd cells, and the cells without one; each distinct text is parsed once."""
    parsed = {text: None if is_blank(text) else parse(text) for text in set(odd.values())}
    amounts = {row: amount for row, text in odd.items() if (amount := parsed[text]) is not None}
    bad = {row: text for row, text in odd.items() if parsed[text] is None and not is_blank(text)}
    return amounts, bad


def _foreign(amounts: dict[int, Amount]) -> tuple[int, ...]:
    return tuple(sorted(row for row, amount in amounts.items() if amount.is_foreign))


def _money_only(text: str) -> Amount | None:
    """The amount in a cell, unless it is a percentage."""
    amount = parse_amount(text)
    return None if amount is not None and amount.is_percent else amount


def _decimals(floats: Floats) -> int | None:
    """The fewest decimals that hold every value exactly; None if whole units of them could not be summed."""
    largest = float(np.max(np.abs(floats), initial=0.0))
    for decimals in range(MOST_DECIMALS + 1):
        if (
            largest * 10.0**decimals >= EXACT_FLOAT
            or largest * 10.0**decimals * max(len(floats), 1) >= 2.0**62
        ):
            return None
        if np.array_equal(np.round(floats, decimals), floats):
            return decimals
    return None
