"""What is to be done about each book, and why."""

import datetime as dt
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property

from keyclient.batch.find.books import Candidate, Found
from keyclient.batch.find.sources import Source
from keyclient.batch.record.layout import Layout
from keyclient.batch.record.reasons import Reason
from keyclient.batch.record.staging import sha256_of
from keyclient.batch.record.state import BookState, is_intact, read_state
from keyclient.batch.run.retry import ToRetry
from keyclient.model.label import Label


class Why(StrEnum):
    """Why a book is read."""

    NEW = "new"
    CHANGED = "changed"
    BASIS = "basis"
    DAMAGED = "damaged"
    FORCED = "forced"
    RETRIED = "retried"
    UNREADABLE = "unreadable"


WHYS = {
    Why.NEW: Label("there is no result yet", "尚无结果"),
    Why.CHANGED: Label("the book has changed", "表格有变化"),
    Why.BASIS: Label(
        "policy, version, language or analyses have changed", "策略、版本、语言或分析项目有变化"
    ),
    Why.DAMAGED: Label("a file of its result is missing or changed", "结果文件缺失或被改动"),
    Why.FORCED: Label("asked for by --force", "由 --force 指定重做"),
    Why.RETRIED: Label("asked for by --retry", "由 --retry 指定补跑"),
    Why.UNREADABLE: Label("it could not be compared", "无法比对"),
}
"""The words for each reason to read a book."""


@dataclass(frozen=True)
class Decision:
    """What is to be done about one book."""

    book: Candidate
    why: Why | None
    """Why it is read; None where it is not."""
    reason: Reason | None
    """Why it is not read."""
    state: BookState | None
    """What stands, where it is not read."""


@dataclass(frozen=True)
class Planner:
    """Decides about books, one by one."""

    layout: Layout
    basis: str
    force: bool
    only: ToRetry | None
    """What to try again; None: all."""

    def decide(self, book: Candidate) -> Decision:
        """Compare a book with what is known of it. Its content is compared, never its date alone."""
        state = read_state(self.layout, book.key)
        if self.only is not None and book.key not in self.only:
            stands = state is not None and state.basis == self.basis and is_intact(self.layout, state)
            return Decision(book, None, Reason.NOT_RETRIED, state if stands else None)
        is_retried = self.only is not None and book.key in self.only.books
        why = self._why(book, state) or (Why.RETRIED if is_retried else None)
        return Decision(book, why, None if why else Reason.UNCHANGED, None if why else state)

    def _why(self, book: Candidate, state: BookState | None) -> Why | None:
        if self.force:
            return Why.FORCED
        if state is None:
            return Why.NEW
        return Why.BASIS if state.basis != self.basis else self._compared(book, state)

    def _compared(self, book: Candidate, state: BookState) -> Why | None:
        try:
            content = sha256_of(book.path)
        except OSError:
            return Why.UNREADABLE
        if content != state.line.sha256 or state.modified not in (None, modified_day(book)):
            return Why.CHANGED
        return None if is_intact(self.layout, state) else Why.DAMAGED


def modified_day(book: Candidate) -> dt.date:
    """The day on which a book was last changed, where this machine is."""
    return dt.datetime.fromtimestamp(book.state.modified_ns / 1e9).date()  # noqa: DTZ006 - the local day is meant


@dataclass(frozen=True)
class Planned:
    """The sources, what lies under them, and what is to be done about each book, by name."""

    sources: list[Source]
    found: Found
    decisions: list[Decision]
    kept: list[BookState] = field(default_factory=list)
    """Books below folders that could not be listed, as they are known from earlier runs, by name."""

    @cached_property
    def by_key(self) -> dict[str, Decision]:
        """The decision about each book."""
        return {decision.book.key: decision for decision in self.decisions}
