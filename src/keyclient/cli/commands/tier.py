"""`keyclient tier`."""

from dataclasses import replace

from keyclient.cli import options
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
    limit = parse_top(top, default=None if out or format_ is options.Format.CSV else DEFAULT_TOP)
    chosen = [*(settings or ()), *([f"tier.preset={preset}", "tier.tiers="] if preset else [])]
    wanted = Wanted("tier", book, sheet, header_row, mapping, as_of, measure, by, chosen, date_order)
    opened = open_wanted(session, wanted)

    from keyclient.analysis.names import names_in
    from keyclient.analysis.tier import tier
    from keyclient.analysis.tier_customers import measure_of_all, measures_asked
    from keyclient.analysis.tier_issues import tier_issues
    from keyclient.analysis.tier_report import Asked, tier_report
    from keyclient.cli.answering import leave_if, reply
    from keyclient.cli.earlier import read_earlier

    policy = opened.policy.policy
    opened = opened.measuring(measure_of_all(policy.tier), measures_asked(policy.tier))
    read = opened.read()
    earlier = read_earlier(session, previous or (), read, opened.request)
    portfolio = read.loaded.portfolio
    before = [loaded.portfolio for loaded in earlier.loaded]
    result = tier(portfolio, policy, by=read.loaded.group, top=limit, earlier=before, lang=session.lang)
    found = tier_issues(result, policy.tier, portfolio.as_of, as_of_from_file=read.loaded.as_of_from_file)
    issues = (*read.loaded.issues, *found, *earlier.issues)
    session.narrator.issues(issues, str(read.path))
    asked = Asked(group_label(by), limit, names_in(portfolio.frame))
    report = tier_report(result, measure_of(portfolio), policy.tier, asked)
    read = replace(read, earlier=tuple(source for old in before for source in old.sources))
    reply(session, read, out or format_, "tier", (result, report), issues, whole=top is not None)
    leave_if(issues, strict=strict)
