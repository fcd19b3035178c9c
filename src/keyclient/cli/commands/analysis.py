"""The command of an analysis, made from its face: read the books, analyse them, write the answer."""

import inspect
from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NamedTuple

from keyclient.analysis.common.face import Analysis, OtherBooks
from keyclient.cli.input.opened import open_books
from keyclient.cli.input.portfolio_way import portfolio_named
from keyclient.cli.input.reading import Wanted, parse_top
from keyclient.cli.input.what_if import WhatIfRun
from keyclient.cli.options.book import BookOptions, BookOrPortfolio, Books, JoinedPaths, Sheets
from keyclient.cli.options.compared import books_compared, books_joined, sheet_words
from keyclient.cli.options.engine import EngineOptions
from keyclient.cli.options.expand import parameter, parameters_of, take, with_signature
from keyclient.cli.options.output import (
    Format,
    OutOfCustomers,
    OutOfPortfolio,
    OutOfStages,
    OutputOptions,
    Strict,
    WriteBackOptions,
)
from keyclient.cli.options.own import other_books, own_files, own_parameters, own_settings, own_words
from keyclient.cli.options.ranking import By, ListedOnly, Measure, Only, OnlyOfNobody, top_option
from keyclient.cli.options.what_if import JudgedError, WhatIf, WrittenBackError
from keyclient.cli.output.delivery import AnswerOutput, output_of
from keyclient.cli.start.clock import machine_date
from keyclient.cli.start.session import Session, current_session
from keyclient.cli.writeback.request import NOT_WANTED, WRITES_ALL, WriteBackRequest, writeback_request
from keyclient.errors import UsageError
from keyclient.model.label import Label

if TYPE_CHECKING:
    from pydantic import BaseModel

    from keyclient.analysis.common.outcome import Outcome
    from keyclient.cli.input.reading import Read


class NothingListedError(UsageError):
    """An `--only` for an analysis without lists of customers."""

    sentence = Label(
        "--only picks the customers of lists, and keyclient {command} has none. For its figures by a column use --by, for "
        "example --by manager.",
        "--only 用于筛选客户名单，而 keyclient {command} 不含客户名单。如需按某列分组查看，请用 --by，例如 --by manager。",
    )


def analysis_command(analysis: Analysis) -> Callable[..., None]:
    """The function that typer runs for the analysis."""

    def run(**values: object) -> None:
        _answered(analysis, Chosen.of(analysis, values))

    run.__doc__ = analysis.help.en
    return with_signature(run, _parameters(analysis))


class Chosen(NamedTuple):
    """What the command line says."""

    book: BookOptions
    output: OutputOptions
    write_back: WriteBackRequest
    measure: str | None
    by: str | None
    top: str | None
    only: tuple[str, ...]
    settings: tuple[str, ...]
    others: OtherBooks
    own: tuple[str, ...]
    """What was typed for this analysis alone, as words of the command line."""
    files: Mapping[str, Path]
    """The further files that are asked for, by the name that the analysis gives them."""
    strict: bool
    what_if: tuple[str, ...] = ()
    engine: EngineOptions = EngineOptions()

    @property
    def acts_from_now(self) -> bool:
        """Whether an answer about what to do is meant for now: no other day is named, nothing is judged or tried."""
        return self.book.as_of is None and not self.others.newer and not self.what_if

    @staticmethod
    def of(analysis: Analysis, values: Mapping[str, object]) -> "Chosen":
        """The values of the options of the analysis, in their groups."""
        output = take(OutputOptions, values)
        book, others = take(BookOptions, values), other_books(analysis, values)
        if analysis.compares_books:
            book, others = books_compared(values, book, others)
        if analysis.joins_books:
            book, others = books_joined(values, book, others)
        back = take(WriteBackOptions, values) if analysis.writes_back else None
        measure, by, top, only = (values.get(name) for name in ("measure", "by", "top", "only"))
        tried = values.get("what_if")
        what_if = tuple(map(str, tried)) if isinstance(tried, list) else ()
        return Chosen(
            book,
            output,
            NOT_WANTED if back is None else writeback_request(back, output),
            measure if isinstance(measure, str) else None,
            by if isinstance(by, str) else None,
            top if isinstance(top, str) else None,
            tuple(only) if isinstance(only, list) else (),
            tuple(own_settings(analysis, values)),
            others,
            own=(*own_words(analysis, values), *sheet_words(others), *_words("--what-if", what_if)),
            files=own_files(analysis, values),
            strict=analysis.lists_issues or bool(values["strict"]),
            what_if=what_if,
            engine=EngineOptions() if analysis.at_scale is None else take(EngineOptions, values),
        )


