"""`keyclient report`."""

from keyclient.cli import options
from keyclient.cli.input.reading import DEFAULT_TOP, Wanted, open_wanted, parse_top
from keyclient.cli.output.delivery import Shown, delivery, refuse_csv
from keyclient.cli.start.session import running
from keyclient.model.label import Label

_WHOLE = (".xlsx", ".json")
"""Files that hold every customer; a page is read, and lists the first ones."""
_ANALYSING = Label("Analysing: {analysis}", "正在分析：{analysis}")


def report_command(
    book: options.Book = None,
    measure: options.Measure = None,
    by: options.By = None,
    top: options.Top = None,
    format_: options.AnswerFormat = options.Format.TABLE,
    out: options.OutReport = None,
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
    """All analyses that the book has data for."""
    session = running()
    refuse_csv("report", out, format_)
    goes = delivery(out, format_, top, Shown(mask, unit, opens))
    is_whole = out is not None and out.suffix.lower() in _WHOLE
    limit = parse_top(top, default=None if is_whole else DEFAULT_TOP)
    wanted = Wanted(
        "report", book, sheet, header_row, mapping, as_of, measure, by, settings, date_order,
        needs_measure=False, traced=True,
    )  # fmt: skip
    opened = open_wanted(session, wanted)

    from keyclient.answers.query import Query
    from keyclient.answers.report import distinct_issues, report_answer
    from keyclient.answers.table import ANALYSES, Answered, analysed
    from keyclient.cli.output.answering import deliver, leave_if

    once = opened.read_once(tuple(ANALYSES))
    query = Query(session.lang, by, limit, findings=limit, mask=mask)
    outcomes = []
    for name, analysis in ANALYSES.items():
        session.narrator.doing(_ANALYSING.filled(analysis=analysis.title))
        outcomes.append(analysed(once, name, query))
    issues = distinct_issues([one.found for one in outcomes if isinstance(one, Answered)])
    session.narrator.issues(goes.hears(issues), str(opened.book.path))
    policy = opened.policy.policy
    goes.hold_groups([once.customers], policy.funnel)
    deliver(session, report_answer(outcomes, once, query), goes, opened.book.path, policy)
    leave_if(issues, strict=strict)
