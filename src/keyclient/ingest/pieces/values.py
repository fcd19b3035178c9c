"""Where the text of every cell stands: in the piece itself, or in what is written behind it for the cells that differ."""

from collections.abc import Sequence

import numpy as np

from keyclient.ingest.pieces.windows import BEHIND, Numbers, Places, Whole

NONE = -1
"""The length of the text of a cell that has none."""


class Values:
    """Texts of cells as ranges of bytes; they begin as what stands in the XML."""

    def __init__(self, data: bytes, start: Numbers, length: Numbers) -> None:
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
        return self._data[0] if len(self._data) == 1 else b"".join([*self._data, BEHIND])

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
