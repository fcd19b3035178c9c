"""The addresses of rows and cells: `r="7"` and `r="AB7"`."""

import itertools
from typing import NamedTuple

import numpy as np

from keyclient.ingest.pieces.odd import Odd
from keyclient.ingest.pieces.windows import FIRST, WORD, Bytes, Numbers, Places, Windows, Words, word

_NAME = b' r="'
_FURTHEST = 200
"""Bytes of a tag before its address."""
_QUOTE, _ZERO, _A, _Z, _BEFORE_A = b'"0AZ@'


class RowNumbers(NamedTuple):
    """The numbers of rows, from 1, and how they are written."""

    numbers: Numbers
    behind: Places
    """Where the quotation mark behind each stands."""
    digits: Places
    written: Words
    """The digits and the quotation mark behind them."""
    masks: Words
    """What keeps these of eight bytes."""


def addresses_in(piece: Windows, start: Places, end: Places) -> Places:
    """Where the value of the attribute `r` of some tags begins, which go from `start`, behind their names, to `end`.

    Raises `Odd` for one without. That it is no part of the value of another attribute is for those who read all of them.
    """
    is_first = piece.bytes.take(start) == _NAME[0]
    for place in range(1, len(_NAME)):
        is_first &= piece.bytes[place:].take(start) == _NAME[place]
    found = start + len(_NAME)
    if not is_first.all():
        later = np.flatnonzero(~is_first)
        found[later] = _later(piece, start.take(later), end.take(later))
    return found


def _later(piece: Windows, start: Places, end: Places) -> Places:
    """The same where another attribute is the first."""
    found, missing = start.copy(), np.arange(len(start))
    for _ in range(_FURTHEST):
        missing = missing[piece.words[found[missing]] & FIRST[len(_NAME)] != word(_NAME)]
        if not len(missing):
            found += len(_NAME)
            return found
        found[missing] += 1
        if (found[missing] >= end[missing]).any():
            break
    raise Odd("no address")


def row_numbers(piece: Windows, at: Places) -> RowNumbers:
    """The row numbers that are written at these places. Raises `Odd` for others than ascending ones from 1 on."""
    words = piece.words[at]
    letters = words.view("u1").reshape(-1, WORD)
    digits = (letters == _QUOTE).argmax(axis=1)
    if (np.diff(digits) < 0).any():
        raise Odd("order of rows")
    numbers = np.zeros(len(at), dtype="i4")
    bounds = np.searchsorted(digits, range(WORD + 1)).tolist()
    for count, (first, end) in enumerate(itertools.pairwise(bounds)):
        if first < end:
            numbers[first:end] = _number(letters[first:end, :count])
    if (np.diff(numbers, prepend=np.int32(0)) <= 0).any():
        raise Odd("order of rows")
    masks = FIRST.take(digits + 1)
    return RowNumbers(numbers, at + digits, digits, words & masks, masks)


def _number(written: Bytes) -> Numbers:
    """The numbers written in so many digits each. Raises `Odd` for other letters, none, and a zero before a number."""
    digits = written - np.uint8(_ZERO)
    if not digits.shape[1] or digits.max() > 9 or not digits[:, 0].all():
        raise Odd("row number")
    numbers: Numbers = digits.astype("i4") @ (10 ** np.arange(digits.shape[1])[::-1]).astype("i4")
    return numbers


def columns_at(piece: Windows, at: Places) -> tuple[Numbers, Places]:
    """The columns, from 0, of the addresses at these places, and where the row numbers begin.

    One to three letters; what comes behind three is taken for the number. Raises `Odd` for no letter.
    """
    first = piece.bytes.take(at)
    columns = _letter(first)
    numbers = at + 1
    more = np.flatnonzero(piece.bytes[1:].take(at) >= _A)
    for place in (1, 2):
        letters = piece.bytes[place:].take(at[more])
        if place > 1:
            more, letters = more[letters >= _A], letters[letters >= _A]
        if not len(more):
            break
        columns[more] = columns[more] * 26 + _letter(letters)
        numbers[more] += 1
    columns -= 1
    return columns, numbers


def _letter(letters: Bytes) -> Numbers:
    """1 for A, 26 for Z. Raises `Odd` for what is no capital."""
    place = letters - np.uint8(_BEFORE_A)
    if len(place) and (place.min() < 1 or place.max() > 26):
        raise Odd("address")
    return place.astype("i4")


def check_rows(piece: Windows, at: Places, rows: RowNumbers, cells: Places) -> Places:
    """Where the quotation marks behind the addresses of cells stand, of which the row numbers begin at these places.

    `cells`: how many of them each row has. Raises `Odd` for a cell that says it is of another row.
    """
    words: Words = piece.words[at]
    words &= np.repeat(rows.masks, cells)
    if (words != np.repeat(rows.written, cells)).any():
        raise Odd("row of a cell")
    behind: Places = np.repeat(rows.digits, cells)
    behind += at
    return behind
