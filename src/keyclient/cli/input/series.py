"""Several books of the same customers, oldest first, each reduced to what is compared."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from keyclient.cli.input.reading import Opened, Read

if TYPE_CHECKING:
    from keyclient.analysis.common.inputs import Inputs


def read_series(opened: Opened, others: Sequence[Path]) -> "tuple[Read, Inputs]":
    """Read the opened book and the others by the same measure, and put them in order of their data dates.

    Books without a data date of their own are taken as they were given, the opened one last.
    """
    from keyclient.analysis.common.inputs import Inputs
    from keyclient.analysis.common.snapshot import take_snapshot
    from keyclient.ingest.load import load

    read = opened.read()
    policy = opened.policy.policy.tier
    measure = read.loaded.portfolio.measure
    alone = measure.name if measure is not None and len(measure.columns) == 1 else opened.request.measure
    asked = replace(
        opened.request, as_of=None, period=None, only=(), sheet=None, header_row=None, measure=alone
    )
    books = [take_snapshot(load(path, asked), policy) for path in others]
    books.append(take_snapshot(read.loaded, policy))
    if all(book.is_dated for book in books):
        books.sort(key=lambda book: book.as_of)
    return read, Inputs(read.loaded, series=tuple(books))
