"""The tags of rows and cells, how each is written, and which may follow which."""

import numpy as np

from keyclient.ingest.pieces.windows import Bytes, Flags

(
    UNKNOWN, ROW, ROW_END, CELL, CELL_END, VALUE, VALUE_END, VALUE_EMPTY, FORMULA, FORMULA_END, FORMULA_EMPTY, INLINE,
    INLINE_END, TEXT, TEXT_END, TEXT_EMPTY, SPACED_VALUE, SPACED_FORMULA, SPACED_TEXT,
) = range(19)  # fmt: skip
"""`<row>` and `</row>`, of `c`, `v`, `f`, `is` and `t` likewise, and `<v/>`. Rows and cells may end themselves, which is
seen by what follows. Spaced tags have attributes, or a space before their end."""
_WRITTEN = {
    "ro": ROW, "/r": ROW_END, "c ": CELL, "/c": CELL_END, "v>": VALUE, "/v": VALUE_END, "v/": VALUE_EMPTY,
    "f>": FORMULA, "/f": FORMULA_END, "f/": FORMULA_EMPTY, "is": INLINE, "/i": INLINE_END, "t>": TEXT, "/t": TEXT_END,
    "t/": TEXT_EMPTY, "v ": SPACED_VALUE, "f ": SPACED_FORMULA, "t ": SPACED_TEXT,
}  # fmt: skip
_LENGTHS = {
    ROW_END: 6, CELL_END: 4, VALUE_END: 4, VALUE_EMPTY: 4, FORMULA_END: 4, FORMULA_EMPTY: 4, INLINE: 4, INLINE_END: 5,
    TEXT_END: 4, TEXT_EMPTY: 4, SPACED_VALUE: len("<v />"),
}  # fmt: skip
"""Bytes of the tags that have only one spelling."""
LONG = 7
"""This many bytes from a tag to the next and more are not told apart."""
_IN_ROW, _OUTSIDE = (CELL, ROW_END), (ROW, UNKNOWN)
_AFTER_FORMULA = (VALUE, VALUE_EMPTY, SPACED_VALUE, CELL_END)
_FOLLOWING = {
    ROW: (*_IN_ROW, *_OUTSIDE), ROW_END: _OUTSIDE,
    CELL: (FORMULA, FORMULA_EMPTY, SPACED_FORMULA, INLINE, *_AFTER_FORMULA, *_IN_ROW), CELL_END: _IN_ROW,
    FORMULA: (FORMULA_END,), FORMULA_END: _AFTER_FORMULA, FORMULA_EMPTY: _AFTER_FORMULA,
    SPACED_FORMULA: (FORMULA_END, *_AFTER_FORMULA),
    VALUE: (VALUE_END,), VALUE_END: (CELL_END,), VALUE_EMPTY: (CELL_END,), SPACED_VALUE: (CELL_END,),
    INLINE: (TEXT, TEXT_EMPTY, SPACED_TEXT), INLINE_END: (CELL_END,),
    TEXT: (TEXT_END,), TEXT_END: (INLINE_END,), TEXT_EMPTY: (INLINE_END,), SPACED_TEXT: (TEXT_END, INLINE_END),
}  # fmt: skip
"""What may stand behind each tag, `UNKNOWN` for the end of a piece. A tag tells in which element what follows stands, so
pairs tell everything: that each cell has one value at most, too."""
_HOLDING_TEXT = (VALUE, FORMULA, TEXT, SPACED_FORMULA, SPACED_TEXT)
_BITS = 5


def _names() -> Bytes:
    table = np.zeros(1 << 16, dtype="u1")
    for two, kind in _WRITTEN.items():
        table[int.from_bytes(two.encode(), "big")] = kind
    return table


def _steps() -> Bytes:
    table = np.full((LONG + 1, 1 << _BITS, 1 << _BITS), _NEVER, dtype="u1")
    for first, seconds in _FOLLOWING.items():
        length = _LENGTHS.get(first)
        fitting = slice(None) if length is None else length
        for second in seconds:
            table[fitting, first, second] = _ANY if first in _HOLDING_TEXT else _TIGHT
    return table.ravel()


_NEVER, _TIGHT, _ANY = range(3)
"""Whether a tag may follow another: never; right behind it; with whatever text between."""
NAMES = _names()
"""The tag by its first two bytes, of which the first is the higher one."""
_STEPS = _steps()


def fits(kinds: Bytes, lengths: Bytes, is_tight: Flags) -> bool:
    """Whether these are whole rows, one after the other, of tags spelt in full.

    `kinds` has one entry more, `UNKNOWN`, than `lengths`, which has the bytes from each tag to the next, and than `is_tight`: whether
    the byte before that next tag ends a tag.
    """
    steps = lengths.astype("u2")
    steps <<= _BITS
    steps |= kinds[:-1]
    steps <<= _BITS
    steps |= kinds[1:]
    return kinds[0] == ROW and bool((_STEPS.take(steps) > ~is_tight).all())
