"""How many customers would seem to rise by chance: the same values in another order of the books."""

import math
from collections.abc import Iterator
from itertools import islice, permutations
from random import Random
from statistics import fmean

from keyclient.analysis.common.risers import risers
from keyclient.analysis.common.theil_sen import Floats
from keyclient.analysis.compare.result import RisingByChance
from keyclient.policy.parts.compare import ComparePolicy

_SEED = 20_260_331
"""So that the same books give the same figures."""


def rising_by_chance(days: Floats, values: Floats, policy: ComparePolicy) -> RisingByChance | None:
    """The customers of each state on average over other orders of the books; None for too few books to shuffle.

    `values`: of the customers who might be listed, a row each, a column a book.
    """
    books = len(days)
    if books < policy.possible_books:
        return None
    found = [risers(days, values[:, list(order)], policy) for order in other_orders(books, policy.shuffles)]
    return RisingByChance(
        possible=fmean(one.count("possible") for one in found),
        confirmed=fmean(one.count("confirmed") for one in found),
    )


def other_orders(books: int, most: int) -> Iterator[tuple[int, ...]]:
    """Orders of some books other than the true one: all of them if there are no more than `most`, else that many at random."""
    true = tuple(range(books))
    if math.factorial(books) - 1 <= most:
        return islice(permutations(true), 1, None)
    return islice(_shuffled(true), most)


def _shuffled(true: tuple[int, ...]) -> Iterator[tuple[int, ...]]:
    """Different random orders, never the true one."""
    chance, seen = Random(_SEED), {true}  # noqa: S311 - no secret hangs on it
    while True:
        order = tuple(chance.sample(true, len(true)))
        if order not in seen:
            seen.add(order)
            yield order
