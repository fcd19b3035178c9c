"""The result workbook of a book: the one that `keyclient report` makes, of the analyses that were asked for."""

from collections.abc import Sequence

from keyclient.answers.book import BookOnce
from keyclient.answers.found import Lack
from keyclient.answers.query import Query
from keyclient.answers.report import report_answer
from keyclient.answers.table import Answered
from keyclient.render.answer import View
from keyclient.render.formats import FILES
from keyclient.render.workbook.links import Book

_WORKBOOK = ".xlsx"


def workbook_of(
    outcomes: Sequence[Answered | Lack], book: BookOnce, query: Query, link: Book | None
) -> bytes:
    """The answers about a book as one workbook, which also says what the book has no data for."""
    return FILES[_WORKBOOK](report_answer(outcomes, book, query), View(query.lang, book=link))
