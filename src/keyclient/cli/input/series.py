"""Several books of the same customers, oldest first, each reduced to what is compared."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from keyclient.cli.input.reading import Opened, Read

if TYPE_CHECKING:
    from keyclient.analysis.common.inputs import Inputs
    from keyclient.ingest.base.request import Request
    from keyclient.model.portfolio import Loaded


def read_series(opened: Opened, others: Sequence[Path]) -> "tuple[Read, Inputs]":
    """Read the opened book and the others by the same measure, and put them in order of their data dates.

    Books without a data date of their own are taken as they were given, the opened one last.
    """
    from keyclient.analysis.common.inputs import Inputs
    from keyclient.analysis.common.snapshot import take_snapshot

    read = opened.read()
    policy = opened.policy.policy.tier
    measure = read.loaded.portfolio.measure
    alone = measure.name if measure is not None and len(measure.columns) == 1 else opened.request.measure
    asked = replace(opened.request, as_of=None, period=None, sheet=None, header_row=None, measure=alone)
    books = [take_snapshot(_load_older(path, asked), policy) for path in others]
    books.append(take_snapshot(read.loaded, policy))
    if all(book.is_dated for book in books):
        books.sort(key=lambda book: book.as_of)
    return read, Inputs(read.loaded, series=tuple(books))


def _load_older(path: Path, asked: "Request") -> "Loaded":
    """An older book. Where `--only` means nobody in it, none of its customers is listed."""
    from keyclient.ingest.base.table_refusals import HeadingNotFound, NobodyHas
    from keyclient.ingest.load import load

    try:
        return load(path, asked)
    except (HeadingNotFound, NobodyHas):
        if not asked.only:
            raise
    loaded = load(path, replace(asked, only=()))
    return replace(loaded, portfolio=replace(loaded.portfolio, listed=frozenset()))
