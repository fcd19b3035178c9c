"""What is to be done about each book, and why."""

import datetime as dt
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property

from keyclient.batch.find.candidates import Candidate, FoundFiles
from keyclient.batch.find.sources import SourceFolder
from keyclient.batch.record.layout import ResultsLayout
from keyclient.batch.record.reasons import SkipReason
from keyclient.batch.record.staging import sha256_of
from keyclient.batch.record.state import BookState, is_intact, read_state
from keyclient.batch.run.retry import ToRetry
from keyclient.model.label import Label


class ReadReason(StrEnum):
    """Why a book is read."""

    NEW = "new"
    CHANGED = "changed"
    BASIS = "basis"
    DAMAGED = "damaged"
    FORCED = "forced"
    RETRIED = "retried"
    UNREADABLE = "unreadable"


READ_REASONS = {
    ReadReason.NEW: Label("there is no result yet", "尚无结果"),
    ReadReason.CHANGED: Label("the book has changed", "表格有变化"),
    ReadReason.BASIS: Label(
        "policy, version, language or analyses have changed", "策略、版本、语言或分析项目有变化"
    ),
    ReadReason.DAMAGED: Label("a file of its result is missing or changed", "结果文件缺失或被改动"),
    ReadReason.FORCED: Label("asked for by --force", "由 --force 指定重做"),
    ReadReason.RETRIED: Label("asked for by --retry", "由 --retry 指定补跑"),
    ReadReason.UNREADABLE: Label("it could not be compared", "无法比对"),
}
"""The words for each reason to read a book."""


@dataclass(frozen=True)
class Decision:
    """What is to be done about one book."""

    book: Candidate
    why: ReadReason | None
    """Why it is read; None where it is not."""
    reason: SkipReason | None
    """Why it is not read."""
    state: BookState | None
    """What stands, where it is not read."""


@dataclass(frozen=True)
class Planner:
    """Decides about books, one by one."""

    layout: ResultsLayout
    basis: str
    force: bool
    only: ToRetry | None
    """What to try again; None: all."""

    def decide(self, book: Candidate) -> Decision:
        """Compare a book with what is known of it. Its content is compared, never its date alone."""
        state = read_state(self.layout, book.key)
        if self.only is not None and book.key not in self.only:
            stands = state is not None and state.basis == self.basis and is_intact(self.layout, state)
            return Decision(book, None, SkipReason.NOT_RETRIED, state if stands else None)
        is_retried = self.only is not None and book.key in self.only.books
        why = self._why(book, state) or (ReadReason.RETRIED if is_retried else None)
        return Decision(book, why, None if why else SkipReason.UNCHANGED, None if why else state)

    def _why(self, book: Candidate, state: BookState | None) -> ReadReason | None:
        if self.force:
            return ReadReason.FORCED
        if state is None:
            return ReadReason.NEW
        return ReadReason.BASIS if state.basis != self.basis else self._compared(book, state)

    def _compared(self, book: Candidate, state: BookState) -> ReadReason | None:
        try:
            content = sha256_of(book.path)
        except OSError:
            return ReadReason.UNREADABLE
        if content != state.line.sha256 or state.modified not in (None, modified_day(book)):
            return ReadReason.CHANGED
        return None if is_intact(self.layout, state) else ReadReason.DAMAGED


def modified_day(book: Candidate) -> dt.date:
    """The day on which a book was last changed, where this machine is."""
    return dt.datetime.fromtimestamp(book.stamp.modified_ns / 1e9).date()  # noqa: DTZ006 - the local day is meant


@dataclass(frozen=True)
class RunPlan:
    """The sources, what lies under them, and what is to be done about each book, by name."""

    sources: list[SourceFolder]
    found: FoundFiles
    decisions: list[Decision]
    kept: list[BookState] = field(default_factory=list)
    """Books below folders that could not be listed, as they are known from earlier runs, by name."""

    @cached_property
    def by_key(self) -> dict[str, Decision]:
        """The decision about each book."""
        return {decision.book.key: decision for decision in self.decisions}
