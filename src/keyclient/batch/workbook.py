"""The result workbook of a book."""

from collections.abc import Sequence

from keyclient.answers.table import Answered
from keyclient.model.label import Lang
from keyclient.render.workbook.book import render_workbook
from keyclient.render.workbook.links import Book


def workbook_of(answers: Sequence[Answered], lang: Lang, book: Book | None) -> bytes:
    """The answers about a book as one workbook."""
    answer = answers[0].answer
    return render_workbook(answer.report, answer.envelope, lang, book)
