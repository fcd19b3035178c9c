"""Where the text of every cell stands: in the piece itself, or in what is written behind it for the cells that differ."""

from collections.abc import Sequence
from typing import TypeAlias

import numpy as np
import numpy.typing as npt

Flags: TypeAlias = npt.NDArray[np.bool_]
Ints: TypeAlias = npt.NDArray[np.int32]
Places: TypeAlias = npt.NDArray[np.int64]
Whole: TypeAlias = npt.NDArray[np.integer]
Words: TypeAlias = npt.NDArray[np.uint64]
Floats: TypeAlias = npt.NDArray[np.float64]

SPARE = 64
"""Zero bytes behind all, so that a look at sixteen bytes of the last cell stays inside."""
NONE = -1
"""The length of the text of a cell that has none."""


class Values:
    """Texts of cells as ranges of bytes; they begin as what stands in the XML."""

    def __init__(self, data: bytes, start: Ints, length: Ints) -> None:
        """`data` ends with spare bytes; the arrays are not changed."""
        self._data = [data]
        self._size = len(data)
        self.start = start.copy()
        self.length = length.copy()

    @property
    def xml(self) -> bytes:
        """The piece, where the texts are that have not been changed."""
        return self._data[0]

    @property
    def data(self) -> bytes:
        """All bytes that the ranges mean, and spare ones."""
        return self._data[0] if len(self._data) == 1 else b"".join([*self._data, bytes(SPARE)])

    def put(self, cells: Places, written: bytes, start: Whole, length: Whole) -> None:
        """Give cells other texts: ranges of `written`."""
        self.start[cells] = start + self._size
        self.length[cells] = length
        self._data.append(written)
        self._size += len(written)

    def put_texts(self, cells: Places, texts: Sequence[str]) -> None:
        """Give cells other texts, one each."""
        each = [text.encode() for text in texts]
        length = np.fromiter(map(len, each), dtype="i4", count=len(each))
        self.put(cells, b"".join(each), np.cumsum(length) - length, length)

    def clear(self, cells: Places) -> None:
        """Take the texts of cells away."""
        self.length[cells] = NONE
