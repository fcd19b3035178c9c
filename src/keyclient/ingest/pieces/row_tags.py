"""The rows of a piece: their numbers, and whether they are hidden or details of others."""

from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from keyclient.ingest.pieces import kinds as k
from keyclient.ingest.pieces.addresses import RowNumbers, addresses_in, row_numbers
from keyclient.ingest.pieces.attributes import check_closed, spelt
from keyclient.ingest.pieces.shapes import row_shape
from keyclient.ingest.pieces.tags import Tags
from keyclient.ingest.pieces.windows import Flags, Numbers, Windows


class RowTags(NamedTuple):
    """The rows of a piece, one entry a `<row>`, with cells or without."""

    number: Numbers
    """Sheet rows, from 0, ascending."""
    hidden: Flags
    level: npt.NDArray[np.int8]
    """How deep in the outline each is."""


def rows_of(piece: Windows, tags: Tags) -> tuple[RowNumbers, RowTags]:
    """The rows, and how their numbers are written. Raises `Odd` for what rows do not say."""
    start, end = tags.at.take(tags.rows) + len("<row"), tags.at.take(tags.rows + 1) - 1
    at = addresses_in(piece, start, end)
    numbers = row_numbers(piece, at)
    codes, spellings = spelt(piece, start, at, numbers.behind, end)
    follower = tags.kinds.take(tags.rows + 1)
    check_closed(codes, spellings, (follower == k.ROW) | (follower == k.UNKNOWN))
    shapes = [row_shape(each.attributes) for each in spellings]
    hidden = np.array([each.is_hidden for each in shapes], dtype=bool)
    level = np.array([each.level for each in shapes], dtype="i1")
    return numbers, RowTags(numbers.numbers - np.int32(1), hidden[codes], level[codes])
