"""`keyclient report`."""

from keyclient.cli import options
from keyclient.cli.output import check_out, refuse_csv
from keyclient.cli.reading import DEFAULT_TOP, Wanted, open_wanted, parse_top
from keyclient.cli.session import running


def report_command(
    book: options.Book = None,
    measure: options.Measure = None,
    by: options.By = None,
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
    """All analyses that the book has data for."""
    session = running()
    check_out(out, format_)
    refuse_csv("report", out, format_)
    limit = parse_top(top, default=None if out else DEFAULT_TOP)
    wanted = Wanted(
        "report", book, sheet, header_row, mapping, as_of, measure, by, settings, date_order,
        needs_measure=False, traced=True,
    )  # fmt: skip
    opened = open_wanted(session, wanted)

    from keyclient.answers.query import Query
    from keyclient.answers.report import distinct_issues, report_answer
    from keyclient.answers.table import ANALYSES, Answered, analysed
    from keyclient.cli.answering import deliver, leave_if

    once = opened.read_once(tuple(ANALYSES))
    query = Query(session.lang, by, limit, findings=limit)
    outcomes = [analysed(once, name, query) for name in ANALYSES]
    issues = distinct_issues([one.found for one in outcomes if isinstance(one, Answered)])
    session.narrator.issues(issues, str(opened.book.path))
    deliver(
        session, report_answer(outcomes, once, query), out or format_, opened.book.path, whole=top is not None
    )
    leave_if(issues, strict=strict)
