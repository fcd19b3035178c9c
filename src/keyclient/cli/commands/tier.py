"""`keyclient tier`."""

from functools import cache
from typing import TYPE_CHECKING

from keyclient.cli import options
from keyclient.cli.input.reading import DEFAULT_TOP, Wanted, open_wanted, parse_top
from keyclient.cli.output.delivery import Shown, delivery
from keyclient.cli.start.session import running
from keyclient.cli.writeback.request import asked_back

if TYPE_CHECKING:
    from keyclient.analysis.tier.result import TierResult
    from keyclient.answers.found import Found


def tier_command(
    book: options.Book = None,
    measure: options.Measure = None,
    by: options.By = None,
    preset: options.Preset = None,
    previous: options.Previous = None,
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
    """Who is in which tier, why, and who is close to the next one."""
    session = running()
    back = asked_back(out, write_back=write_back, in_place=in_place, mask=mask)
    goes = delivery(out, format_, top, Shown(mask, unit, opens, back.wanted), customers=True)
    limit = parse_top(top, default=None if out or format_ is options.Format.CSV else DEFAULT_TOP)
    chosen = [*(settings or ()), *([f"tier.preset={preset}", "tier.tiers="] if preset else [])]
    wanted = Wanted(
        "tier", book, sheet, header_row, mapping, as_of, measure, by, chosen, date_order, traced=back.wanted
    )
    opened = open_wanted(session, wanted)

    from keyclient.answers.query import Query
    from keyclient.answers.tier import find_tier, tier_request
    from keyclient.cli.input.earlier import read_earlier
    from keyclient.cli.output.answering import leave_if, reply

    opened = opened.asking(tier_request)
    read = opened.read()
    old = read_earlier(session, previous or (), read, opened.request)
    policy = read.policy.policy

    @cache
    def find(rows: int | None) -> "Found[TierResult]":
        query = Query(session.lang, by, rows)
        return find_tier(read.loaded, policy, query, earlier=old.loaded, doubts=old.issues)

    found = find(limit)
    session.narrator.issues(goes.hears(found.issues), str(read.path))
    if back.wanted:
        from keyclient.answers.back import tier_back
        from keyclient.cli.writeback.write import write_into_book

        page = find(parse_top(top, default=DEFAULT_TOP)).report
        write_into_book(session, read, (back, goes), tier_back(page, find(None), policy))
    if not back.is_all(format_):
        reply(session, read, goes, found)
    leave_if(found.issues, strict=strict)
