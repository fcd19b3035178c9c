"""Work on the columns of a large book, by several threads at the same time: Arrow and NumPy let others work beside them."""

from collections.abc import Callable, Iterable
from typing import TypeVar

from keyclient.ingest.base.bulk import MANY_ROWS
from keyclient.ingest.base.cores import usable_cores

Item = TypeVar("Item")
Result = TypeVar("Result")

MOST_THREADS = 4
"""Each has columns of its own in memory while it works."""


def beside(work: Callable[[Item], Result], items: Iterable[Item], rows: int) -> list[Result]:
    """What comes of each item, in their order; by this thread alone where the columns have few rows, or there is one core.

    Raises what the work on the first item that fails raises. The work must not depend on its order.
    """
    given = list(items)
    threads = min(len(given), usable_cores(), MOST_THREADS) if rows >= MANY_ROWS else 1
    if threads < 2:
        return [work(item) for item in given]
    from concurrent.futures import ThreadPoolExecutor

    with ThreadPoolExecutor(threads) as pool:
        return list(pool.map(work, given))


def both(first: Callable[[], Item], second: Callable[[], Result], rows: int) -> tuple[Item, Result]:
    """What two pieces of work give, done at the same time where there are many rows. Raises as the first, else as the second."""
    if rows < MANY_ROWS or usable_cores() < 2:
        return first(), second()
    from concurrent.futures import ThreadPoolExecutor

    with ThreadPoolExecutor(1) as pool:
        started = pool.submit(first)
        try:
            other = second()
        finally:
            found = started.result()
        return found, other
