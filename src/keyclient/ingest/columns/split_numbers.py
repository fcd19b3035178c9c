"""A column of numbers in parts: plain ones, dressed ones (`￥1,234.50`, `(3.2万)`) where it is full of them, and the rest."""

import re
from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from keyclient.ingest.cells.amounts import parse_amount
from keyclient.ingest.columns.dressed import UNITS, Dressed, factor_of, undressed
from keyclient.model.record import dataclass

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]
Flags = npt.NDArray[np.bool_]

PLAIN = r"^-?[0-9]{1,15}(\.[0-9]*)?$"
"""Numbers that can be cast directly (RE2)."""
DECIMAL_COMMA = re.compile(r"^[-+(]?\d{1,3}(\.\d{3})+,\d{1,2}|^[-+(]?\d+,\d{1,2}\D*$")
"""A cell that proves that its column uses decimal commas."""
DECIMAL_POINT = r"^-?[0-9]+\.([0-9]{1,2}|[0-9]{4,})$"
"""A cell that proves that its column uses decimal points (RE2)."""
DOTTED = r"^-?[1-9][0-9]{0,2}\.[0-9]{3}$"
"""A decimal or, in a column of decimal commas, thousands (RE2)."""


class DressedGroup(NamedTuple):
    """The dressed numbers of one unit."""

    unit: Decimal | None
    """In yuan; None if no unit stands in the cells."""
    at: Ints
    """Their rows."""
    texts: pa.StringArray
    """Them as plain numbers."""


@dataclass(frozen=True, eq=False)
class SplitNumbers:
    """The parts of a column. A filled cell is in one of them."""

    floats: Floats
    """The plain numbers, 0 for other cells."""
    plain: Flags
    dressed: tuple[DressedGroup, ...]
    odd: dict[int, str]
    says_money: bool
    """Whether a dressed number has the sign of the yuan or a unit."""


def split_numbers(texts: pa.ChunkedArray, *, undress: bool = True) -> SplitNumbers:
    """The parts of a column; without `undress` there are no dressed numbers."""
    filled = pc.is_valid(texts)
    try:
        cast = pc.cast(texts, pa.float64())
        plain = filled
    except pa.ArrowInvalid:
        plain = pc.fill_null(pc.match_substring_regex(texts, PLAIN), fill_value=False)
        cast = pc.cast(pc.if_else(plain, texts, pa.scalar(None, pa.string())), pa.float64())
    floats = np.asarray(pc.fill_null(cast, 0.0), dtype=np.float64)
    is_plain = np.asarray(plain, dtype=bool) & np.isfinite(floats)
    rows = np.flatnonzero(np.asarray(filled, dtype=bool) & ~is_plain)
    cells = texts.take(pa.array(rows))
    dressed = undressed(cells) if undress else None
    odd = _odd(rows, cells, dressed)
    if _writes_commas(odd.values()) and not pc.any(pc.match_substring_regex(texts, DECIMAL_POINT)).as_py():
        dotted = dict(_dotted_thousands(texts, is_plain))
        odd.update(dotted)
        is_plain[list(dotted)] = False
    groups = () if dressed is None else tuple(_groups(rows, dressed))
    says_money = dressed is not None and bool(dressed.money.any())
    return SplitNumbers(np.where(is_plain, floats, 0.0), is_plain, groups, odd, says_money)


def texts_at(texts: pa.ChunkedArray, rows: Flags) -> list[tuple[int, str]]:
    """The cells of some rows."""
    at = np.flatnonzero(rows)
    return list(zip(at.tolist(), texts.take(pa.array(at)).to_pylist(), strict=True)) if len(at) else []


def _odd(rows: Ints, cells: pa.ChunkedArray, dressed: Dressed | None) -> dict[int, str]:
    if dressed is not None:
        is_odd = np.ones(len(rows), bool)
        is_odd[dressed.at] = False
        rows, cells = rows[is_odd], cells.filter(pa.array(is_odd))
    return dict(zip(rows.tolist(), cells.to_pylist(), strict=True))


def _groups(rows: Ints, dressed: Dressed) -> Iterator[DressedGroup]:
    for unit in range(-1, len(UNITS)):
        at = np.flatnonzero(dressed.unit == unit)
        if len(at):
            factor = None if unit < 0 else factor_of(unit)
            yield DressedGroup(factor, rows[dressed.at[at]], dressed.texts.take(pa.array(at)))


def _writes_commas(texts: Iterable[str]) -> bool:
    return any(DECIMAL_COMMA.match(text.strip()) and parse_amount(text) is not None for text in texts)


def _dotted_thousands(texts: pa.ChunkedArray, plain: Flags) -> list[tuple[int, str]]:
    """Cells such as `2.500` in a column that uses decimal commas elsewhere: two thousand five hundred."""
    dotted = np.asarray(pc.fill_null(pc.match_substring_regex(texts, DOTTED), fill_value=False))
    return [(row, f"{text},0") for row, text in texts_at(texts, dotted & plain)]
