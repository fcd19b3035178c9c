"""Columns of id numbers that the user has mapped to what the numbers tell: the birth date, the gender."""

import datetime as dt
from collections.abc import Set
from dataclasses import replace

import numpy as np
import pyarrow.compute as pc

from keyclient.ingest.cells.ids import clean_id
from keyclient.ingest.columns.body import Body
from keyclient.ingest.layout.headings import Heading, field_and_rank
from keyclient.ingest.layout.matching import IN_ID_NUMBERS
from keyclient.model.id_numbers import read_id_numbers

_EVER = (dt.date(1850, 1, 1), dt.date(2199, 12, 31))
_PART = 1000
"""So many cells show what a column is."""


def without_id_numbers(body: Body, given: Set[str]) -> tuple[Body, dict[str, Heading]]:
    """The body without fields that are mapped to id numbers, and the headings of the numbers by such a field.

    `given`: fields whose headings the user has mapped.
    """
    taken = dict(body.located.understanding.taken)
    found = {
        name: taken.pop(name)
        for name in IN_ID_NUMBERS
        if name in given and name in taken and _are_id_numbers(body, taken[name])
    }
    if not found:
        return body, found
    understanding = replace(body.located.understanding, taken=taken)
    return replace(body, located=replace(body.located, understanding=understanding)), found


def _are_id_numbers(body: Body, heading: Heading) -> bool:
    """Whether a heading says so, or at least half of its cells are valid numbers."""
    if (field_and_rank(heading.text) or ("",))[0] == "id_number":
        return True
    texts = pc.drop_null(body.texts(heading).combine_chunks())[:_PART]
    cleaned = type(texts).from_pandas([clean_id(text) for text in texts.to_pylist()])
    numbers = read_id_numbers(cleaned, _EVER, np.zeros(len(cleaned), dtype=bool))
    return len(texts) > 0 and bool(2 * numbers.is_resident.sum() >= len(texts))
