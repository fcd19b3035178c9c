"""The attributes of tags: which tag has which, read once for each spelling."""

import re
from typing import NamedTuple

import numpy as np

from keyclient.ingest.pieces.odd import Odd
from keyclient.ingest.pieces.spellings import MOST, Codes, spellings_of
from keyclient.ingest.pieces.windows import Flags, Places, Windows

_ONE = rb'[ \t\n]+([A-Za-z_][\w.:-]*)[ \t\n]*=[ \t\n]*"([ \t\n!#-%\x27-;=?-~]*)"'
_PAIR = re.compile(_ONE)
_ALL = re.compile(rb"((?:" + _ONE.replace(b"(", b"(?:") + rb")*)[ \t\n]*(/?)")


class Spelt(NamedTuple):
    """The attributes of one spelling; that of `r` is empty."""

    attributes: dict[bytes, bytes]
    is_closed: bool
    """Whether the tag ends itself: `<c/>`."""


def spelt(
    piece: Windows, start: Places, address: Places, behind: Places, end: Places
) -> tuple[Codes, list[Spelt]]:
    """The number of the spelling of each tag, and the spellings.

    `start`: the end of its name. `address`: where the value of its `r` begins, of which `behind` is the end. `end`: where the
    tag ends. Raises `Odd` for attributes that are not written as usual, or twice in a tag.
    """
    codes, after = spellings_of(piece, behind, end - behind)
    is_usual = bool((address - start == len(' r="')).all())
    if is_usual:
        return codes, [_read(b' r="' + text) for text in after]
    first, before = spellings_of(piece, start, address - start)
    pairs, both = np.unique(first.astype("i4") * len(after) + codes, return_inverse=True)
    if len(pairs) > MOST:
        raise Odd("spellings")
    texts = [before[pair // len(after)] + after[pair % len(after)] for pair in pairs.tolist()]
    return both.astype("i2"), [_read(text) for text in texts]


def check_closed(codes: Codes, spellings: list[Spelt], is_closed: Flags) -> None:
    """Raises `Odd` unless those tags end themselves that have to."""
    closed = np.array([each.is_closed for each in spellings], dtype=bool)
    if (closed.take(codes) != is_closed).any():
        raise Odd("nesting")


def _read(written: bytes) -> Spelt:
    """The attributes as written between the name of a tag and its end."""
    every = _ALL.fullmatch(written)
    if every is None:
        raise Odd("attributes")
    pairs = _PAIR.findall(every[1])
    found = dict(pairs)
    if len(found) < len(pairs):
        raise Odd("attributes")
    return Spelt(found, bool(every[2]))
