"""`keyclient segment`."""

from keyclient.cli import options
from keyclient.cli.output import check_out
from keyclient.cli.reading import DEFAULT_TOP, Wanted, open_wanted, parse_top
from keyclient.cli.session import running


def segment_command(
    book: options.Book = None,
    measure: options.Measure = None,
    by: options.By = None,
    cut: options.Cut = None,
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
    """Which few customers bring most of the value."""
    session = running()
    check_out(out, format_)
    limit = parse_top(top, default=None if out or format_ is options.Format.CSV else DEFAULT_TOP)
    set_ = [*(settings or ()), *([] if cut is None else [f"segment.cut={cut}"])]
    wanted = Wanted("segment", book, sheet, header_row, mapping, as_of, measure, by, set_, date_order)
    opened = open_wanted(session, wanted)

    from keyclient.answers.query import Query
    from keyclient.answers.segment import find_segment
    from keyclient.cli.answering import leave_if, reply

    read = opened.read()
    found = find_segment(read.loaded, read.policy.policy, Query(session.lang, by, limit))
    session.narrator.issues(found.issues, str(read.path))
    reply(session, read, out or format_, found, whole=top is not None)
    leave_if(found.issues, strict=strict)
