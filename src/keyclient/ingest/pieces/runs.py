"""Rows told briefly: as runs, by column and by what they have in common."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain
from typing import TypeAlias

import numpy as np
import numpy.typing as npt

from keyclient.model.excel import COLUMNS

Ints: TypeAlias = npt.NDArray[np.int64] | npt.NDArray[np.int32] | npt.NDArray[np.int8]
Run = Sequence[int]
"""The first row and the row behind the last; from 0."""
Runs = Sequence[Run]
"""From top to bottom, none touching the next."""
Group = tuple[int, int, Runs]
"""A column, what its cells have in common, and their rows."""


def runs_of(rows: Ints) -> list[list[int]]:
    """The runs of some rows, which ascend."""
    if not len(rows):
        return []
    breaks = np.flatnonzero(rows[1:] != rows[:-1] + 1)
    firsts = rows[np.concatenate(([0], breaks + 1))]
    ends = rows[np.concatenate((breaks, [len(rows) - 1]))] + 1
    found: list[list[int]] = np.stack((firsts, ends), axis=1).tolist()
    return found


def grouped(rows: Ints, columns: Ints, what: Ints) -> list[Group]:
    """Cells by column and by a number that says what they are; rows ascend, no cell stands there twice."""
    if not len(rows):
        return []
    key = what.astype(np.int64) * COLUMNS + columns
    key = key.astype(np.min_scalar_type(int(key.max())))
    order = np.argsort(key, kind="stable")
    key, rows = key[order], rows[order]
    ends = [*(np.flatnonzero(key[1:] != key[:-1]) + 1).tolist(), len(key)]
    found: list[Group] = []
    for first, end in zip([0, *ends[:-1]], ends, strict=True):
        said, column = divmod(int(key[first]), COLUMNS)
        found.append((column, said, runs_of(rows[first:end])))
    return found


def joined(parts: Iterable[Runs]) -> list[list[int]]:
    """Runs of one piece after another, as those of all of them."""
    found: list[list[int]] = []
    for first, end in chain.from_iterable(parts):
        if found and found[-1][1] == first:
            found[-1][1] = end
        else:
            found.append([first, end])
    return found


def rows_in(runs: Runs) -> Iterator[int]:
    """Every row of some runs."""
    return chain.from_iterable(range(first, end) for first, end in runs)


def once(rows: Ints) -> Ints:
    """Each of some rows once; they ascend. NumPy's own way loads a module first, which takes longer than a small book."""
    return rows[np.append(rows[1:] != rows[:-1], True)] if len(rows) else rows
