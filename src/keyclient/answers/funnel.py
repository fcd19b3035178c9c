"""The answer of `funnel`."""

from keyclient.analysis.funnel.calculate import funnel
from keyclient.analysis.funnel.issues import funnel_issues
from keyclient.analysis.funnel.report import funnel_report
from keyclient.analysis.funnel.result import FunnelResult
from keyclient.analysis.funnel.stages import StagesUnknown
from keyclient.answers.book import BookOnce
from keyclient.answers.found import Found, Lack
from keyclient.answers.masked_stages import without_typed_stages
from keyclient.answers.query import Query
from keyclient.ingest.base.refusals import NoStages
from keyclient.ingest.pipeline import LoadedPipeline
from keyclient.model.label import Label
from keyclient.policy.models import Policy

_FIELDS = ("stage", "outcome")
_STAGELESS = Label(
    "No column says how far a customer or deal has come.", "没有反映客户或商机所处阶段或结果的列。"
)


def find_funnel(
    loaded: LoadedPipeline, policy: Policy, query: Query, *, older: LoadedPipeline | None = None
) -> Found[FunnelResult]:
    """How many pass each stage, and where they are lost; beside an older book where one is given.

    What is wrong with the older book is not told: it had its day. Raises as `funnel`.
    """
    pipeline, beside = loaded.pipeline, None if older is None else older.pipeline
    try:
        result = funnel(pipeline, policy.funnel, beside=beside)
    except StagesUnknown as unknown:
        raise (unknown.untold() if query.mask else unknown) from None
    measure = pipeline.book.measure if result.measure is not None else None
    report = funnel_report(result, measure, policy.funnel, by=query.group_label, top=query.top)
    of_parts = (issue for part in loaded.parts for issue in part.issues)
    issues = (*of_parts, *funnel_issues(result, loaded.parts, policy.funnel))
    issues = without_typed_stages(issues) if query.mask else issues
    parts = (*loaded.parts, *(() if older is None else older.parts))
    sources = tuple(source for part in parts for source in part.portfolio.sources)
    return Found("funnel", result, report, issues, sources, pipeline.book)


def funnel_of(book: BookOnce, query: Query) -> Found[FunnelResult] | Lack:
    """The same of a book that other analyses are made from too; its log is read where it has one."""
    try:
        loaded = book.pipeline()
    except NoStages:
        return Lack("funnel", _STAGELESS, _FIELDS)
    return find_funnel(loaded, book.request.policy, query)
