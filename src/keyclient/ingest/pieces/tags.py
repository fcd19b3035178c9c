"""Where the tags of a piece stand, and which they are: every one of them is accounted for."""

from typing import NamedTuple

import numpy as np

from keyclient.ingest.pieces.odd import Odd
from keyclient.ingest.pieces.windows import FIRST, WORD, Bytes, Flags, Places, Windows, word

(
    UNKNOWN, ROW, ROW_END, ROW_EMPTY, CELL, CELL_END, CELL_EMPTY, VALUE, VALUE_END, VALUE_EMPTY, FORMULA,
    FORMULA_END, FORMULA_EMPTY, INLINE, INLINE_END, TEXT, TEXT_END, TEXT_EMPTY, SPACED_VALUE, SPACED_FORMULA,
    TEXT_KEPT,
) = range(21)  # fmt: skip
"""`<row>`, `</row>` and `<row/>`, of `c`, `v`, `f`, `is` and `t` likewise. Of rows and cells it is seen later whether
they are empty. Spaced ones have attributes, or a space before their end."""
_SPELT = {
    "ro": ROW, "/r": ROW_END, "c ": CELL, "/c": CELL_END, "v>": VALUE, "/v": VALUE_END, "v/": VALUE_EMPTY,
    "f>": FORMULA, "/f": FORMULA_END, "f/": FORMULA_EMPTY, "is": INLINE, "/i": INLINE_END, "t>": TEXT, "/t": TEXT_END,
    "t/": TEXT_EMPTY, "v ": SPACED_VALUE, "f ": SPACED_FORMULA, "t ": TEXT_KEPT,
}  # fmt: skip
_KINDS = np.zeros(1 << 16, dtype="u1")
"""The tag by its first two bytes, of which the first is the higher one."""
for _two, _kind in _SPELT.items():
    _KINDS[int.from_bytes(_two.encode(), "big")] = _kind
_LENGTHS = np.zeros(32, dtype="i8")
"""Bytes of the tags that have only one spelling; 0 for others."""
for _kind, _length in {
    ROW_END: 6, CELL_END: 4, VALUE_END: 4, VALUE_EMPTY: 4, FORMULA_END: 4, FORMULA_EMPTY: 4, INLINE: 4, INLINE_END: 5,
    TEXT_END: 4, TEXT_EMPTY: 4,
}.items():  # fmt: skip
    _LENGTHS[_kind] = _length
_HOLDS_TEXT = np.zeros(32, dtype=bool)
_HOLDS_TEXT[[VALUE, FORMULA, TEXT, SPACED_FORMULA, TEXT_KEPT]] = True
_BEGIN, _END, _SLASH, _S, _SPACE, _TAB, _NEWLINE = b"<>/s \t\n"
_KEPT = tuple(word(text) for text in (b"<t xml:s", b'pace="pr', b'eserve">'))
KEPT_LENGTH = 24
"""Bytes of `<t xml:space="preserve">`."""


class NotTight(Exception):
    """Something stands between two tags."""


class Tags(NamedTuple):
    """The tags of a piece, in order."""

    at: Places
    """Where each begins, and behind the last one where the piece ends."""
    kinds: Bytes
    """As long as `at`; `UNKNOWN` behind the last one."""


def tags_of(piece: Windows) -> Tags:
    """The tags of a piece that begins with one.

    Raises `Odd` for a tag that is no tag of rows, and `NotTight` where something stands between tags that is in no value,
    text or formula. Whether they are properly inside each other is another question.
    """
    every = piece.bytes[: piece.size]
    found = np.flatnonzero(every == _BEGIN)
    if np.count_nonzero(every == _END) != len(found):
        raise Odd("angle brackets")
    if not len(found) or found[0]:
        raise NotTight
    at = np.append(found, piece.size)
    kinds = _named(piece, found)
    if not kinds.all():
        raise Odd("tag")
    if ((piece.bytes.take(at[1:] - 1) != _END) > _HOLDS_TEXT.take(kinds)).any():
        raise NotTight
    if every.min() < _SPACE and not _has_fine_characters(every):
        raise Odd("control characters")
    _check_names(piece, at, kinds)
    if kinds.max() >= SPACED_VALUE:
        _tell_spaced(piece, at, kinds)
    return Tags(at, np.append(kinds, np.uint8(UNKNOWN)))


def _named(piece: Windows, at: Places) -> Bytes:
    names = piece.bytes[1:].take(at).astype("u2")
    names <<= 8
    names |= piece.bytes[2:].take(at)
    kinds: Bytes = _KINDS.take(names)
    return kinds


def _has_fine_characters(every: Bytes) -> bool:
    """Whether there are no control characters but tabs and ends of lines."""
    few = every[every < _SPACE]
    return bool(((few == _TAB) | (few == _NEWLINE)).all())


def _check_names(piece: Windows, at: Places, kinds: Bytes) -> None:
    """Raises `Odd` for tags of which the first two letters are not all."""
    lengths = _LENGTHS.take(kinds)
    ends, rows = (at[np.flatnonzero(kinds == kind)] for kind in (ROW_END, ROW))
    if (
        ((lengths != np.diff(at)) & (lengths > 0)).any()
        or (piece.words[ends] & FIRST[6] != word(b"</row>")).any()
        or (piece.words[rows] & FIRST[5] != word(b"<row ")).any()
        or (piece.bytes[3:].take(at[np.flatnonzero(kinds == INLINE_END)]) != _S).any()
    ):
        raise Odd("tag")


def _tell_spaced(piece: Windows, at: Places, kinds: Bytes) -> None:
    """Replace the kinds of spaced tags by what they are."""
    formulas, others = (np.flatnonzero(kinds == kind) for kind in (SPACED_FORMULA, SPACED_VALUE))
    if len(formulas):
        is_empty = _are_closed(piece, at[formulas + 1])
        kinds[formulas] = np.where(is_empty, FORMULA_EMPTY, FORMULA)
        if not is_empty.all():
            _check_ends(piece, at)
    _tell_empty(piece, at, kinds, others, VALUE_EMPTY)
    texts = np.flatnonzero(kinds == TEXT_KEPT)
    is_kept = np.ones(len(texts), dtype=bool)
    for number, kept in enumerate(_KEPT):
        is_kept &= piece.words[np.minimum(at[texts] + number * WORD, piece.size)] == kept
    _tell_empty(piece, at, kinds, texts[~is_kept], TEXT_EMPTY)


def _tell_empty(piece: Windows, at: Places, kinds: Bytes, which: Places, kind: int) -> None:
    """These have nothing but a space before their end."""
    if not (_are_closed(piece, at[which + 1]) & (at[which + 1] - at[which] == len("<v />"))).all():
        raise Odd("tag")
    kinds[which] = kind


def _are_closed(piece: Windows, ends: Places) -> Flags:
    return (piece.bytes.take(ends - 2) == _SLASH) & (piece.bytes.take(ends - 1) == _END)


def _check_ends(piece: Windows, at: Places) -> None:
    """Raises `Odd` unless every tag ends before the next one begins."""
    ends = np.flatnonzero(piece.bytes[: piece.size] == _END)
    if not ((at[:-1] < ends) & (ends < at[1:])).all():
        raise Odd("angle brackets")
