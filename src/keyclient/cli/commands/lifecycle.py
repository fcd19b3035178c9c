"""`keyclient lifecycle`."""

from typing import Annotated

import typer

from keyclient.cli import options
from keyclient.cli.output import check_out
from keyclient.cli.reading import DEFAULT_TOP, Wanted, open_wanted, parse_top
from keyclient.cli.session import running, say


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
    limit = parse_top(top, default=None if out or format_ is options.Format.CSV else DEFAULT_TOP)
    asked = [*(settings or ()), *([] if months is None else [f"lifecycle.months={months}"])]
    wanted = Wanted(
        "lifecycle", book, sheet, header_row, mapping, as_of, measure, by, asked, date_order,
        needs_measure=False, life_cycle=True,
    )  # fmt: skip
    opened = open_wanted(session, wanted)

    from keyclient.answers.lifecycle import find_lifecycle
    from keyclient.answers.query import Query
    from keyclient.cli.answering import leave_if, reply

    read = opened.read()
    found = find_lifecycle(read.loaded, read.policy.policy, Query(session.lang, by, limit))
    session.narrator.issues(found.issues, str(read.path))
    reply(session, read, out or format_, found, whole=top is not None)
    leave_if(found.issues, strict=strict)
