"""The answer of `tier`."""

from collections.abc import Sequence
from dataclasses import replace

from keyclient.analysis.common.names import names_in
from keyclient.analysis.tier.calculate import tier
from keyclient.analysis.tier.customers import measure_of_all, measures_asked
from keyclient.analysis.tier.issues import tier_issues
from keyclient.analysis.tier.report import Asked, tier_report
from keyclient.analysis.tier.result import TierResult
from keyclient.answers.book import BookOnce
from keyclient.answers.found import Found, Lack
from keyclient.answers.measured import measure_of, unmeasured
from keyclient.answers.query import Query
from keyclient.ingest.base.request import Request
from keyclient.model.issue import Issue
from keyclient.model.portfolio import Loaded
from keyclient.policy.models import Policy


def tier_request(request: Request) -> Request:
    """What the tiers of the policy ask of the reader: their measure where none is named, and further numbers."""
    policy = request.policy.tier
    own = None if request.wanted_measure else measure_of_all(policy)
    return replace(request, measure=request.measure or own, also=measures_asked(policy))


def find_tier(
    loaded: Loaded,
    policy: Policy,
    query: Query,
    *,
    earlier: Sequence[Loaded] = (),
    doubts: Sequence[Issue] = (),
) -> Found[TierResult]:
    """Who is in which tier, why, and who is close to the next one.

    `earlier`: older books of the same customers, oldest first; `doubts`: what is to be known of them. Raises as `tier`.
    """
    portfolio, before = loaded.portfolio, [old.portfolio for old in earlier]
    result = tier(portfolio, policy, by=loaded.group, top=query.top, earlier=before, lang=query.lang)
    told = tier_issues(result, policy.tier, portfolio.as_of, as_of_from_file=loaded.as_of_from_file)
    asked = Asked(query.group_label, query.top, names_in(portfolio.frame))
    report = tier_report(result, measure_of(portfolio), policy.tier, asked)
    sources = (*portfolio.sources, *(source for old in before for source in old.sources))
    return Found("tier", result, report, (*loaded.issues, *told, *doubts), sources, portfolio)


def tier_of(book: BookOnce, query: Query) -> Found[TierResult] | Lack:
    """The same of a book that other analyses are made from too."""
    asked = tier_request(book.request)
    loaded = book.customers if asked == book.request else book.load(replace(asked, traced=False))
    if loaded.portfolio.measure is None:
        return unmeasured("tier")
    return find_tier(loaded, book.request.policy, query)
