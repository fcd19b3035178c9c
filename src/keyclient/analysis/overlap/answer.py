"""The answer of `overlap`."""

from collections.abc import Collection, Iterator, Sequence
from functools import partial

from keyclient.analysis.common.inputs import Inputs
from keyclient.analysis.common.members import Members, take_members
from keyclient.analysis.common.only import says_only
from keyclient.analysis.common.outcome import Outcome
from keyclient.analysis.common.query import Query
from keyclient.analysis.overlap.calculate import overlap, prepared
from keyclient.analysis.overlap.issues import deal_issues, overlap_issues
from keyclient.analysis.overlap.listed import listed
from keyclient.analysis.overlap.look import make_look
from keyclient.analysis.overlap.refusals import NothingSharedError
from keyclient.analysis.overlap.report import overlap_report
from keyclient.analysis.overlap.result import OverlapResult
from keyclient.model.label import Label
from keyclient.model.report import Fact, Kind
from keyclient.policy.models import Policy


def answer_overlap(inputs: Inputs, policy: Policy, query: Query) -> Outcome[OverlapResult]:
    """Which customers and prospects of the books several branches and managers claim.

    Raises as `overlap`, and `NothingSharedError` of one book beside other analyses where it has nothing to tell.
    """
    loaded = inputs.loaded
    books = prepared(inputs.members or (take_members(loaded, policy.funnel),), policy.overlap)
    whole = overlap(books, policy, top=query.counted, lang=query.lang)
    if not inputs.members and not _tells_anything(whole):
        raise NothingSharedError
    doubts, whole = whole.doubts, whole.model_copy(update={"doubts": whole.doubts[: query.counted]})
    result, total = listed(whole, books, query)
    report = overlap_report(result, make_look(books, result.measure, policy, query.top), total)
    return Outcome(
        "overlap",
        result,
        says_only(report, query.only, loaded.portfolio),
        issues=(*loaded.issues, *inputs.issues, *deal_issues(books), *overlap_issues(result, doubts)),
        sources=tuple(book.source for book in books),
        portfolio=loaded.portfolio,
        facts=tuple(_facts(result)),
        only=None if query.only is None else query.only.names,
        other_numbers=partial(_numbers, books),
    )


def _tells_anything(result: OverlapResult) -> bool:
    """Whether anybody is claimed twice, or may be one person under two numbers."""
    is_suggested = any(rule.found and rule.shown for rule in result.perhaps)
    return bool(result.total.persons or result.total_chased_twice or is_suggested)


def _numbers(books: Sequence[Members]) -> Collection[str]:
    """The customer ids of all books."""
    frames = (book.records for book in books if "customer_id" in book.records)
    return {str(number) for frame in frames for number in frame["customer_id"].dropna().unique()}


def _facts(result: OverlapResult) -> Iterator[Fact]:
    yield Fact(Label("claimed by several", "被多方认领的客户"), result.total.contested, Kind.COUNT)
    yield Fact(Label("undecided", "待协商"), result.total.undecided, Kind.COUNT)
    yield Fact(Label("heads counted twice", "重复计入"), result.counted_twice, Kind.COUNT)
