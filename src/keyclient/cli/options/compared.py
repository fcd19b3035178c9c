"""The books that a command compares or joins, and which of them is opened first."""

from collections.abc import Iterator, Mapping

from keyclient.analysis.common.face import OtherBooks
from keyclient.cli.options.book import BookOptions


def books_compared(
    values: Mapping[str, object], book: BookOptions, others: OtherBooks
) -> tuple[BookOptions, OtherBooks]:
    """All books as they were named, and the one to be opened first: that which is the newest by its name."""
    from keyclient.cli.input.book_order import likely_newest

    named = values["book"] if isinstance(values["book"], list) else []
    sheets = values["sheet"] if isinstance(values["sheet"], list) else []
    newest = named[likely_newest(named)] if named else None
    return book._replace(book=newest, sheet=None), others._replace(books=named, sheets=sheets)


def books_joined(
    values: Mapping[str, object], book: BookOptions, others: OtherBooks
) -> tuple[BookOptions, OtherBooks]:
    """All files and folders as they were named; which book is opened first is known when they have been searched."""
    named = values["book"] if isinstance(values["book"], list) else []
    return book._replace(book=None), others._replace(books=named)


def sheet_words(others: OtherBooks) -> Iterator[str]:
    """The sheets as words of a command line."""
    for sheet in others.sheets or ():
        yield from ("--sheet", sheet)
