"""Several books side by side, each reduced at once to what is joined."""

from collections.abc import Sequence
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from keyclient.cli.input.ahead import cells_ahead
from keyclient.cli.input.joined_books import JoinedBook, JoinedBooks, has_folder, joined_books, joined_files
from keyclient.cli.input.reading import ANALYSING, Opened, Read, Wanted, open_wanted, policy_of
from keyclient.cli.start.session import Session
from keyclient.errors import InputError
from keyclient.model.label import Label

if TYPE_CHECKING:
    from keyclient.analysis.common.inputs import Inputs
    from keyclient.cli.input.members_taken import MembersTaken

_READING = Label("Reading {book} ({number} of {count})", "正在读取 {book}（第 {number} 份，共 {count} 份）")


class NamesNobodyError(InputError):
    """Nothing in the book, or in any of the books, says who the customers are."""

    sentence = Label(
        "{path}: no column says who the customers are: neither a customer id nor an id number, name, telephone or deal id. "
        "Name it with --map, for example --map customer_id=HEADING.",
        "{path}：没有能识别客户身份的列（客户号、证件号码、姓名、电话、商机编号）。请用 --map 指明，例如 --map customer_id=列名。",
    )


def open_joined(session: Session, wanted: Wanted, named: Sequence[Path]) -> tuple[Opened, JoinedBooks]:
    """Find the books, and start parsing the first that can be opened; without names the book that is meant.

    Raises what finding and opening them raises.
    """
    if not has_folder(named):
        opened = open_wanted(session, _of(wanted, named[0]) if named else wanted)
        return opened, _checked(opened, named or [opened.book.path])
    settings = [*(wanted.options.settings or ()), *wanted.settings]
    joined = joined_books(named, policy_of(session, settings).policy)
    refused: InputError | None = None
    for book in joined.books:
        try:
            return open_wanted(session, _of(wanted, book.path)), joined
        except InputError as refusal:
            if not book.is_found:
                raise
            refused = refused or refusal
    raise refused or AssertionError("there is a book, or finding them has failed")


def _of(wanted: Wanted, path: Path) -> Wanted:
    return replace(wanted, options=wanted.options._replace(book=path))


def _checked(opened: Opened, named: Sequence[Path]) -> JoinedBooks:
    try:
        return joined_files(named)
    except BaseException:
        opened.stop()
        raise


def read_members(opened: Opened, joined: JoinedBooks, *, asked: str | None) -> "tuple[Read, Inputs]":
    """Read all books, and report which. The values are those of one measure. `asked`: the measure that was typed.

    Raises what reading a named book raises; one found in a folder is told, unless none of them can be read.
    """
    from keyclient.analysis.common.inputs import Inputs
    from keyclient.analysis.common.members_measure import main_measure
    from keyclient.cli.input.members_taken import MembersTaken
    from keyclient.cli.input.members_told import members_issues, say_members

    taken = MembersTaken(joined, opened.policy.policy)
    _take_all(opened, joined, taken)
    _check(opened, taken, asked)
    measure = main_measure([book.members for book in taken.latest])
    if measure is not None and (others := taken.to_read_again(measure)):
        _take_again(opened, others, taken, measure.name)
    say_members(opened, joined, taken)
    opened.session.narrator.doing(ANALYSING)
    issues = tuple(members_issues(joined, taken, measure))
    members = tuple(book.members for book in taken.latest)
    read = Read(opened.policy, taken.loaded, taken.latest[0].book.path)
    return read, Inputs(taken.loaded, members=members, issues=issues)


def _take_all(opened: Opened, joined: JoinedBooks, taken: "MembersTaken") -> None:
    from keyclient.cli.input.asked import shared_request

    first, request, count = opened.book.path, opened.request, len(joined.books)
    asked = request if count == 1 else shared_request(request)
    others = [path for path in joined.paths if path != first]
    ahead = cells_ahead(opened.book, others, request.wanted_sheet, request.policy.read, request.jobs)
    with closing(ahead) as books:
        for path, found in books:
            if count > 1:
                said = _READING.filled(book=path.name, number=taken.done + 1, count=count)
                opened.session.narrator.doing(said)
            taken.take(path, found, asked)
            del found


def _check(opened: Opened, taken: "MembersTaken", asked: str | None) -> None:
    """Raises the refusal of the first book where none could be read, or none has what was asked for."""
    from keyclient.cli.input.only import of_another
    from keyclient.ingest.base.table_refusals import HeadingNotFound, NobodyHas
    from keyclient.ingest.customers.only import nobody_in_books

    if not taken.books and taken.nameless:
        raise NamesNobodyError(path=taken.nameless[0].book.path)
    if not taken.books:
        raise taken.refused[0][1] if taken.refused else AssertionError("there is a book")
    unknown = [one for one in taken.lacks_lists if isinstance(one, NobodyHas)]
    if unknown and None not in taken.lacks_lists:
        raise nobody_in_books(unknown)
    for lacks in (taken.lacks_lists, taken.lacks_measure if asked is not None else [None]):
        first = lacks[0]
        if first is not None and None not in lacks:
            named = of_another(first, opened.only) if isinstance(first, HeadingNotFound) else None
            raise named or first
    _check_mapping(opened, taken)


def _check_mapping(opened: Opened, taken: "MembersTaken") -> None:
    """Raises `HeadingNotFound` where a heading of `--map` is in none of the books."""
    from keyclient.ingest.layout.headings import heading_key
    from keyclient.ingest.load import load

    known = {key for book in taken.books for key in book.headings}
    mapping = {
        name: text
        for name, text in opened.request.mapping.items()
        if heading_key(text.partition("#")[0]) not in known
    }
    if mapping:
        load(taken.books[0].book.path, replace(opened.request, mapping=mapping))


def _take_again(opened: Opened, books: Sequence[JoinedBook], taken: "MembersTaken", measure: str) -> None:
    """Read some books again, by a measure that is not theirs if they are read alone."""
    from keyclient.cli.input.asked import shared_request
    from keyclient.ingest.source.opening import open_book

    request = shared_request(replace(opened.request, measure=measure))
    limits, sheet, jobs = request.policy.read, request.wanted_sheet, request.jobs
    first = open_book(books[0].path, sheet=sheet, limits=limits, jobs=jobs)
    with closing(cells_ahead(first, [book.path for book in books[1:]], sheet, limits, jobs)) as found:
        for path, cells in found:
            taken.take_again(path, cells, request)
            del cells
