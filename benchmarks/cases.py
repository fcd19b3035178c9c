"""What is compared with what, and the target ratio of each comparison."""

import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks.measure import Command

PEERS = Path(__file__).parent / "peers"
SMALL_BOOK = 1_000
"""Customers in a book so small that the run is mostly start-up."""
_LARGE = 1_000_000
_PANDAS_UP_TO = 200_000
"""Above this size the pandas script takes minutes."""
_PANDAS_RUNS = 2
_SERIES_UP_TO = 200_000
"""Above this size there is no demo series."""
MONTHS = 6
"""Books of a series."""


@dataclass(frozen=True, slots=True)
class Case:
    """One comparison: our command over theirs."""

    name: str
    ours: Command
    theirs: Command
    time_target: float
    memory_target: float | None = None
    most_runs: int | None = None
    """At most so many runs, without warm-up, for very slow peers; None means no limit."""


def cases(
    keyclient: Command,
    customers: int,
    book_of: Callable[[int], Path],
    rows_of: Callable[[int], Path],
    series_of: Callable[[int], Sequence[Path]],
    branches_of: Callable[[int], Sequence[Path]],
) -> tuple[Case, ...]:
    """The comparisons for a book of that many customers.

    `book_of` gives the plain book of a size, `rows_of` its customers as rows for the writing benchmarks, `series_of` the
    books of so many customers month by month, `branches_of` those of twelve branches that have so many together.
    """
    python = (sys.executable,)
    book = str(book_of(customers))
    segment = (*keyclient, "segment", book, "-m", "aum")
    small = (*keyclient, "segment", str(book_of(SMALL_BOOK)), "-m", "aum")
    against_polars = Case(
        f"segment, {customers:,} customers / polars script",
        segment,
        (*python, str(PEERS / "polars_segment.py"), book),
        time_target=1.7 if customers >= _LARGE else 1.6,
        memory_target=1.5,
    )
    against_segment = Case(
        f"funnel, {customers:,} customers / segment",
        (*keyclient, "funnel", book, "--by", "source"),
        segment,
        time_target=1.15,
    )
    against_pandas = Case(
        f"segment, {customers:,} customers / pandas script",
        segment,
        (*python, str(PEERS / "pandas_segment.py"), book),
        time_target=1 / 8,
        most_runs=_PANDAS_RUNS,
    )
    rows = str(rows_of(customers))
    against_to_excel = Case(
        f"writing, {customers:,} customers / pandas.to_excel",
        (*python, "-m", "benchmarks.writing", rows, str(Path(rows).with_suffix(".ours.xlsx"))),
        (*python, str(PEERS / "pandas_writing.py"), rows, str(Path(rows).with_suffix(".theirs.xlsx"))),
        time_target=1 / 5,
        most_runs=_PANDAS_RUNS,
    )
    start_up = (
        Case(
            "--help / import typer, rich.table",
            (*keyclient, "--help"),
            (*python, "-c", "import typer, rich.table"),
            2.0,
        ),
        Case(
            f"segment, {SMALL_BOOK:,} customers / import pandas", small, (*python, "-c", "import pandas"), 1.9
        ),
    )
    slow = (against_pandas, against_to_excel) if customers <= _PANDAS_UP_TO else ()
    over_time = (_over_time(keyclient, customers, series_of),) if customers <= _SERIES_UP_TO else ()
    side_by_side = _side_by_side(keyclient, customers, branches_of)
    return (against_polars, *slow, against_segment, *over_time, side_by_side, *start_up)


def _over_time(keyclient: Command, customers: int, series_of: Callable[[int], Sequence[Path]]) -> Case:
    """A series at once over its books one by one; their memory is that of the largest process."""
    books = tuple(map(str, series_of(customers)))
    return Case(
        f"compare, {MONTHS} x {customers:,} customers / {MONTHS} segment",
        (*keyclient, "compare", *books, "-m", "aum"),
        (sys.executable, str(PEERS / "segment_each.py"), *books, "--", *keyclient),
        time_target=1.0,
        memory_target=2.0,
        most_runs=_PANDAS_RUNS,
    )


def _side_by_side(keyclient: Command, customers: int, branches_of: Callable[[int], Sequence[Path]]) -> Case:
    """The books of the branches at once over each by itself."""
    books = tuple(map(str, branches_of(customers)))
    return Case(
        f"overlap, {customers:,} customers in {len(books)} / {len(books)} segment",
        (*keyclient, "overlap", *books, "-m", "aum"),
        (sys.executable, str(PEERS / "segment_each.py"), *books, "--", *keyclient),
        time_target=1.5,
        memory_target=4.0,
        most_runs=_PANDAS_RUNS,
    )
