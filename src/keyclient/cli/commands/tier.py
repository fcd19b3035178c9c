"""`keyclient tier`."""

from dataclasses import replace

from keyclient.cli import options
from keyclient.cli.back import asked_back
from keyclient.cli.output import check_out
from keyclient.cli.reading import DEFAULT_TOP, Wanted, group_label, measure_of, open_wanted, parse_top
from keyclient.cli.session import running


def tier_command(
    book: options.Book = None,
    measure: options.Measure = None,
    by: options.By = None,
    preset: options.Preset = None,
    previous: options.Previous = None,
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
    """Who is in which tier, why, and who is close to the next one."""
    session = running()
    check_out(out, format_)
    back = asked_back(out, write_back=write_back, in_place=in_place)
    limit = parse_top(top, default=None if out or format_ is options.Format.CSV else DEFAULT_TOP)
    chosen = [*(settings or ()), *([f"tier.preset={preset}", "tier.tiers="] if preset else [])]
    wanted = Wanted(
        "tier", book, sheet, header_row, mapping, as_of, measure, by, chosen, date_order, traced=back.wanted
    )
    opened = open_wanted(session, wanted)

    from keyclient.analysis.names import names_in
    from keyclient.analysis.tier import tier
    from keyclient.analysis.tier_customers import measure_of_all, measures_asked
    from keyclient.analysis.tier_issues import tier_issues
    from keyclient.analysis.tier_report import Asked, tier_report
    from keyclient.analysis.tier_result import TierResult
    from keyclient.cli.answering import leave_if, reply
    from keyclient.cli.earlier import read_earlier
    from keyclient.model.report import Report

    policy = opened.policy.policy
    opened = opened.measuring(measure_of_all(policy.tier), measures_asked(policy.tier))
    read = opened.read()
    earlier = read_earlier(session, previous or (), read, opened.request)
    portfolio = read.loaded.portfolio
    before = [loaded.portfolio for loaded in earlier.loaded]
    names = names_in(portfolio.frame)

    def answer(rows: int | None) -> tuple[TierResult, Report]:
        result = tier(portfolio, policy, by=read.loaded.group, top=rows, earlier=before, lang=session.lang)
        asked = Asked(group_label(by), rows, names)
        return result, tier_report(result, measure_of(portfolio), policy.tier, asked)

    result, report = answer(limit)
    found = tier_issues(result, policy.tier, portfolio.as_of, as_of_from_file=read.loaded.as_of_from_file)
    issues = (*read.loaded.issues, *found, *earlier.issues)
    session.narrator.issues(issues, str(read.path))
    read = replace(read, earlier=tuple(source for old in before for source in old.sources))
    if back.wanted:
        from keyclient.analysis.tier_verdicts import tier_verdicts
        from keyclient.cli.writeback import Finding, write_into_book

        page, everybody = answer(parse_top(top, default=DEFAULT_TOP))[1], answer(None)[0]
        verdicts = tier_verdicts(everybody, measure_of(portfolio), policy.tier)
        write_into_book(session, read, back, Finding("tier", page, verdicts))
    if not back.is_all(format_):
        reply(session, read, out or format_, "tier", (result, report), issues, whole=top is not None)
    leave_if(issues, strict=strict)
