"""The book that an analysis is about is opened; of several that stand side by side the first."""

from typing import TYPE_CHECKING

from keyclient.analysis.common.face import Analysis, OtherBooks
from keyclient.cli.input.reading import Opened, Wanted, open_wanted
from keyclient.cli.start.session import Session

if TYPE_CHECKING:
    from keyclient.cli.input.joined_books import JoinedBooks


def open_books(
    session: Session, wanted: Wanted, analysis: Analysis, others: OtherBooks
) -> "tuple[Opened, JoinedBooks | None]":
    """Start parsing, and find all books where the analysis joins them. Raises what finding and opening them raises."""
    if not analysis.joins_books:
        return open_wanted(session, wanted), None
    from keyclient.cli.input.members import open_joined

    return open_joined(session, wanted, others.books or ())
