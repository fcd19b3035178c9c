"""The plan of a run: which books to read, and why."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property

from keyclient.batch.find.candidates import Candidate, FoundFiles
from keyclient.batch.find.sources import SourceFolder
from keyclient.batch.record.forms import are_as_left
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
    FILLED_IN = "filled_in"


READ_REASONS = {
    ReadReason.NEW: Label("no result yet", "尚无结果"),
    ReadReason.CHANGED: Label("book has changed", "表格有变化"),
    ReadReason.BASIS: Label(
        "policy, version, language or analyses have changed", "策略、版本、语言或分析项目有变化"
    ),
    ReadReason.DAMAGED: Label("result file missing or changed", "结果文件缺失或被改动"),
    ReadReason.FORCED: Label("requested by --force", "由 --force 指定重做"),
    ReadReason.RETRIED: Label("requested by --retry", "由 --retry 指定补跑"),
    ReadReason.UNREADABLE: Label("book cannot be compared", "无法比对"),
    ReadReason.FILLED_IN: Label("plan or list of calls filled in", "行动计划或联系名单有填写"),
}
"""The words for each reason to read a book."""


@dataclass(frozen=True)
class Decision:
    """Whether a book is read, and why."""

    book: Candidate
    read_reason: ReadReason | None
    """Why it is read; None if it is skipped."""
    skip_reason: SkipReason | None
    """Why it is skipped; None if it is read."""
    state: BookState | None
    """Its last result, if it is skipped and the result is still valid."""


@dataclass(frozen=True)
class Planner:
    """Decides for each book whether it is read."""

    layout: ResultsLayout
    basis: str
    force: bool
    names: Mapping[str, str]
    """The path of the workbook of each book, below the folder `books`."""
    only: ToRetry | None
    """The books and folders to retry; None: all books."""

    def decide(self, book: Candidate) -> Decision:
        """Compare a book with its last state, by content and not only by date."""
        state = read_state(self.layout, book.key)
        if self.only is not None and book.key not in self.only:
            if book.key in self.only.no_table and state is None:
                return Decision(book, None, SkipReason.NO_TABLE, None)
            is_valid = state is not None and state.basis == self.basis and is_intact(self.layout, state)
            return Decision(book, None, SkipReason.NOT_RETRIED, state if is_valid else None)
        is_retried = self.only is not None and book.key in self.only.books
        reason = self._reason_to_read(book, state) or (ReadReason.RETRIED if is_retried else None)
        return Decision(book, reason, None if reason else SkipReason.UNCHANGED, None if reason else state)

    def _reason_to_read(self, book: Candidate, state: BookState | None) -> ReadReason | None:
        if self.force:
            return ReadReason.FORCED
        if state is None:
            return ReadReason.NEW
        return ReadReason.BASIS if state.basis != self.basis else self._change(book, state)

    def _change(self, book: Candidate, state: BookState) -> ReadReason | None:
        try:
            content = sha256_of(book.path)
        except OSError:
            return ReadReason.UNREADABLE
        if content != state.line.sha256 or state.modified not in (None, modified_day(book)):
            return ReadReason.CHANGED
        if not is_intact(self.layout, state):
            return ReadReason.DAMAGED
        return None if are_as_left(self.layout, book.key, self.names[book.key]) else ReadReason.FILLED_IN


def modified_day(book: Candidate) -> dt.date:
    """The day on which a book was last changed, in local time."""
    return dt.datetime.fromtimestamp(book.stamp.modified_ns / 1e9).date()  # noqa: DTZ006 - the local day is intended


@dataclass(frozen=True)
class RunPlan:
    """The sources, the files found in them, and the decision about each book, by name."""

    sources: list[SourceFolder]
    found: FoundFiles
    decisions: list[Decision]
    names: Mapping[str, str]
    """The path of the workbook of each book, below the folder `books`."""
    out_of_reach: list[BookState] = field(default_factory=list)
    """The last known state of books whose folder could not be listed, by name."""

    @cached_property
    def by_key(self) -> dict[str, Decision]:
        """The decision about each book."""
        return {decision.book.key: decision for decision in self.decisions}
