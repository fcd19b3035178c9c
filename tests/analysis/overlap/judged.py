"""Which pairs of records are joined, offered or neither, held against the truth of a population."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from itertools import combinations

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from keyclient.analysis.overlap.perhaps import Perhaps, perhaps
from keyclient.analysis.overlap.persons import Persons, persons
from keyclient.analysis.overlap.public import PHONE, reach
from keyclient.policy.parts.overlap import OverlapPolicy
from tests.analysis.overlap.population import Population

Pair = tuple[int, int]
DEFAULT = OverlapPolicy()


@dataclass(frozen=True)
class Judged:
    """A population, and what was made of it."""

    population: Population
    persons: Persons
    rules: tuple[Perhaps, ...]

    @cached_property
    def true(self) -> frozenset[Pair]:
        """The pairs of records that are of one person."""
        return _pairs(self.population.truth)

    @cached_property
    def joined(self) -> frozenset[Pair]:
        """The pairs of records that were joined."""
        return _pairs(self.persons.person)

    @property
    def precision(self) -> float:
        """The share of the joined pairs that are true."""
        return len(self.joined & self.true) / len(self.joined)

    @property
    def recall(self) -> float:
        """The share of the true pairs that are joined or offered."""
        offered = {pair for one in self.rules if one.shown for pair in self._offered(one)}
        found = [one == other or _in_order(one, other) in offered for one, other in self._true_persons()]
        return sum(found) / len(found)

    def coincidences(self, rule: str) -> tuple[float, int]:
        """How many pairs of a rule were to be expected by coincidence, and how many there are."""
        (one,) = [one for one in self.rules if one.rule == rule]
        true = {_in_order(*pair) for pair in self._true_persons()}
        return one.expected, len(self._offered(one) - true)

    def _offered(self, rule: Perhaps) -> set[Pair]:
        return set(map(tuple, np.column_stack(rule.pairs).tolist()))

    def _true_persons(self) -> Iterable[Pair]:
        person = self.persons.person
        return [(int(person[one]), int(person[other])) for one, other in self.true]


def judged(population: Population, policy: OverlapPolicy = DEFAULT) -> Judged:
    """A population with what is joined and what is offered."""
    found = persons(population.books, policy)
    return Judged(population, found, perhaps(found, reach(found, PHONE, policy.public), policy))


def _pairs(labels: NDArray[np.int64]) -> frozenset[Pair]:
    """The pairs of places with one label."""
    groups = pd.Series(np.arange(len(labels))).groupby(labels).agg(list)
    return frozenset(pair for group in groups if len(group) > 1 for pair in combinations(group, 2))


def _in_order(one: int, other: int) -> Pair:
    return min(one, other), max(one, other)
