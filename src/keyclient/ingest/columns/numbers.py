"""Columns of numbers: fast for plain text, cell by cell for what people typed."""

import re
from collections.abc import Callable, Iterable
from decimal import ROUND_HALF_EVEN, Context, Decimal
from typing import TypeAlias

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from keyclient.ingest.cells.amounts import Amount, parse_amount, parse_count
from keyclient.ingest.cells.plain import is_blank
from keyclient.model.record import dataclass

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]
Flags = npt.NDArray[np.bool_]
Texts: TypeAlias = pa.ChunkedArray

PLAIN = r"^-?[0-9]{1,15}(\.[0-9]*)?$"
"""Numbers that can be cast directly (RE2)."""
DECIMAL_COMMA = re.compile(r"^[-+(]?\d{1,3}(\.\d{3})+,\d{1,2}|^[-+(]?\d+,\d{1,2}\D*$")
"""A cell that proves that its column uses decimal commas."""
DECIMAL_POINT = r"^-?[0-9]+\.([0-9]{1,2}|[0-9]{4,})$"
"""A cell that proves that its column uses decimal points (RE2)."""
DOTTED = r"^-?[1-9][0-9]{0,2}\.[0-9]{3}$"
"""A decimal or, in a column of decimal commas, thousands (RE2)."""
EXACT_FEN = 2.0**37
"""Up to here a floating-point product is accurate to half of `FEN_NOISE`."""
FEN_NOISE = 1e-4
"""A smaller part of a fen is floating-point noise rather than rounding to report."""
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


@dataclass(frozen=True)
class _Split:
    """A column in two: plain numbers as floats, and the other cells."""

    floats: Floats
    plain: Flags
    odd: dict[int, str]


def read_money(texts: Texts, factor: Decimal) -> NumberColumn:
    """The fen of every cell. `factor`: yuan in one of the column's unit; a unit in the cell takes precedence."""
    split = _split(texts)
    scale = float(factor) * 100
    is_small = split.plain & (np.abs(split.floats) < EXACT_FEN / scale)
    products = np.where(is_small, split.floats, 0.0) * scale
    fen = np.rint(products)
    is_sure = is_small & (np.abs(products - fen) <= FEN_NOISE / 2)
    values, valid = np.where(is_sure, fen, 0.0).astype(np.int64), is_sure.copy()
    amounts, bad = _amounts(split.odd, _money_only)
    unsure = dict(_texts_at(texts, split.plain & ~is_sure))
    amounts.update((row, Amount(Decimal(text))) for row, text in unsure.items())
    rounded = 0
    for row, amount in amounts.items():
        exact = _WIDE.multiply(amount.number, (factor if amount.unit is None else amount.unit) * 100)
        whole = exact.quantize(Decimal(1), ROUND_HALF_EVEN, _WIDE)
        if abs(whole) >= 2**62:
            bad[row] = unsure.get(row) or split.odd[row]
            continue
        values[row], valid[row] = int(whole), True
        rounded += abs(exact - whole) > FEN_NOISE
    says_money = any(amount.has_currency for amount in amounts.values())
    return NumberColumn(values, valid, bad, 2, rounded, says_money, _foreign(amounts))


def read_numbers(texts: Texts) -> NumberColumn:
    """Plain numbers in full precision: whole units of the finest decimal if they fit, else floats."""
    split = _split(texts)
    floats, valid = split.floats.copy(), split.plain.copy()
    amounts, bad = _amounts(split.odd, parse_amount)
    for row, amount in amounts.items():
        floats[row], valid[row] = float(amount.number * (amount.unit or 1)), True
        if not np.isfinite(floats[row]):
            bad[row], valid[row], floats[row] = split.odd[row], False, 0.0
    says_money = any(amount.has_currency for amount in amounts.values())
    floats = np.where(valid, floats, 0.0) + 0.0  # -0.0 + 0.0 is 0.0
    decimals = _decimals(floats)
    values = floats if decimals is None else np.rint(floats * 10.0**decimals).astype(np.int64)
    return NumberColumn(values, valid, bad, decimals, 0, says_money, _foreign(amounts))


def read_counts(texts: Texts) -> NumberColumn:
    """Whole numbers; `3.0` is 3, `3.5` is none."""
    split = _split(texts)
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
    bad.update(_texts_at(texts, broken))
    valid &= ~broken
    return NumberColumn(np.where(valid, floats, 0.0).astype(np.int64), valid, bad)


def _split(texts: Texts) -> _Split:
    filled = pc.is_valid(texts)
    try:
        cast = pc.cast(texts, pa.float64())
        plain = filled
    except pa.ArrowInvalid:
        plain = pc.fill_null(pc.match_substring_regex(texts, PLAIN), fill_value=False)
        cast = pc.cast(pc.if_else(plain, texts, pa.scalar(None, pa.string())), pa.float64())
    floats = np.asarray(pc.fill_null(cast, 0.0), dtype=np.float64)
    is_plain = np.asarray(plain, dtype=bool) & np.isfinite(floats)
    odd = dict(_texts_at(texts, np.asarray(filled, dtype=bool) & ~is_plain))
    if _writes_commas(odd.values()) and not pc.any(pc.match_substring_regex(texts, DECIMAL_POINT)).as_py():
        odd.update(_dotted_thousands(texts, is_plain))
        is_plain[list(odd)] = False
    return _Split(np.where(is_plain, floats, 0.0), is_plain, odd)


def _writes_commas(texts: Iterable[str]) -> bool:
    return any(DECIMAL_COMMA.match(text.strip()) and parse_amount(text) is not None for text in texts)


def _dotted_thousands(texts: Texts, plain: Flags) -> list[tuple[int, str]]:
    """Cells such as `2.500` in a column that uses decimal commas elsewhere: two thousand five hundred."""
    dotted = np.asarray(pc.fill_null(pc.match_substring_regex(texts, DOTTED), fill_value=False))
    return [(row, f"{text},0") for row, text in _texts_at(texts, dotted & plain)]


def _texts_at(texts: Texts, rows: Flags) -> list[tuple[int, str]]:
    at = np.flatnonzero(rows)
    return list(zip(at.tolist(), texts.take(pa.array(at)).to_pylist(), strict=True)) if len(at) else []


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
