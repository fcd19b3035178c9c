"""From the options of a command to a read book: the policy, the book, the request to the reader."""

import datetime as dt
import os
import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from keyclient.cli.input.jobs import jobs_said
from keyclient.cli.input.mapping import parse_map
from keyclient.cli.options.book import BookOptions
from keyclient.cli.options.ranking import ALL_LISTED, ListedOnly
from keyclient.cli.start.clock import machine_date
from keyclient.cli.start.collecting import leave_program_alone
from keyclient.cli.start.session import Session
from keyclient.cli.start.verbosity import Verbosity
from keyclient.errors import UsageError
from keyclient.model.label import Label
from keyclient.model.record import dataclass

if TYPE_CHECKING:
    from keyclient.analysis.common.face import Needs
    from keyclient.analysis.common.only import Only
    from keyclient.answers.book import SharedBook
    from keyclient.ingest.base.request import Request
    from keyclient.ingest.cells.dates import DateOrder
    from keyclient.ingest.source.opening import Beginning, Cells, OpenBook
    from keyclient.model.portfolio import Loaded
    from keyclient.model.report import Sentence
    from keyclient.policy.loading.load import LoadedPolicy
    from keyclient.policy.models import Policy


ANALYSING = Label("Analysing", "正在分析")
_READING = Label("Reading {book}", "正在读取 {book}")
DATE_ORDERS = ("dmy", "mdy")
"""The orders of `--date-order`."""
_BARE_NUMBER = re.compile(r"\d{1,5}(\.\d+)?|\d{7}")
"""What is no date where people type one: a year alone, or the number of a day."""
_TODAY = frozenset(("today", "今天", "今日", "当天"))
_COUNTABLE = 18
"""Most digits of a number of rows; a longer number means all."""


class DateSyntaxError(UsageError):
    """An `--as-of` that is not a date."""

    sentence = Label(
        "--as-of {text}: write the date as 2026-01-31, the month as 2026-01, or today; for 03/04/2026 add --date-order.",
        "--as-of {text}：日期请写成 2026-01-31 或 2026年1月31日，月份写成 2026年1月，当天写 today 或 今天；03/04/2026 这类写法请加上 --date-order。",
    )


class DateOrderError(UsageError):
    """A `--date-order` that is none."""

    sentence = Label(
        "--date-order {text}: write dmy (day first) or mdy (month first).",
        "--date-order {text}：请写 dmy（日在前）或 mdy（月在前）。",
    )


class TopSyntaxError(UsageError):
    """A `--top` that is not a number."""

    sentence = Label("--top {text}: write a number, or all.", "--top {text}：请写数字，或 all 表示全部。")


@dataclass(frozen=True)
class Wanted:
    """The book that a command reads, and what it needs of it."""

    command: str
    options: BookOptions
    measure: str | None = None
    by: str | None = None
    listed: ListedOnly = ALL_LISTED
    settings: Sequence[str] = ()
    """Policy values set by other options, as `key=value`."""
    needs: "Callable[[Policy], Needs] | None" = None
    """What the analysis needs; None: the book as it is."""
    traced: bool = False
    """Whether the rows behind the customers are wanted, whatever the analysis needs."""


@dataclass(frozen=True)
class Read:
    """A book that was read, and the policy it was read by."""

    policy: "LoadedPolicy"
    loaded: "Loaded"
    path: Path


@dataclass(frozen=True)
class Opened:
    """A book that a child process is parsing, while the command imports what it needs."""

    session: Session
    policy: "LoadedPolicy"
    book: "OpenBook"
    request: "Request"
    why: "Sentence | None"
    only: "Only | None" = None
    """Which customers are listed; None: all."""
    tells_only: bool = True
    """Whether to say so; the headline of the answer does, where it is shown."""

    def read(self) -> Read:
        """Read the book, and report what was chosen."""
        from keyclient.cli.input.only import of_another
        from keyclient.ingest.base.bulk import give_back
        from keyclient.ingest.base.table_refusals import HeadingNotFound
        from keyclient.ingest.load import load_cells

        try:
            loaded = load_cells(self._cells(), self.request)
        except HeadingNotFound as refusal:
            raise (of_another(refusal, self.only) or refusal) from None
        give_back(loaded.portfolio.sources[0].rows.read)
        self.say(loaded.told, loaded)
        self.session.narrator.doing(ANALYSING)
        return Read(self.policy, loaded, self.book.path)

    def read_shared(self, names: Sequence[str]) -> "SharedBook":
        """Read the book for several analyses, and report what was chosen."""
        from keyclient.answers.run import read_shared

        book = read_shared(self._cells(), self.request, names)
        self.say(book.customers.told, book.customers)
        return book

    def _cells(self) -> "Cells":
        """The cells of the book. Raises as `refuse_form`, and what reading a book raises."""
        from keyclient.cli.input.written import refuse_form

        leave_program_alone()
        cells = self.book.cells()
        refuse_form(cells)
        return cells

    def stop(self) -> None:
        """Abandon the book, which nobody is going to read."""
        self.book.stop()

    def again(self, path: Path, request: "Request") -> "Opened":
        """Another book in its place, whose parsing is started."""
        from keyclient.ingest.source.opening import open_book

        book = open_book(path, sheet=request.wanted_sheet, limits=self.policy.policy.read, jobs=request.jobs)
        return replace(self, book=book, request=request)

    def say(self, told: "Sequence[Sentence]", loaded: "Loaded") -> None:
        """Report what was chosen in the book."""
        only = self.only if self.tells_only else None
        said = None if only is None else only.said(loaded.portfolio)
        choices = (self.why, *told[:2], said, *told[2:])
        self.session.narrator.told(choice for choice in choices if choice is not None)


