"""`--out`: the answer as a file."""

from pathlib import Path
from typing import TYPE_CHECKING

from keyclient.cli.output.files import write_result, wrote, wrote_instead
from keyclient.cli.start.session import Session

if TYPE_CHECKING:
    from keyclient.model.amount_unit import AmountUnit
    from keyclient.render.answer import Answer


def write_out(session: Session, out: Path, answer: "Answer", book: Path | None, unit: "AmountUnit") -> Path:
    """Write the answer to a file, and report its headline and path; returns the file that was written.

    `book`: what it is about, None: no single file. Raises `WouldReplaceBookError` or `NotWritableError`.
    """
    from keyclient.render.answer import View
    from keyclient.render.formats import FILES
    from keyclient.render.links import link_to
    from keyclient.render.units import in_unit

    link = None if book is None else link_to(book.resolve(), out.resolve().parent)
    content = FILES[out.suffix.lower()](answer, View(session.lang, unit=unit, book=link))
    written = write_result(out, content, books=[] if book is None else [book])
    for sentence in in_unit(answer.report, unit).headline:
        session.narrator.note(sentence)
    session.narrator.note(wrote(out) if written == out else wrote_instead(written, out))
    return written
