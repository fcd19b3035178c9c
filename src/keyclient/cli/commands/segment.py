"""`keyclient segment`."""

from keyclient.cli import options
from keyclient.cli.back import asked_back
from keyclient.cli.output import check_out
from keyclient.cli.reading import DEFAULT_TOP, Wanted, group_label, measure_of, open_wanted, parse_top
from keyclient.cli.session import running


def segment_command(
    book: options.Book = None,
    measure: options.Measure = None,
    by: options.By = None,
    cut: options.Cut = None,
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
    """Which few customers bring most of the value."""
    session = running()
    check_out(out, format_)
    back = asked_back(out, write_back=write_back, in_place=in_place)
    limit = parse_top(top, default=None if out or format_ is options.Format.CSV else DEFAULT_TOP)
    set_ = [*(settings or ()), *([] if cut is None else [f"segment.cut={cut}"])]
    wanted = Wanted(
        "segment", book, sheet, header_row, mapping, as_of, measure, by, set_, date_order, traced=back.wanted
    )
    opened = open_wanted(session, wanted)

    from keyclient.analysis.names import names_in
    from keyclient.analysis.segment import segment
    from keyclient.analysis.segment_issues import segment_issues
    from keyclient.analysis.segment_report import segment_report
    from keyclient.analysis.segment_result import SegmentResult
    from keyclient.cli.answering import leave_if, reply
    from keyclient.model.report import Report

    read = opened.read()
    policy = read.policy.policy.segment
    portfolio = read.loaded.portfolio
    names = names_in(portfolio.frame)

    def answer(rows: int | None) -> tuple[SegmentResult, Report]:
        result = segment(portfolio, policy, by=read.loaded.group, top=rows)
        return result, segment_report(result, measure_of(portfolio), policy, by=group_label(by), names=names)

    result, report = answer(limit)
    issues = (*read.loaded.issues, *segment_issues(result))
    session.narrator.issues(issues, str(read.path))
    if back.wanted:
        from keyclient.analysis.segment_verdicts import segment_verdicts
        from keyclient.cli.writeback import Finding, write_into_book

        page, everybody = answer(parse_top(top, default=DEFAULT_TOP))[1], answer(None)[0]
        write_into_book(session, read, back, Finding("segment", page, segment_verdicts(everybody)))
    if not back.is_all(format_):
        reply(session, read, out or format_, "segment", (result, report), issues, whole=top is not None)
    leave_if(issues, strict=strict)