def policy_of(session: Session, settings: Sequence[str] = (), tried: Sequence[str] = ()) -> "LoadedPolicy":
    """The policy in force in the current folder; `tried`: with what `--what-if` changes.

    What else the environment says is checked with it. Raises `JobsVariableError`, and as `load_policy`.
    """
    from keyclient.ingest.source.jobs import let_jobs
    from keyclient.policy.loading.load import load_policy

    let_jobs(jobs_said(os.environ))
    return load_policy(
        config=session.config, start=Path.cwd(), environ=os.environ, settings=settings, tried=tried
    )


def open_wanted(session: Session, wanted: Wanted) -> Opened:
    """Start parsing the book.

    The child process starts before anything else is imported, so that both import at the same time.
    """
    from keyclient.ingest.source.opening import begin

    book = wanted.options.book
    begun = begin(book) if book is not None else None
    try:
        return _opened(session, wanted, begun)
    except BaseException:
        if begun is not None:
            begun.stop()
        raise


def _opened(session: Session, wanted: Wanted, begun: "Beginning | None") -> Opened:
    from keyclient.cli.input.book import pick_book
    from keyclient.ingest.source.opening import begin

    policy = policy_of(session, settings_of(wanted.options, wanted.settings))
    # else there is nothing to narrate yet, and the parser is waiting
    if session.verbosity is Verbosity.VERBOSE:
        session.narrator.detail(valid(policy))
    only = wanted.listed.read(policy.policy)
    request = _request(wanted, policy.policy, only)
    why = None
    if begun is None:
        pick = pick_book(policy, Path.cwd(), wanted.command)
        begun, why = begin(pick.path), pick.why
    book = begun.start_parsing(sheet=request.wanted_sheet, limits=policy.policy.read, jobs=request.jobs)
    session.narrator.doing(_READING.filled(book=begun.path.name))
    return Opened(session, policy, book, request, why, only, not wanted.listed.is_told)


def _request(wanted: Wanted, policy: "Policy", only: "Only | None") -> "Request":
    from keyclient.answers.request import request_for
    from keyclient.ingest.base.request import Request

    options = wanted.options
    request = Request(
        policy=policy,
        sheet=options.sheet,
        header_row=options.header_row,
        mapping=parse_map(options.mapping or ()),
        measure=wanted.measure,
        needs_measure=False,
        by=wanted.by,
        only=() if only is None else only.book,
        bands=() if only is None else only.bands,
        as_of=parse_date(options.as_of, policy.read.date_order),
        period=options.period,
        traced=wanted.traced,
        jobs=options.jobs,
    )
    return request if wanted.needs is None else request_for(wanted.needs(policy), request)


def settings_of(options: BookOptions, own: Sequence[str]) -> list[str]:
    """The policy values that a command line sets, those of its own options last. Raises `DateOrderError`."""
    order = parse_order(options.date_order)
    return [*(options.settings or ()), *own, *([f"read.date_order={order}"] if order else [])]


def parse_order(text: str | None) -> str | None:
    """The order of dates as the policy writes it. Raises `DateOrderError`."""
    if text is None:
        return None
    if text.strip().lower() not in DATE_ORDERS:
        raise DateOrderError(text=text)
    return text.strip().lower()


def parse_date(text: str | None, order: "DateOrder | None" = None) -> dt.date | None:
    """The data date of `--as-of`, read as the cells of a book are; a month or quarter means its last day, today that of the machine.

    Raises `DateSyntaxError`: also for the number of a day and for a month without a year, which only a book explains.
    """
    if text is None:
        return None
    if text.strip().lower() in _TODAY:
        return machine_date()
    from keyclient.ingest.columns.periods.row_dates import NO_YEAR, period_end

    day = None if _BARE_NUMBER.fullmatch(text.strip()) else period_end(text, order)
    if day is None or day.year == NO_YEAR:
        raise DateSyntaxError(text=text)
    return day


def parse_top(text: str | None, *, default: int | None) -> int | None:
    """How many to list; None is all, 0 is no list. Raises `TopSyntaxError`."""
    if text is None:
        return default
    typed = text.strip().lower()
    if typed == "all":
        return None
    if not typed.isdecimal():
        raise TopSyntaxError(text=text)
    return int(typed) if len(typed) <= _COUNTABLE else None


def valid(policy: "LoadedPolicy") -> "Sentence":
    """The message that a policy is valid, and which file it is."""
    from keyclient.model.report import Kind, Sentence, Value

    if policy.file is None:
        return Sentence(Label("No policy file; the defaults are in force.", "没有策略文件，使用默认值。"))
    return Sentence(Label("{file} is valid.", "{file} 有效。"), {"file": Value(str(policy.file), Kind.TEXT)})
