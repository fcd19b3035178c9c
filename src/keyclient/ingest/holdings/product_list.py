"""Reading the column that lists what each customer holds."""

from collections import Counter
from collections.abc import Iterator

import numpy as np
import numpy.typing as npt
import pyarrow.compute as pc

from keyclient.ingest.cells.holdings import ListedProducts, is_silent, read_list
from keyclient.ingest.cells.plain import ERROR_WORDS, UNSAID_WORDS
from keyclient.ingest.columns.field_columns import Columns
from keyclient.ingest.columns.numbers import Flags, Texts
from keyclient.ingest.holdings.families import Families
from keyclient.ingest.layout.headings import Heading
from keyclient.model.record import dataclass

_SILENT = frozenset(["", *UNSAID_WORDS, *ERROR_WORDS])
"""Cells that count as blank. 无 is not among them: it says that nothing is held."""


@dataclass(frozen=True)
class UnknownWord:
    """A word in the lists that names no known family."""

    text: str
    cells: int
    first: int
    """The first row with it."""


@dataclass(frozen=True)
class ListColumn:
    """A column of lists. Rows count from 0 within the rows that were read."""

    heading: Heading
    shapes: tuple[ListedProducts | None, ...]
    """What each distinct cell lists; None if it is blank. The last is the blank cell."""
    shape: npt.NDArray[np.int64]
    """The index of each row's cell in `shapes`."""

    @property
    def filled(self) -> Flags:
        """Rows whose cell is not blank."""
        return np.array([listed is not None for listed in self.shapes])[self.shape]

    @property
    def strange(self) -> int:
        """Number of cells without any known word."""
        return int(np.array([_is_strange(listed) for listed in self.shapes])[self.shape].sum())

    def has(self, family: str) -> Flags:
        """Rows whose list contains a family."""
        return np.array([listed is not None and family in listed.families for listed in self.shapes])[
            self.shape
        ]

    def unknown(self) -> Iterator[UnknownWord]:
        """The unknown words, most frequent first, then in the order of their first cells."""
        cells = np.bincount(self.shape, minlength=len(self.shapes)).tolist()
        first = np.full(len(self.shapes), len(self.shape))
        first[self.shape[::-1]] = np.arange(len(self.shape))[::-1]
        count: Counter[str] = Counter()
        at: dict[str, int] = {}
        for place, listed in enumerate(self.shapes):
            for word in dict.fromkeys(listed.unknown if listed is not None else ()):
                count[word] += cells[place]
                at[word] = min(int(first[place]), at.get(word, len(self.shape)))
        for word in sorted(at, key=lambda word: (-count[word], at[word], word)):
            yield UnknownWord(word, count[word], at[word])


def list_column(columns: Columns, families: Families) -> ListColumn | None:
    """The column of the field `holdings`; None if the book has none. Each distinct cell is read once."""
    heading = columns.headings.get("holdings")
    return None if heading is None else read_lists(heading, columns.body.texts(heading), families)


def read_lists(heading: Heading, texts: Texts, families: Families) -> ListColumn:
    """Read a column of lists."""
    encoded = pc.dictionary_encode(texts.combine_chunks())
    typed: list[str] = encoded.dictionary.to_pylist()
    shapes = [
        None if text.strip() in _SILENT or is_silent(text) else read_list(text, families.named)
        for text in typed
    ]
    shape = np.asarray(pc.fill_null(encoded.indices, len(typed)), dtype="int64")
    return ListColumn(heading, (*shapes, None), shape)


def _is_strange(listed: ListedProducts | None) -> bool:
    return listed is not None and bool(listed.unknown) and not listed.families
