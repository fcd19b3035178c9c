"""`keyclient check`."""

import typer

from keyclient.cli import options
from keyclient.cli.exits import ExitCode
from keyclient.cli.output import check_out
from keyclient.cli.reading import DEFAULT_TOP, Wanted, open_wanted, parse_top
from keyclient.cli.session import running


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
) -> None:
    """What is wrong or missing in a book."""
    session = running()
    check_out(out, format_)
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

    from keyclient.analysis.check import check
    from keyclient.analysis.check_report import check_report
    from keyclient.cli.answering import reply

    read = opened.read()
    portfolio = read.loaded.portfolio
    checked = check(read.loaded, read.policy.policy.check, top=gaps)
    report = check_report(checked, portfolio.sources[0], portfolio.measure, top=limit)
    found = (checked.result, report)
    reply(session, read, out or format_, "check", found, checked.issues, whole=top is not None)
    if checked.result.findings:
        raise typer.Exit(ExitCode.FINDINGS)
