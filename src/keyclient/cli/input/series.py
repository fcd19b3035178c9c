"""Several books of the same customers, oldest first, each reduced at once to what is compared."""

from collections.abc import Sequence
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from keyclient.cli.input.ahead import read_ahead
from keyclient.cli.input.book_order import check_count, check_different, likely_newest
from keyclient.cli.input.reading import ANALYSING, Opened, Read

if TYPE_CHECKING:
    from keyclient.analysis.common.face import OtherBooks
    from keyclient.analysis.common.inputs import Inputs
    from keyclient.cli.input.taken import Taken
    from keyclient.ingest.base.request import Request


def read_series(opened: Opened, others: "OtherBooks") -> "tuple[Read, Inputs]":
    """Read all books by one measure, and put them in order. The opened one is the newest, as far as names tell.

    Where another one turns out to be newer, and that matters to how they are read, all are read again with it first.
    """
    from keyclient.analysis.common.common_units import in_common_units
    from keyclient.analysis.common.inputs import Inputs
    from keyclient.cli.input.series_told import say_series, series_issues
    from keyclient.cli.input.taken import told_apart

    paths = tuple(others.books or (opened.book.path,))
    _check(opened, paths)
    opened, taken = _read_all(opened, paths, others)
    _check_mapping(opened, taken)
    issues = tuple(series_issues(taken, others.same))
    say_series(opened, taken)
    opened.session.narrator.doing(ANALYSING)
    books = in_common_units(tuple(told_apart(taken.ordered)))
    read = Read(opened.policy, taken.loaded, taken.newest.path)
    return read, Inputs(taken.loaded, series=books, issues=issues)


def _check(opened: Opened, paths: Sequence[Path]) -> None:
    """Raises `TooManyBooksError` or `SameBookError`, before anything is read."""
    try:
        check_count(len(paths))
        check_different(paths)
    except BaseException:
        opened.stop()
        raise


def _read_all(opened: Opened, paths: Sequence[Path], others: "OtherBooks") -> "tuple[Opened, Taken]":
    """All books, and the one that was read first; once more where that should have been another.

    What that one is measured by is then found out as if it had been the first: nobody has asked for it.
    """
    from keyclient.cli.input.one_measure import NewerMeasure

    for _ in paths:
        try:
            taken = _take_all(opened, paths, others)
        except NewerMeasure as newer:
            opened = opened.again(newer.path, opened.request)
            continue
        if not _is_asked_again(opened, taken):
            return opened, taken
        opened = opened.again(taken.newest.path, opened.request)
    return opened, _take_all(opened, paths, others)


def _take_all(opened: Opened, paths: Sequence[Path], others: "OtherBooks") -> "Taken":
    from keyclient.cli.input.taken import Taken
    from keyclient.ingest.id_pairs import read_id_pairs

    first, request = opened.book.path, opened.request
    numbers = {} if others.same is None else read_id_pairs(others.same, request.policy.read)
    taken = Taken(opened.policy.policy.tier, request.wanted_measure, others.sheets or (), paths, numbers)
    ahead = read_ahead(
        opened.book, _newest_first(paths, first), request.wanted_sheet, request.policy.read, request.jobs
    )
    with closing(ahead) as books:
        for path, cells in books:
            is_newest = path == first
            taken.take(path, cells, _request(request, is_newest=is_newest), lists_nobody=not is_newest)
            del cells
            check_count(len(taken.books))
    return taken


def _newest_first(paths: Sequence[Path], first: Path) -> list[Path]:
    """The other books in the order in which they are read, so that what the two newest alone need is soon forgotten."""
    left = [path for path in paths if path != first]
    ordered = []
    while left:
        ordered.append(left.pop(likely_newest(left)))
    return ordered


def _request(request: "Request", *, is_newest: bool) -> "Request":
    """How a book is read: by the headings of `--map` that it has."""
    from keyclient.ingest.book_parts import undated

    columns = {**request.policy.columns, **request.mapping}
    policy = request.policy.model_copy(update={"columns": columns})
    if is_newest:
        return replace(request, policy=policy, mapping={})
    return undated(replace(request, policy=policy, mapping={}, period=None, traced=False))


def _is_asked_again(opened: Opened, taken: "Taken") -> bool:
    """Whether all books are to be read again, the newest first.

    That is where the newest is not the one that was opened, and would have another measure, or was not read in full.
    """
    request, newest = opened.request, taken.newest
    if newest.path == opened.book.path:
        return False
    is_of_another = newest.alone.measure.name != newest.by.measure.name
    return (request.wanted_measure is None and is_of_another) or bool(request.only) or request.traced


def _check_mapping(opened: Opened, taken: "Taken") -> None:
    """Raises `HeadingNotFound` where a heading of `--map` is in none of the books."""
    from keyclient.ingest.layout.headings import heading_key
    from keyclient.ingest.load import load

    known = {heading_key(heading) for book in taken.books for heading in book.headings}
    mapping = {
        name: text
        for name, text in opened.request.mapping.items()
        if heading_key(text.partition("#")[0]) not in known
    }
    if mapping:
        load(taken.newest.path, replace(opened.request, mapping=mapping))
