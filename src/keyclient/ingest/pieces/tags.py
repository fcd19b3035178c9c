"""Where the tags of a piece stand, and which they are: every one of them is accounted for."""

from typing import NamedTuple

import numpy as np

from keyclient.ingest.pieces import kinds as k
from keyclient.ingest.pieces.odd import Odd
from keyclient.ingest.pieces.windows import FIRST, WORD, Bytes, Flags, Places, Windows, word

_BEGIN, _END, _SLASH, _W, _S, _SPACE, _TAB, _NEWLINE = b"<>/ws \t\n"
_KEPT = tuple(word(text) for text in (b"<t xml:s", b'pace="pr', b'eserve">'))


class Loose(Exception):
    """Something stands between two tags, or they do not fit."""


class Tags(NamedTuple):
    """The tags of a piece, in order, and behind the last one the end of the piece."""

    at: Places
    """Where each begins."""
    kinds: Bytes
    """`UNKNOWN` for the end."""
    rows: Places
    """Which of them are of kind `ROW`."""


def tags_of(piece: Windows) -> Tags:
    """The tags of a piece of rows.

    Raises `Odd` for a piece that no removing of white space mends, and `Loose` for others of which the tags are not those of rows
    with nothing between them. That tags of rows and cells end themselves where they should is for those who read them.
    """
    every = piece.bytes[: piece.size + 1]
    at = np.flatnonzero(every == _BEGIN)
    kinds = _named(piece, at)
    lengths = np.diff(at)
    is_tight = piece.bytes.take(at[1:] - 1) == _END
    if at[0] or not k.fits(kinds, np.minimum(lengths, k.LONG).astype("u1"), is_tight):
        raise Loose
    if every.min() < _SPACE and not _has_fine_characters(every):
        raise Odd("control characters")
    rows = np.flatnonzero(kinds == k.ROW)
    _check_names(piece, at, kinds, rows)
    if kinds.max() >= k.SPACED_VALUE:
        _tell_spaced(piece, at, kinds)
    return Tags(at, kinds, rows)


def _named(piece: Windows, at: Places) -> Bytes:
    names = piece.bytes[1:].take(at).astype("u2")
    names <<= 8
    names |= piece.bytes[2:].take(at)
    kinds: Bytes = k.NAMES.take(names)
    return kinds


def _has_fine_characters(every: Bytes) -> bool:
    """Whether there are no control characters but tabs and ends of lines."""
    few = every[every < _SPACE]
    return bool(((few == _TAB) | (few == _NEWLINE)).all())


def _check_names(piece: Windows, at: Places, kinds: Bytes, rows: Places) -> None:
    """Raises `Odd` for tags of which the first two letters are not all."""
    ends = np.append(rows[1:], len(at) - 1) - 1
    ends = ends[kinds.take(ends) == k.ROW_END]
    inline = np.flatnonzero(kinds == k.INLINE_END)
    if (
        (piece.words[at.take(ends)] & FIRST[6] != word(b"</row>")).any()
        or (piece.bytes[3:].take(at.take(rows)) != _W).any()
        or (piece.bytes[3:].take(at.take(inline)) != _S).any()
    ):
        raise Odd("tag")


def _tell_spaced(piece: Windows, at: Places, kinds: Bytes) -> None:
    """Replace the kinds of spaced tags, but for texts of which white space counts, by what they are."""
    formulas, values, texts = (
        np.flatnonzero(kinds == kind) for kind in (k.SPACED_FORMULA, k.SPACED_VALUE, k.SPACED_TEXT)
    )
    is_open = kinds.take(formulas + 1) == k.FORMULA_END
    kinds[formulas] = np.where(is_open, k.FORMULA, k.FORMULA_EMPTY)
    if len(formulas):
        _check_ends(piece, at.take(formulas), at.take(formulas + 1), is_open)
    kinds[values] = k.VALUE_EMPTY
    empty = texts[kinds.take(texts + 1) != k.TEXT_END]
    kinds[empty] = k.TEXT_EMPTY
    is_closed = [
        _are_closed(piece, at.take(which + 1)).all() for which in (values, empty, formulas[~is_open])
    ]
    if not all(is_closed) or (at.take(empty + 1) - at.take(empty) != len("<t />")).any():
        raise Odd("tag")
    kept = at.take(np.flatnonzero(kinds == k.SPACED_TEXT))
    for number, text in enumerate(_KEPT):
        if (piece.words[np.minimum(kept + number * WORD, piece.size)] != text).any():
            raise Odd("tag")


def _are_closed(piece: Windows, ends: Places) -> Flags:
    is_closed: Flags = (piece.bytes.take(ends - 2) == _SLASH) & (piece.bytes.take(ends - 1) == _END)
    return is_closed


def _check_ends(piece: Windows, at: Places, following: Places, is_open: Flags) -> None:
    """Raises `Odd` unless these tags end before the next ones begin, and just before where they are not open."""
    ends = np.flatnonzero(piece.bytes[: piece.size] == _END)
    end = np.append(ends, piece.size).take(np.searchsorted(ends, at))
    is_empty = (end == following - 1) & (piece.bytes.take(end - 1) == _SLASH)
    fits_open = (end < following) & (piece.bytes.take(end - 1) != _SLASH)
    if not np.where(is_open, fits_open, is_empty).all():
        raise Odd("end of a tag")
