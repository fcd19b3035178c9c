"""Where the values of cells stand."""

import numpy as np

from keyclient.ingest.pieces import kinds as k
from keyclient.ingest.pieces.odd import Odd
from keyclient.ingest.pieces.shapes import Kind, Shape
from keyclient.ingest.pieces.spellings import Codes
from keyclient.ingest.pieces.tags import Tags
from keyclient.ingest.pieces.windows import Bytes, Flags, Numbers, Places

_STEPS = np.zeros(32, dtype="i8")
"""Tags between a cell and its value."""
_STEPS[[k.FORMULA, k.FORMULA_EMPTY, k.INLINE]] = 2, 1, 1
_BEFORE_VALUE = np.zeros(32, dtype="i8")
_BEFORE_VALUE[[k.VALUE, k.TEXT, k.VALUE_EMPTY, k.TEXT_EMPTY]] = len("<v>")
_BEFORE_VALUE[k.SPACED_TEXT] = len('<t xml:space="preserve">')
"""Bytes of the tag before a value; 0 for what is none."""


def contents_of(tags: Tags, follower: Places, kinds: Bytes) -> tuple[Numbers, Numbers, Flags]:
    """Where the values of cells begin, how long they are, -1 for none, and which cells have a formula.

    `follower`: number of the tag behind each cell, of which `kinds` are the kinds.
    """
    formula = (kinds == k.FORMULA) | (kinds == k.FORMULA_EMPTY)
    value, found = follower, kinds
    if formula.any() or (kinds == k.INLINE).any():
        value = follower + _STEPS.take(kinds)
        found = tags.kinds.take(value)
    before = _BEFORE_VALUE.take(found)
    start = tags.at.take(value)
    start += before
    length = tags.at[1:].take(value, mode="clip")
    length -= start
    length[before == 0] = -1
    is_empty = (found == k.VALUE_EMPTY) | (found == k.TEXT_EMPTY)
    if is_empty.any():
        length[is_empty] = 0
    return start.astype("i4"), length.astype("i4"), formula


def check_inline(kinds: Bytes, codes: Codes, shapes: tuple[Shape, ...], length: Numbers) -> None:
    """Raises `Odd` for a text in a cell of another kind, and another value in a cell that says it has a text."""
    is_text = np.array([shape.kind == Kind.INLINE for shape in shapes], dtype=bool)
    has_text = kinds == k.INLINE
    if is_text.any():
        has_text = has_text != (is_text.take(codes) & (length >= 0))
    if has_text.any():
        raise Odd("inline text")
