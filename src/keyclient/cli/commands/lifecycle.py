"""`keyclient lifecycle`."""

from typing import Annotated

import typer

from keyclient.cli import options
from keyclient.cli.back import asked_back
from keyclient.cli.output import check_out
from keyclient.cli.reading import DEFAULT_TOP, Wanted, open_wanted, parse_top
from keyclient.cli.session import running, say
from keyclient.model.label import Label


def lifecycle_command(
    book: options.Book = None,
    measure: options.Measure = None,
    by: options.By = None,
    months: Annotated[
        int | None,
        typer.Option(
            "--months",
            help=say(
                "Tell who enters the next age band within so many months.",
                "提示多少个月内进入下一年龄段的客户。",
            ),
            show_default=False,
        ),
    ] = None,
    top: options.Top = None,
    format_: options.AnswerFormat = options.Format.TABLE,
    out: options.Out = None,
    write_back: options.WriteBack = False,
    in_place: options.InPlace = False,
    sheet: options.Sheet = None,
    header_row: options.HeaderRow = None,
    mapping: options.Map = None,
    as_of: options.AsOf = None,
    date_order: options.DateOrder = None,
    settings: options.Set = None,
    *,
    strict: options.Strict = False,
) -> None:
    """What each age band needs and holds, and whom to talk to."""
    session = running()
    check_out(out, format_)
    back = asked_back(out, write_back=write_back, in_place=in_place)
    limit = parse_top(top, default=None if out or format_ is options.Format.CSV else DEFAULT_TOP)
    asked = [*(settings or ()), *([] if months is None else [f"lifecycle.months={months}"])]
    wanted = Wanted(
        "lifecycle", book, sheet, header_row, mapping, as_of, measure, by, asked, date_order,
        needs_measure=False, life_cycle=True, traced=back.wanted,
    )  # fmt: skip
    opened = open_wanted(session, wanted)

    from keyclient.analysis.lifecycle import lifecycle
    from keyclient.analysis.lifecycle_issues import lifecycle_issues
    from keyclient.analysis.lifecycle_report import lifecycle_report
    from keyclient.analysis.lifecycle_result import LifecycleResult
    from keyclient.cli.answering import leave_if, reply
    from keyclient.model.report import Report

    read = opened.read()
    policy = read.policy.policy.lifecycle
    portfolio = read.loaded.portfolio
    label = None if by is None else Label(by, by)

    def answer(rows: int | None) -> tuple[LifecycleResult, Report]:
        result = lifecycle(portfolio, policy, by=read.loaded.group, top=rows)
        return result, lifecycle_report(result, portfolio.measure, policy, by=label)

    result, report = answer(limit)
    issues = (*read.loaded.issues, *lifecycle_issues(result, read.loaded, policy))
    session.narrator.issues(issues, str(read.path))
    if back.wanted:
        from keyclient.analysis.lifecycle_verdicts import lifecycle_verdicts
        from keyclient.cli.writeback import Finding, write_into_book

        page, everybody = answer(parse_top(top, default=DEFAULT_TOP))[1], answer(None)[0]
        verdicts = lifecycle_verdicts(everybody, portfolio, policy)
        write_into_book(session, read, back, Finding("lifecycle", page, verdicts))
    if not back.is_all(format_):
        reply(session, read, out or format_, "lifecycle", (result, report), issues, whole=top is not None)
    leave_if(issues, strict=strict)
