"""What is compared with what, and the target ratio of each comparison."""

import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import NamedTuple

from benchmarks.made import BRANCHES, MONTHS, Made
from benchmarks.measure import Command

PEERS = Path(__file__).parent / "peers"
SMALL_BOOK = 300
"""Customers in a book so small that the run is mostly start-up."""
_LARGE = 1_000_000
_PANDAS_UP_TO = 200_000
"""Above this size the pandas script takes minutes."""
_FEW_RUNS = 2
_SERIES_UP_TO = 200_000
"""Above this size there is no demo series."""
_ANALYSES = ("segment", "tier", "lifecycle", "funnel", "check", "report")
_PYTHON = (sys.executable,)
_ToMake = Callable[[], Path | tuple[Path, ...]]
Planned = tuple[str | _ToMake, ...]
"""A command whose books are not made yet."""


class Targets(NamedTuple):
    """The most that each ratio should be; None: only told."""

    time: float | None = None
    cpu: float | None = None
    memory: float | None = None
    """Of the largest process."""
    together: float | None = None
    """Of all processes together."""


TOLD = Targets()
"""Ratios that are only told."""


@dataclass(frozen=True, slots=True)
class Case:
    """One comparison: our command over theirs."""

    name: str
    ours: Planned
    theirs: Planned
    targets: Targets = TOLD
    most_runs: int | None = None
    """At most so many runs, without warm-up, for very slow peers; None means no limit."""
    most_seconds: float | None = None
    """The most that ours should take, whatever theirs takes."""
    most_bytes: int | None = None
    """The most that the largest process of ours should have."""


def ready(planned: Planned) -> Command:
    """The command, whose books are made where they do not exist."""
    said: list[str] = []
    for one in planned:
        made = one if isinstance(one, str) else one()
        said += map(str, made) if isinstance(made, tuple) else [str(made)]
    return tuple(said)


_LARGE_TARGETS = Targets(0.75, 1.5, 0.4, 0.8)
_USUAL_TARGETS = Targets(1.0, 1.8, 0.9)


def cases(keyclient: Command, customers: int, made: Made) -> Iterator[Case]:
    """The comparisons for a book of that many customers. Nothing is made before a command is `ready`."""
    yield from _against_polars(keyclient, customers, made)
    yield from _other_books(keyclient, customers, made)
    book = partial(made.book, customers)
    if customers <= _PANDAS_UP_TO:
        yield _against_pandas(keyclient, customers, book)
        yield _writing(customers, made)
    if customers <= _SERIES_UP_TO:
        yield _over_time(keyclient, customers, made)
    yield from _side_by_side(keyclient, customers, made)
    yield from _start_up(keyclient, made)


def _against_polars(keyclient: Command, customers: int, made: Made) -> Iterator[Case]:
    """Each analysis, with all cores and with one, over the polars script."""
    book = partial(made.book, customers)
    polars: Planned = (*_PYTHON, str(PEERS / "polars_segment.py"), book)
    for name in _ANALYSES:
        targets = TOLD
        if name == "segment":
            targets = _LARGE_TARGETS if customers >= _LARGE else _USUAL_TARGETS
        ours: Planned = (
            (*keyclient, name, book)
            if name in ("check", "funnel", "report")
            else (*keyclient, name, book, "-m", "aum")
        )
        yield Case(f"{name}, {customers:,} customers / polars script", ours, polars, targets)
        yield Case(
            f"{name} --jobs 1, {customers:,} customers / polars script", (*ours, "--jobs", "1"), polars
        )
    segment: Planned = (*keyclient, "segment", book, "-m", "aum")
    funnel: Planned = (*keyclient, "funnel", book, "--by", "source")
    yield Case(f"funnel --by source, {customers:,} customers / segment", funnel, segment, Targets(1.15))


