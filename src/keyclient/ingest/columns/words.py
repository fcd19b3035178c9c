"""Columns of words: free text, and words for a choice."""

import re
from collections.abc import Mapping, Sequence
from functools import cache

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from keyclient.ingest.base.bulk import Words, are_valid, parts, without_space
from keyclient.ingest.cells.plain import ERROR_WORDS, NAMELESS_WORDS, folded, is_blank
from keyclient.ingest.cells.traditional import simplified
from keyclient.ingest.columns.numbers import Texts
from keyclient.ingest.columns.reading import (
    UNREADABLE,
    Reading,
    cell_rule,
    valid_cells,
)
from keyclient.model.column import Reads
from keyclient.model.rules.cells import ErrorValue

_ERRORS = frozenset(ERROR_WORDS)
_CODE = re.compile(r"(?<![a-z0-9])[a-z]\d(?![a-z0-9])")
"""A rating such as R3 or C3."""
_JOINERS = str.maketrans("", "", "-_/·–—")
"""What may stand between the parts of a word for a choice."""


def read_text(texts: Texts, blank: Sequence[str] = NAMELESS_WORDS) -> Reading:
    """Text without surrounding white space; a cell with a word for blank is blank."""
    words, chunks, typed = _no_texts(tuple(blank)), list[pa.Array](), dict[int, str]()
    for start, part in parts(texts):
        trimmed = without_space(part)
        nothing = words.places(trimmed)
        if len(nothing):
            said = trimmed.take(pa.array(nothing)).to_pylist()
            typed.update(
                (start + row, text)
                for row, text in zip(nothing.tolist(), said, strict=True)
                if text in _ERRORS
            )
            mask = np.zeros(len(part), dtype=bool)
            mask[nothing] = True
            trimmed = pc.if_else(pa.array(mask), pa.scalar(None, trimmed.type), trimmed)
        chunks.append(trimmed)
    values = pa.chunked_array(chunks, texts.type)
    return Reading(values, are_valid(values), dict.fromkeys(typed, ErrorValue), typed)


@cache
def _no_texts(blank: tuple[str, ...]) -> Words:
    """The cells that are no text: blank ones and errors."""
    return Words(["", *blank, *ERROR_WORDS])


def read_choices(texts: Texts, choices: Mapping[str, tuple[str, ...]]) -> Reading:
    """The choices that the words mean; a word that means none is unreadable.

    Hyphens and slashes between words do not matter: `Closed - Lost` is `closed lost`.
    """
    meaning = {key: value for value, words in choices.items() for word in words for key in _keys(word)}
    encoded = pc.dictionary_encode(texts.combine_chunks())
    shapes: list[str] = encoded.dictionary.to_pylist()
    meant = [None if is_blank(text) else _choice(text, meaning) for text in shapes]
    values = pa.array([*meant, None], pa.string()).take(pc.fill_null(encoded.indices, len(shapes)))
    unknown = {index for index, text in enumerate(shapes) if meant[index] is None and not is_blank(text)}
    index = np.asarray(pc.fill_null(encoded.indices, -1), dtype="int64")
    bad = np.flatnonzero(np.isin(index, list(unknown))).tolist() if unknown else []
    typed = {row: shapes[index[row]] for row in bad}
    codes = {row: cell_rule(text, UNREADABLE[Reads.CHOICE]) for row, text in typed.items()}
    return Reading(values, valid_cells(values), codes, typed)


def _choice(text: str, meaning: Mapping[str, str]) -> str | None:
    """The choice that a word means; beside a code of letter and digit (`C3稳健型`) other words only explain it."""
    keys = _keys(text)
    known = next((meaning[key] for key in keys if key in meaning), None)
    if known is not None:
        return known
    codes = set(_CODE.findall(keys[0]))
    return meaning.get(codes.pop()) if len(codes) == 1 else None


def _keys(word: str) -> tuple[str, ...]:
    """A word as it is compared: as it is, then with nothing between its parts."""
    key = simplified(folded(word))
    bare = key.translate(_JOINERS)
    return (key,) if bare == key or not bare or bare.isdigit() else (key, bare)
