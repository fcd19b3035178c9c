"""Sheets and tables that were not read, told by commands whose answer is not about them."""

from collections.abc import Iterable

from keyclient.cli.start.session import Session
from keyclient.model.issue import Issue
from keyclient.model.rules.layout import TablesFitEqually
from keyclient.model.rules.tables import SheetChosen


def say_unread(session: Session, issues: Iterable[Issue]) -> None:
    """Name the sheets and tables that may have been meant instead of the one that was read."""
    session.narrator.issues([issue for issue in issues if isinstance(issue, SheetChosen | TablesFitEqually)])