def _other_books(keyclient: Command, customers: int, made: Made) -> Iterator[Case]:
    """Books of the same customers that are written in other ways."""
    script = str(PEERS / "polars_segment.py")
    shared, wide = partial(made.book, customers, "shared"), partial(made.book, customers, "wide")
    plain: Planned = (*keyclient, "segment", partial(made.book, customers), "-m", "aum")
    even: Planned = (*keyclient, "segment", partial(made.book, customers, "even"), "-m", "aum")
    parts: Planned = (*keyclient, "segment", partial(made.book, customers, "parts"), "-m", "aum")
    with_table: Planned = (*keyclient, "segment", shared, "-m", "aum")
    yield Case(
        f"segment, {customers:,} customers, shared texts / polars script",
        with_table,
        (*_PYTHON, script, shared),
        _LARGE_TARGETS if customers >= _LARGE else _USUAL_TARGETS,
    )
    yield Case(f"segment, {customers:,} customers, shared texts / texts in cells", with_table, plain)
    yield Case(f"segment, {customers:,} customers, .csv / .xlsx", even, plain, Targets(1.0, 1.0))
    yield Case(
        f"segment, {customers:,} customers, parts of a fen / whole fen", parts, even, Targets(2.0, 2.0)
    )
    yield Case(
        f"check, {customers:,} customers x 19 / polars script",
        (*keyclient, "check", wide),
        (*_PYTHON, script, wide),
        most_bytes=700_000_000,
    )


def _against_pandas(keyclient: Command, customers: int, book: _ToMake) -> Case:
    return Case(
        f"segment, {customers:,} customers / pandas script",
        (*keyclient, "segment", book, "-m", "aum"),
        (*_PYTHON, str(PEERS / "pandas_segment.py"), book),
        Targets(1 / 8),
        most_runs=_FEW_RUNS,
    )


def _writing(customers: int, made: Made) -> Case:
    rows = partial(made.rows, customers)
    ours, theirs = (partial(made.written, customers, whose) for whose in ("ours", "theirs"))
    return Case(
        f"writing, {customers:,} customers / pandas.to_excel",
        (*_PYTHON, "-m", "benchmarks.writing", rows, ours),
        (*_PYTHON, str(PEERS / "pandas_writing.py"), rows, theirs),
        Targets(1 / 5),
        most_runs=_FEW_RUNS,
    )


def _over_time(keyclient: Command, customers: int, made: Made) -> Case:
    """A series at once over its books one by one; their memory is that of the largest process."""
    books = partial(made.series, customers)
    return Case(
        f"compare, {MONTHS} x {customers:,} customers / {MONTHS} segment",
        (*keyclient, "compare", books, "-m", "aum"),
        (*_PYTHON, str(PEERS / "segment_each.py"), books, "--", *keyclient),
        Targets(time=1.0, memory=2.0),
        most_runs=_FEW_RUNS,
    )


def _side_by_side(keyclient: Command, customers: int, made: Made) -> Iterator[Case]:
    """The books of the branches at once over each by itself, and who is in two branches of a run."""
    books = partial(made.branches, customers)
    yield Case(
        f"overlap, {customers:,} customers in {BRANCHES} / {BRANCHES} segment",
        (*keyclient, "overlap", books, "-m", "aum"),
        (*_PYTHON, str(PEERS / "segment_each.py"), books, "--", *keyclient),
        Targets(time=1.5, memory=4.0),
        most_runs=_FEW_RUNS,
    )
    folder = partial(made.shared, customers)
    both = partial(made.shared_books, customers)
    yield Case(
        f"batch, only consolidating {customers:,} shared customers / overlap",
        (*_PYTHON, "-m", "benchmarks.shared", "again", folder, *keyclient),
        (*keyclient, "overlap", both),
        most_seconds=10.0 * max(1.0, customers / 100_000),
    )


def _start_up(keyclient: Command, made: Made) -> Iterator[Case]:
    small: Planned = (*keyclient, "segment", partial(made.book, SMALL_BOOK), "-m", "aum")
    helped = (*keyclient, "--help")
    yield Case(
        "--help / import typer, rich.table",
        helped,
        (*_PYTHON, "-c", "import typer, rich.table"),
        Targets(2.0),
    )
    yield Case(
        f"segment, {SMALL_BOOK:,} customers / import pandas",
        small,
        (*_PYTHON, "-c", "import pandas"),
        Targets(1.4, 1.6),
    )
