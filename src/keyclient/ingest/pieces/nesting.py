"""Whether the tags of a piece stand inside each other as those of a sheet do."""

import numpy as np

from keyclient.ingest.pieces import tags as t
from keyclient.ingest.pieces.odd import Odd
from keyclient.ingest.pieces.windows import Bytes

_BITS = 5
_IN_ROW = (t.CELL, t.CELL_EMPTY, t.ROW_END)
_OUTSIDE = (t.ROW, t.ROW_EMPTY)
_AFTER_FORMULA = (t.VALUE, t.VALUE_EMPTY, t.CELL_END)
_FOLLOWING = {
    t.ROW: _IN_ROW, t.ROW_END: _OUTSIDE, t.ROW_EMPTY: _OUTSIDE,
    t.CELL: (t.FORMULA, t.FORMULA_EMPTY, t.INLINE, *_AFTER_FORMULA), t.CELL_END: _IN_ROW, t.CELL_EMPTY: _IN_ROW,
    t.FORMULA: (t.FORMULA_END,), t.FORMULA_END: _AFTER_FORMULA, t.FORMULA_EMPTY: _AFTER_FORMULA,
    t.VALUE: (t.VALUE_END,), t.VALUE_END: (t.CELL_END,), t.VALUE_EMPTY: (t.CELL_END,),
    t.INLINE: (t.TEXT, t.TEXT_KEPT, t.TEXT_EMPTY), t.INLINE_END: (t.CELL_END,),
    t.TEXT: (t.TEXT_END,), t.TEXT_KEPT: (t.TEXT_END,), t.TEXT_END: (t.INLINE_END,), t.TEXT_EMPTY: (t.INLINE_END,),
}  # fmt: skip
"""What may stand behind each tag. A tag tells in which element what follows stands, so pairs tell everything: that
each cell has one value at most, too."""
_PAIRS = np.zeros(1 << 2 * _BITS, dtype=bool)
for _first, _seconds in _FOLLOWING.items():
    for _second in _seconds:
        _PAIRS[_first << _BITS | _second] = True


def check_nesting(kinds: Bytes) -> None:
    """Raises `Odd` unless these are whole rows, one after the other."""
    if kinds[0] not in _OUTSIDE or kinds[-1] not in (t.ROW_END, t.ROW_EMPTY):
        raise Odd("nesting")
    pairs = kinds[:-1].astype("u2")
    pairs <<= _BITS
    pairs |= kinds[1:]
    if not _PAIRS.take(pairs).all():
        raise Odd("nesting")
