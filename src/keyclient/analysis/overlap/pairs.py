"""Pairs of persons who have something in common: counted without being listed, or listed."""

from typing import Any, NamedTuple

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from keyclient.analysis.overlap.who import UNBORN, Flags, Ints, distinct

CROWD = 30
"""Of more persons than this who have the same in common the pairs are counted, but not listed: they would tell nobody anything."""


class Pairs(NamedTuple):
    """Some pairs of persons, each once, the lower number first."""

    one: Ints
    other: Ints

    def among(self, chosen: Flags) -> "Pairs":
        """Some of them."""
        return Pairs(self.one[chosen], self.other[chosen])


class Traits(NamedTuple):
    """What sets persons apart, by person."""

    has_number: Flags
    born: Ints
    """`UNBORN` where nobody knows."""

    def may_be_one(self, pairs: Pairs) -> Flags:
        """The pairs of whom at most one has a valid number, and whose birth dates do not differ."""
        one, other = self.born[pairs.one], self.born[pairs.other]
        differ = (one != UNBORN) & (other != UNBORN) & (one != other)
        return np.asarray(~differ & ~(self.has_number[pairs.one] & self.has_number[pairs.other]))


def count_pairs(group: Ints, has_number: Flags, born: Ints | None = None) -> NDArray[Any]:
    """How many pairs each group has of whom at most one has a valid number, and (`born`) whose birth dates do not differ.

    One entry of `group`, `has_number` and `born` a member; groups are numbered from 0.
    """
    whole = _of_sizes(group, has_number)
    if born is None:
        return whole
    known = born != UNBORN
    day = pd.factorize(born[known])[0]
    width = int(day.max(initial=0)) + 1
    of_day, at = np.unique(group[known] * width + day, return_inverse=True)
    same = np.bincount(of_day // width, _of_sizes(at, has_number[known]), minlength=len(whole))
    dated = _of_sizes(group[known], has_number[known])
    return np.asarray(whole - np.pad(dated, (0, len(whole) - len(dated))) + same)


def _of_sizes(group: Ints, has_number: Flags) -> NDArray[Any]:
    size = np.bincount(group).astype(np.float64)
    numbered = np.bincount(group, has_number, minlength=len(size))
    return np.asarray(size * (size - 1) / 2 - numbered * (numbered - 1) / 2)


def list_pairs(group: Ints, person: Ints) -> Pairs:
    """The pairs of every group of at most `CROWD`, each once though two may be together in several groups."""
    order = np.lexsort((person, group))
    sizes = np.bincount(group)
    order = order[sizes[group[order]] <= CROWD]
    group, person = group[order], person[order]
    ends = np.searchsorted(group, group, side="right")
    partners = ends - np.arange(len(group)) - 1
    left = np.repeat(np.arange(len(group)), partners)
    right = left + 1 + np.arange(len(left)) - np.repeat(np.cumsum(partners) - partners, partners)
    return Pairs(*distinct(person[left], person[right]))
