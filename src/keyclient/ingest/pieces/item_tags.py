"""What the tags of the shared texts of an .xlsx are."""

import re

import numpy as np
import numpy.typing as npt

from keyclient.ingest.pieces.odd import Odd
from keyclient.ingest.pieces.windows import FIRST, WORD, Flags, Places, Windows, Words, word

OTHER, ITEM, LOOSE_ITEM, TEXT, KEPT_TEXT, TEXT_END, ITEM_END, SPOKEN = range(8)
"""Kinds of tags; a loose item has attributes or no content, a kept text keeps its white space."""
_SHORT = ((b"<si>", ITEM), (b"<t>", TEXT), (b"</t>", TEXT_END), (b"</si>", ITEM_END))
KEPT, _SPOKEN = b'<t xml:space="preserve">', b"<phoneticPr"
_SPOKEN_TAG = re.compile(_SPOKEN + rb"(?: \w+=\"[\w ]*\")* ?/>")


def kinds_of(windows: Windows, tags: Places) -> npt.NDArray[np.int8]:
    """What each tag is."""
    words = windows.words
    here = words[tags]
    kinds = np.zeros(len(tags), dtype="i1")
    for literal, kind in _SHORT:
        kinds[_begins(here, literal)] = kind
    loose = np.flatnonzero(_begins(here, b"<si") & (kinds == OTHER))
    kinds[loose[np.isin(windows.bytes[tags[loose] + 3], list(b" \t\r\n/"))]] = LOOSE_ITEM
    for literal, kind in ((KEPT, KEPT_TEXT), (_SPOKEN, SPOKEN)):
        at = np.flatnonzero(_begins(here, literal[:WORD]))
        for place in range(WORD, len(literal), WORD):
            at = at[
                _begins(words[np.minimum(tags[at] + place, len(words) - 1)], literal[place : place + WORD])
            ]
        kinds[at] = kind
    return kinds


def check_spoken(data: bytes, ends: Places, spoken: Places) -> None:
    """`Odd` if what says how texts are pronounced is no whole tag and nothing else; there are only a few spellings."""
    places = zip(ends[spoken].tolist(), ends[spoken + 1].tolist(), strict=True)
    if not all(map(_SPOKEN_TAG.fullmatch, {data[begin:end] for begin, end in places})):
        raise Odd("tag")


def _begins(words: Words, literal: bytes) -> Flags:
    flags: Flags = (words & FIRST[len(literal)]) == word(literal)
    return flags