def _parameters(analysis: Analysis) -> list[inspect.Parameter]:
    """The question first, then how it is answered, then how the book is read."""
    top = Annotated[str | None, top_option(analysis.listing.help)]
    is_scaled = analysis.at_scale is not None
    books: dict[str, object] = {"book": BookOrPortfolio} if is_scaled else {}
    books |= {"book": Books, "sheet": Sheets} if analysis.compares_books else {}
    books |= {"book": JoinedPaths} if analysis.joins_books else {}
    files: dict[str, object] = {"out": OutOfCustomers} if analysis.holds_customers else {}
    files |= {"out": OutOfPortfolio if analysis.holds_customers else OutOfStages} if is_scaled else {}
    return [
        parameter("measure", Measure),
        *([parameter("by", By)] if analysis.has_groups else []),
        *own_parameters(analysis),
        *([] if analysis.standing is None else [parameter("what_if", WhatIf)]),
        parameter("top", top),
        parameter("only", Only if analysis.lists_customers or analysis.lists_issues else OnlyOfNobody),
        *(
            one.replace(annotation=files.get(one.name, one.annotation))
            for one in parameters_of(OutputOptions)
        ),
        *(parameters_of(WriteBackOptions) if analysis.writes_back else []),
        *(one.replace(annotation=books.get(one.name, one.annotation)) for one in parameters_of(BookOptions)),
        *([] if analysis.at_scale is None else parameters_of(EngineOptions)),
        *([] if analysis.lists_issues else [parameter("strict", Strict, default=False)]),
    ]


def _words(flag: str, typed: tuple[str, ...]) -> list[str]:
    return [word for one in typed for word in (flag, one)]


def _answered(analysis: Analysis, chosen: Chosen) -> None:
    """By an engine where a portfolio is named, else from the book in memory."""
    portfolio = portfolio_named(current_session(), analysis, chosen)
    if portfolio is None:
        _run(analysis, chosen)
        return
    from keyclient.cli.commands.at_scale import run_at_scale

    run_at_scale(current_session(), analysis, chosen, portfolio)


def _run(analysis: Analysis, chosen: Chosen) -> None:
    if chosen.only and not (analysis.lists_customers or analysis.lists_issues):
        raise NothingListedError(command=analysis.name)
    session, back = current_session(), chosen.write_back
    tried = _tried(session, analysis, chosen)
    output = output_of(
        chosen.output, chosen.top, has_customers=analysis.holds_customers, writes_back=back.wanted
    )
    is_short = output.chosen in (Format.TABLE, Format.JSON, Format.MD)
    limit = parse_top(chosen.top, default=analysis.listing.rows if is_short else None)
    findings = parse_top(chosen.top, default=None)
    wanted = Wanted(
        analysis.name,
        chosen.book,
        chosen.measure,
        chosen.by,
        ListedOnly(
            chosen.only, analysis.listed_by, output.mask, is_told=back.wanted or output.shows_headline
        ),
        chosen.settings,
        analysis.needs if tried is None else tried.needs,
        back.wanted,
    )
    opened, joined = open_books(session, wanted, analysis, chosen.others)

    from keyclient.analysis.common.query import Query
    from keyclient.answers.envelope import answer_of
    from keyclient.cli.input.inputs import is_part, read_inputs
    from keyclient.cli.output.answering import deliver, deliver_files, leave_if
    from keyclient.cli.output.full_list import full_list_command
    from keyclient.cli.output.stale import say_if_stale
    from keyclient.cli.output.unitless import say_if_unitless
    from keyclient.cli.output.unread import say_unread

    read, inputs = read_inputs(opened, analysis, chosen.others, joined)
    policy = read.policy.policy
    if chosen.acts_from_now:
        say_if_stale(session, analysis, policy, read.loaded.portfolio.as_of, machine_date())

    @cache
    def analyse(rows: int | None) -> "Outcome[BaseModel]":
        query = Query(session.lang, chosen.by, rows, findings, opened.only, mask=output.mask)
        return (analysis.analyse if tried is None else tried.answer)(inputs, policy, query)

    outcome = analyse(limit)
    if not analysis.lists_issues:
        issues = (read.loaded.issues, outcome.issues)
        books = chosen.others.books or ()
        full_list = full_list_command(session, wanted, (read.path, policy), issues, chosen.own, books)
        session.narrator.issues(
            output.visible_issues(outcome.issues), output.full_list(full_list), output.unit
        )
    else:
        say_unread(session, read.loaded.issues)
    say_if_unitless(session, output.unit, read.loaded.portfolio.measure)
    output.refuse_telling_groups(inputs.parts, policy)
    if back.wanted:
        if opened.only is not None:
            session.narrator.note(WRITES_ALL)
        page = analyse(parse_top(chosen.top, default=analysis.listing.rows))
        _write_back(session, read, (back, output), page, analyse(None))
    if not back.replaces(chosen.output.format_):
        answer = answer_of(outcome, policy, session.lang, analysis)
        deliver(session, answer, output, read.path, policy)
    deliver_files(session, outcome, chosen.files, read.path)
    leave_if(outcome.issues, strict=chosen.strict or any(map(is_part, inputs.issues)))


def _tried(session: Session, analysis: Analysis, chosen: Chosen) -> WhatIfRun | None:
    """What another policy would change, where that is asked. Raises `WrittenBackError` and `JudgedError`."""
    if not chosen.what_if:
        return None
    if chosen.write_back.wanted:
        raise WrittenBackError
    if chosen.others.newer:
        raise JudgedError
    return WhatIfRun(session, analysis, chosen.what_if, chosen.book, chosen.settings, chosen.measure)


def _write_back(
    session: Session,
    read: "Read",
    how: tuple[WriteBackRequest, AnswerOutput],
    page: "Outcome[BaseModel]",
    everybody: "Outcome[BaseModel]",
) -> None:
    """The summary of `page`, and what `everybody` says about each customer."""
    from keyclient.cli.writeback.write import BookAnswer, write_into_book

    answer = BookAnswer(page.name, page.report, everybody.customer_columns())
    write_into_book(session, read, how, answer)
