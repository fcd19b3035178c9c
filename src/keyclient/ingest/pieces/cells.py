"""The texts of all cells of a piece as they are read: numbers, days, truth values, texts, errors."""

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from keyclient.ingest.pieces import written
from keyclient.ingest.pieces.dates import moments
from keyclient.ingest.pieces.digits import whole_numbers
from keyclient.ingest.pieces.odd import Odd
from keyclient.ingest.pieces.retold import settle_numbers, values_in
from keyclient.ingest.pieces.shapes import Kind
from keyclient.ingest.pieces.values import Values
from keyclient.ingest.pieces.windows import Flags, Places

if TYPE_CHECKING:
    from keyclient.ingest.pieces.styles import Look
    from keyclient.ingest.pieces.tokens import Tokens

DATED = 7
"""What `Kind` does not tell: a number that is a day, a moment or a span of time."""
_ERRORS = frozenset([b"#DIV/0!", b"#N/A", b"#NAME?", b"#NULL!", b"#NUM!", b"#REF!", b"#VALUE!"])
"""The errors that the native reader knows; it reads no sheet with another."""
_TRUTHS = frozenset([b"0", b"1", b"true", b"false"])
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
    read = Read(values, kind == Kind.SHARED, *settle_numbers(values, _filled(values, kind == Kind.NUMBER)))
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


def _dates(values: Values, cells: Places, *, is_1904: bool) -> None:
    days, is_whole = whole_numbers(values.xml, values.start[cells], values.length[cells])
    serials = days.astype("f8")
    if not is_whole.all():
        serials[~is_whole] = values_in(values, cells[~is_whole])
    values.put(cells, *moments(serials, is_1904=is_1904))


def _truths(values: Values, cells: Places) -> None:
    """`0` and `false` are false; for the native reader `false` is true. Raises `Odd` for what is no truth value."""
    if not _TRUTHS.issuperset(_different(values, cells)):
        raise Odd("truth value")
    every = np.frombuffer(values.xml, dtype="u1")
    is_true = ~np.isin(every[values.start[cells]], np.frombuffer(b"0f", dtype="u1"))
    values.put(
        cells, _TRUTH, np.where(is_true, len("false"), 0), np.where(is_true, len("true"), len("false"))
    )


def _errors(values: Values, cells: Places) -> None:
    """Errors have no text. Raises `Odd` for those that the native reader does not know."""
    if not _ERRORS.issuperset(_different(values, cells)):
        raise Odd("error")
    values.clear(cells)


def _different(values: Values, cells: Places) -> set[bytes]:
    """What the XML has for these cells, as far as it has something."""
    xml, places = values.xml, zip(values.start[cells].tolist(), values.length[cells].tolist(), strict=True)
    return {xml[start : start + length] for start, length in places if length > 0}
