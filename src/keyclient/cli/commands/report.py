"""`keyclient report`."""

from pathlib import Path
from typing import Annotated

import typer

from keyclient.analysis.analyses import ANALYSES
from keyclient.analysis.common.face import LARGEST_CUSTOMERS
from keyclient.cli.input.reading import Wanted, open_wanted, parse_top
from keyclient.cli.options.book import BookOptions
from keyclient.cli.options.expand import expanded
from keyclient.cli.options.output import OutputOptions, Strict
from keyclient.cli.options.ranking import By, ListedOnly, Measure, Only, top_option
from keyclient.cli.output.delivery import output_of, refuse_csv
from keyclient.cli.start.session import current_session, say
from keyclient.model.label import Label

_COMPLETE = (".xlsx", ".json")
"""Files that hold every customer; other formats list the first ones."""
Brief = Annotated[
    bool,
    typer.Option(
        "--brief",
        help=say(
            "One page: what each analysis says first, without lists.",
            "只出一页摘要：各项分析的结论，不含名单。",
        ),
    ),
]
Previous = Annotated[
    list[Path] | None,
    typer.Option(
        "--previous",
        metavar="BOOK|PLAN|LIST",
        help=say(
            "Earlier book of the same customers: what moved since, and tiers over several books; or the last plan or list of "
            "calls, which is read back. Repeatable.",
            "同一批客户的往期客户表：对比各期变动，并按多期分层；也可指定上期行动计划或联系名单，读回填写内容。可多次使用。",
        ),
        show_default=False,
    ),
]
_ANALYSING = Label("Analysing: {analysis}", "正在分析：{analysis}")


@expanded
def report_command(
    book: BookOptions,
    output: OutputOptions,
    measure: Measure = None,
    by: By = None,
    top: Annotated[str | None, top_option(LARGEST_CUSTOMERS.help)] = None,
    previous: Previous = None,
    only: Only = None,
    *,
    brief: Brief = False,
    strict: Strict = False,
) -> None:
    """All analyses that the book has data for."""
    session, out = current_session(), output.out
    refuse_csv("report", output)
    written = output_of(output, top)
    is_complete = out is not None and out.suffix.lower() in _COMPLETE
    limit = parse_top(top, default=None if is_complete else LARGEST_CUSTOMERS.rows)
    known = [one for analysis in ANALYSES if not analysis.compares_books for one in analysis.listed_by]
    listed_only = ListedOnly(only or (), known, output.mask, is_told=written.shows_headline)
    wanted = Wanted("report", book, measure, by, listed_only, traced=True)
    opened = open_wanted(session, wanted)

    from keyclient.analysis.common.query import Query
    from keyclient.answers.brief import in_brief
    from keyclient.answers.only import only_of_book
    from keyclient.answers.report import distinct_issues, report_answer
    from keyclient.answers.run import Answered, analyse_book
    from keyclient.cli.input.earlier import with_earlier_books
    from keyclient.cli.output.answering import deliver, leave_if
    from keyclient.cli.output.full_list import full_list_command
    from keyclient.cli.output.unitless import say_if_unitless

    shared = opened.read_shared([analysis.name for analysis in ANALYSES])
    shared = with_earlier_books(opened, shared, previous or ())
    chosen = only_of_book(shared, opened.only, session.lang)
    query = Query(session.lang, by, limit, findings=limit, only=chosen, mask=output.mask)
    outcomes = []
    for analysis in ANALYSES:
        session.narrator.doing(_ANALYSING.filled(analysis=analysis.title))
        outcomes.append(analyse_book(shared, analysis.name, query))
    issues = distinct_issues([one.outcome for one in outcomes if isinstance(one, Answered)])
    made = [one for one in outcomes if isinstance(one, Answered)]
    listed = [issue for one in made if one.name == "check" for issue in one.outcome.issues]
    policy = opened.policy.policy
    full_list = full_list_command(
        session, wanted, (opened.book.path, policy), (listed, issues), _words(previous)
    )
    where = written.full_list(full_list, is_listed=top is None and not brief)
    session.narrator.issues(written.visible_issues(issues), where, written.unit)
    say_if_unitless(session, written.unit, shared.customers.portfolio.measure)
    written.refuse_telling_groups([shared.customers, *shared.earlier], policy)
    answer = report_answer(outcomes, shared, query)
    deliver(session, in_brief(answer) if brief else answer, written, opened.book.path, policy)
    leave_if(issues, strict=strict)


def _words(previous: list[Path] | None) -> tuple[str, ...]:
    """The earlier books as words of the command line."""
    return tuple(word for path in previous or () for word in ("--previous", str(path)))
