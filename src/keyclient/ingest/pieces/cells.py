"""The texts of all cells of a piece as they are read: numbers, days, truth values, texts, errors."""

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from keyclient.ingest.pieces import written
from keyclient.ingest.pieces.dates import moments
from keyclient.ingest.pieces.digits import spelt, whole_numbers
from keyclient.ingest.pieces.numbers import number_in, numbers_in, shown, told
from keyclient.ingest.pieces.odd import Odd
from keyclient.ingest.pieces.ranges import strings_at
from keyclient.ingest.pieces.shapes import Kind
from keyclient.ingest.pieces.values import Flags, Floats, Places, Values

if TYPE_CHECKING:
    import pyarrow as pa

    from keyclient.ingest.pieces.styles import Look
    from keyclient.ingest.pieces.tokens import Tokens

FEW = 500
"""Up to so many numbers are written one by one, without Arrow's functions."""
DATED = 7
"""What `Kind` does not tell: a number that is a day, a moment or a span of time."""
_ERRORS = frozenset([b"#DIV/0!", b"#N/A", b"#NAME?", b"#NULL!", b"#NUM!", b"#REF!", b"#VALUE!"])
"""The errors that the native reader knows; it reads no sheet with another."""
_TRUTH = b"falsetrue"


class Read(NamedTuple):
    """The cells of a piece."""

    values: Values
    is_shared: Flags
    """Cells that name a shared text by its number."""
    cut: Places
    """Numbers that the native reader cuts to nine decimals, so that their column is read once more."""
    tiny: dict[int, str]
    """Numbers that it gives as 0, with all their digits: what they become in a column with one that is cut."""


def read_cells(tokens: "Tokens", look: "Look") -> Read:
    """Read all cells. Raises `Odd` for what is not covered."""
    kinds = np.array([_kind(shape.kind, shape.style, look) for shape in tokens.shapes], dtype="i1")
    kind = kinds[tokens.shape] if len(tokens.shape) else np.zeros(0, dtype="i1")
    values = Values(tokens.data, tokens.start, tokens.length)
    read = Read(values, kind == Kind.SHARED, *_numbers(values, _filled(values, kind == Kind.NUMBER)))
    if DATED in kinds:
        _dates(values, _filled(values, kind == DATED), is_1904=look.is_1904)
    if Kind.BOOLEAN in kinds:
        _truths(values, _filled(values, kind == Kind.BOOLEAN))
    if Kind.ERROR in kinds:
        _errors(values, np.flatnonzero(kind == Kind.ERROR))
    for text in (Kind.STRING, Kind.INLINE, Kind.DAY):
        if text in kinds and len(cells := np.flatnonzero((kind == text) & (values.length >= 0))):
            written.settle(values, cells, is_inline=text == Kind.INLINE)
    return read


def _kind(kind: int, style: int, look: "Look") -> int:
    """Raises `Odd` if style 0 is one of dates: the native reader minds it only where cells name it."""
    if kind != Kind.NUMBER or style >= len(look.styles) or not look.styles[style]:
        return kind
    if style == 0:
        raise Odd("style 0")
    return DATED


def _filled(values: Values, cells: Flags) -> Places:
    """The cells with something in them; the others have no text."""
    every = np.flatnonzero(cells)
    is_filled = values.length[every] > 0
    if is_filled.all():
        return every
    values.clear(every[~is_filled])
    return every[is_filled]


def _numbers(values: Values, cells: Places) -> tuple[Places, dict[int, str]]:
    """Write the numbers that are spelt otherwise. Answers which are cut, and those that are given as 0."""
    found = spelt(values.xml, values.start[cells], values.length[cells])
    cut, others = cells[found.with_nine], cells[~found.as_read]
    tiny: dict[int, str] = {}
    if len(others) <= FEW:
        numbers = np.array(_few(values, others), dtype="f8")
        hard = np.arange(len(others))
    else:
        numbers = numbers_in(_texts(values, others))
        showing = shown(numbers)
        hard = np.flatnonzero(showing.is_hard)
        _write(values, others[~showing.is_hard], showing.value[~showing.is_hard])
        cut = np.append(cut, others[showing.is_cut & ~showing.is_hard])
    each = [told(number) for number in numbers[hard].tolist()]
    values.put_texts(others[hard], [one.text for one in each])
    for cell, one in zip(others[hard].tolist(), each, strict=True):
        if one.exact is not None:
            tiny[cell] = one.exact
    return np.append(cut, others[hard][[one.is_cut for one in each]]) if each else cut, tiny


def _few(values: Values, cells: Places) -> list[float]:
    data = values.xml
    places = zip(values.start[cells].tolist(), values.length[cells].tolist(), strict=True)
    return [number_in(data[start : start + length]) for start, length in places]


def _texts(values: Values, cells: Places) -> "pa.StringArray":
    return strings_at(values.xml, values.start[cells], values.length[cells])


def _write(values: Values, cells: Places, numbers: Floats) -> None:
    """Give cells numbers as texts: whole ones without a point, others with their shortest digits."""
    import pyarrow as pa

    is_whole = numbers == np.floor(numbers)
    for which, kept in ((is_whole, numbers[is_whole].astype("i8")), (~is_whole, numbers[~is_whole])):
        if len(kept):
            texts = _arrow(kept).cast(pa.string())
            _, offsets, held = texts.buffers()
            ends = np.frombuffer(offsets, dtype="i4")[: len(texts) + 1]
            values.put(cells[which], held.to_pybytes()[: ends[-1]], ends[:-1], np.diff(ends))


def _arrow(numbers: "np.ndarray[tuple[int], np.dtype[np.int64 | np.float64]]") -> "pa.Array":
    import pyarrow as pa

    kind = pa.int64() if numbers.dtype == np.dtype("i8") else pa.float64()
    return pa.Array.from_buffers(kind, len(numbers), [None, pa.py_buffer(numbers)])


def _dates(values: Values, cells: Places, *, is_1904: bool) -> None:
    days, is_whole = whole_numbers(values.xml, values.start[cells], values.length[cells])
    serials = days.astype("f8")
    others = np.flatnonzero(~is_whole)
    if len(others):
        left = cells[others]
        serials[others] = _few(values, left) if len(left) <= FEW else numbers_in(_texts(values, left))
    values.put(cells, *moments(serials, is_1904=is_1904))


def _truths(values: Values, cells: Places) -> None:
    """Whatever is not `0` is true, also `false`."""
    every = np.frombuffer(values.xml, dtype="u1")
    is_true = (values.length[cells] != 1) | (every[values.start[cells]] != ord("0"))
    values.put(
        cells, _TRUTH, np.where(is_true, len("false"), 0), np.where(is_true, len("true"), len("false"))
    )


def _errors(values: Values, cells: Places) -> None:
    """Errors have no text. Raises `Odd` for those that the native reader does not know."""
    data = values.xml
    places = zip(values.start[cells].tolist(), values.length[cells].tolist(), strict=True)
    if not _ERRORS.issuperset({data[start : start + length] for start, length in places if length > 0}):
        raise Odd("error")
    values.clear(cells)
