"""`keyclient check`."""

import typer

from keyclient.cli import options
from keyclient.cli.input.reading import DEFAULT_TOP, Wanted, open_wanted, parse_top
from keyclient.cli.output.delivery import Shown, delivery
from keyclient.cli.start.exits import ExitCode
from keyclient.cli.start.session import running


def check_command(
    book: options.Book = None,
    measure: options.Measure = None,
    format_: options.AnswerFormat = options.Format.TABLE,
    out: options.Out = None,
    sheet: options.Sheet = None,
    header_row: options.HeaderRow = None,
    mapping: options.Map = None,
    as_of: options.AsOf = None,
    date_order: options.DateOrder = None,
    settings: options.Set = None,
    top: options.TopFindings = None,
    unit: options.Unit = None,
    *,
    mask: options.Mask = False,
    opens: options.Open = False,
) -> None:
    """What is wrong or missing in a book."""
    session = running()
    goes = delivery(out, format_, top, Shown(mask, unit, opens))
    limit = parse_top(top, default=None)
    gaps = parse_top(top, default=None if out else DEFAULT_TOP)
    wanted = Wanted(
        "check",
        book,
        sheet,
        header_row,
        mapping,
        as_of,
        measure,
        None,
        settings,
        date_order,
        needs_measure=False,
        traced=True,
    )
    opened = open_wanted(session, wanted)

    from keyclient.answers.check import find_check
    from keyclient.answers.query import Query
    from keyclient.cli.output.answering import reply

    read = opened.read()
    found = find_check(read.loaded, read.policy.policy, Query(session.lang, top=gaps, findings=limit))
    reply(session, read, goes, found)
    if found.result.findings:
        raise typer.Exit(ExitCode.FINDINGS)
