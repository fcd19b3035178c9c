"""Some of the cells of a piece: by what they are, whether they have a value, and which."""

from collections.abc import Callable
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from keyclient.ingest.pieces.runs import Group, Ints, grouped
from keyclient.ingest.pieces.shapes import Kind, Shape

if TYPE_CHECKING:
    from keyclient.ingest.pieces.tokens import Tokens

TEXTS = (Kind.STRING, Kind.INLINE)
"""Kinds of cells of which an empty value is a value, such as the result of `=IF(A2="","",...)`."""
_BLANK = ord(" ")
_FEW = 8
"""So many shapes are found faster one by one."""
_NONE: Ints = np.empty(0, dtype=np.int64)


class Cells:
    """The cells of a piece."""

    def __init__(self, tokens: "Tokens") -> None:
        self.tokens = tokens
        self._is_text = np.array([shape.kind in TEXTS for shape in tokens.shapes], dtype=bool)
        self._octets = np.frombuffer(tokens.data, dtype=np.uint8)

    def of(self, is_wanted: Callable[[Shape], bool]) -> Ints:
        """The cells of some shapes."""
        codes = self.tokens.shape
        wanted = np.array([is_wanted(shape) for shape in self.tokens.shapes], dtype=bool)
        those = np.flatnonzero(wanted).tolist()
        if len(those) > _FEW:
            return np.flatnonzero(wanted[codes])
        return np.flatnonzero(np.logical_or.reduce([codes == code for code in those])) if those else _NONE

    def has_value(self, at: Ints) -> npt.NDArray[np.bool_]:
        """Which of some cells have a value: white space is one only in a text."""
        tokens = self.tokens
        if not len(at):
            return np.zeros(0, dtype=bool)
        is_text, length = self._is_text[tokens.shape[at]], tokens.length[at]
        found: npt.NDArray[np.bool_] = length >= ~is_text
        begins = self._octets[np.where(found, tokens.start[at], 0)]
        doubtful = np.flatnonzero(found & ~is_text & (begins <= _BLANK))
        found[doubtful] = [bool(text.strip()) for text in self.values(at[doubtful])]
        return found

    def values(self, at: Ints) -> list[bytes]:
        """What stands in the elements of the values of some cells, which all have one."""
        starts = self.tokens.start[at]
        ends = starts + self.tokens.length[at]
        data = self.tokens.data
        return [data[start:end] for start, end in zip(starts.tolist(), ends.tolist(), strict=True)]

    def groups(self, at: Ints, what: Ints | None = None) -> list[Group]:
        """Some cells by column, and by what they are."""
        said = np.zeros(len(at), dtype=np.int8) if what is None else what
        return grouped(self.tokens.row[at], self.tokens.column[at], said)
