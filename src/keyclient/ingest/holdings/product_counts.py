"""How many products each customer holds, from the lists of a book that has no count of them."""

from collections.abc import Mapping, Sequence
from itertools import chain

import numpy as np
import numpy.typing as npt
import pandas as pd

from keyclient.ingest.cells.holdings import ListedProducts
from keyclient.ingest.columns.field_columns import Columns
from keyclient.ingest.holdings.families import families_of
from keyclient.ingest.holdings.product_list import ListColumn, list_column
from keyclient.policy.parts.families import Family

Indices = npt.NDArray[np.int64]


def listed_counts(
    columns: Columns,
    declared: Mapping[str, Family],
    rows: tuple[Indices, Indices],
    *,
    contradiction: float,
    given: frozenset[str],
) -> "pd.Series[int] | None":
    """The number of different products in the lists of each customer, `Int64`, NA where every list is blank.

    `rows`: the position in the body of every kept row, and that of the first row of its customer among these. 无 lists
    none. Products that no family knows count too, and a cell that is a small number is a count. None without lists, or
    if more than the share `contradiction` of them have no known word and the user has not mapped the column (`given`).
    """
    lists = list_column(columns, families_of(declared))
    if lists is None or ("holdings" not in given and _is_doubtful(lists, contradiction)):
        return None
    kept, first = rows
    customer = np.unique(first, return_inverse=True)[1]
    return _counted(lists.shapes, lists.shape[kept], customer)


def _is_doubtful(lists: ListColumn, contradiction: float) -> bool:
    counts = np.array([listed is not None and listed.number is not None for listed in lists.shapes])
    strange = lists.strange - int(counts[lists.shape].sum())
    return strange > contradiction * float(lists.filled.sum())


def _counted(shapes: Sequence[ListedProducts | None], shape: Indices, customer: Indices) -> "pd.Series[int]":
    """Different words of all rows of a customer; a count where that is more."""
    size = int(customer.max()) + 1 if len(customer) else 0
    words = [sorted(listed.words) if listed is not None else [] for listed in shapes]
    numbers = {word: number for number, word in enumerate(dict.fromkeys(chain.from_iterable(words)))}
    lengths = np.array([len(some) for some in words], dtype=np.int64)
    starts = np.cumsum(lengths) - lengths
    flat = np.array([numbers[word] for some in words for word in some], dtype=np.int64)
    each = lengths[shape]
    within = np.arange(int(each.sum())) - np.repeat(np.cumsum(each) - each, each)
    said = flat[np.repeat(starts[shape], each) + within] if len(flat) else flat
    pairs = np.unique(np.repeat(customer, each) * max(1, len(numbers)) + said)
    found = np.bincount(pairs // max(1, len(numbers)), minlength=size)
    counts = np.array([(listed.number or 0) if listed is not None else 0 for listed in shapes])
    np.maximum.at(found, customer, counts[shape])
    known = np.zeros(size, dtype=bool)
    known[customer[np.array([listed is not None for listed in shapes])[shape]]] = True
    return pd.Series(pd.array(np.where(known, found, 0), dtype="Int64")).where(pd.Series(known))
