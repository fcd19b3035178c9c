"""`keyclient tier`."""

from keyclient.cli import options
from keyclient.cli.output import check_out
from keyclient.cli.reading import DEFAULT_TOP, Wanted, open_wanted, parse_top
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

    from keyclient.answers.query import Query
    from keyclient.answers.tier import find_tier, tier_request
    from keyclient.cli.answering import leave_if, reply
    from keyclient.cli.earlier import read_earlier

    opened = opened.asking(tier_request)
    read = opened.read()
    old = read_earlier(session, previous or (), read, opened.request)
    query = Query(session.lang, by, limit)
    found = find_tier(read.loaded, read.policy.policy, query, earlier=old.loaded, doubts=old.issues)
    session.narrator.issues(found.issues, str(read.path))
    reply(session, read, out or format_, found, whole=top is not None)
    leave_if(found.issues, strict=strict)
