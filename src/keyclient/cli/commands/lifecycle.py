"""`keyclient lifecycle`."""

from functools import cache
from typing import TYPE_CHECKING, Annotated

import typer

from keyclient.cli import options
from keyclient.cli.input.reading import DEFAULT_TOP, Wanted, open_wanted, parse_top
from keyclient.cli.output.delivery import Shown, delivery
from keyclient.cli.start.session import running, say
from keyclient.cli.writeback.request import asked_back

if TYPE_CHECKING:
    from keyclient.analysis.lifecycle.result import LifecycleResult
    from keyclient.answers.found import Found


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
    out: options.OutCustomers = None,
    write_back: options.WriteBack = False,
    in_place: options.InPlace = False,
    sheet: options.Sheet = None,
    header_row: options.HeaderRow = None,
    mapping: options.Map = None,
    as_of: options.AsOf = None,
    date_order: options.DateOrder = None,
    settings: options.Set = None,
    unit: options.Unit = None,
    *,
    mask: options.Mask = False,
    opens: options.Open = False,
    strict: options.Strict = False,
) -> None:
    """What each age band needs and holds, and whom to talk to."""
    session = running()
    back = asked_back(out, write_back=write_back, in_place=in_place, mask=mask)
    goes = delivery(out, format_, top, Shown(mask, unit, opens, back.wanted), customers=True)
    limit = parse_top(top, default=None if out or format_ is options.Format.CSV else DEFAULT_TOP)
    asked = [*(settings or ()), *([] if months is None else [f"lifecycle.months={months}"])]
    wanted = Wanted(
        "lifecycle", book, sheet, header_row, mapping, as_of, measure, by, asked, date_order,
        needs_measure=False, life_cycle=True, traced=back.wanted,
    )  # fmt: skip
    opened = open_wanted(session, wanted)

    from keyclient.answers.lifecycle import find_lifecycle
    from keyclient.answers.query import Query
    from keyclient.cli.output.answering import leave_if, reply

    read = opened.read()
    policy = read.policy.policy

    @cache
    def find(rows: int | None) -> "Found[LifecycleResult]":
        return find_lifecycle(read.loaded, policy, Query(session.lang, by, rows))

    found = find(limit)
    session.narrator.issues(goes.hears(found.issues), str(read.path))
    if back.wanted:
        from keyclient.answers.back import lifecycle_back
        from keyclient.cli.writeback.write import write_into_book

        page = find(parse_top(top, default=DEFAULT_TOP)).report
        write_into_book(session, read, (back, goes), lifecycle_back(page, find(None), policy))
    if not back.is_all(format_):
        reply(session, read, goes, found)
    leave_if(found.issues, strict=strict)
