"""The answer of `compare` over portfolios of any size: two of them, joined by the number of the customer in an engine.

What a portfolio cannot tell, or what would need every customer in memory, is told by an issue (KC83x).
"""

from collections.abc import Sequence
from functools import partial

import narwhals as nw
import pandas as pd

from keyclient.analysis.common.amounts import amount_kind
from keyclient.analysis.common.at_scale import ScanInputs
from keyclient.analysis.common.contacts import Contacts
from keyclient.analysis.common.listed_customers import collected, contact_columns, listed_portfolio
from keyclient.analysis.common.outcome import Outcome
from keyclient.analysis.common.query import Query
from keyclient.analysis.compare.buckets import Bucket
from keyclient.analysis.compare.facts import compare_facts
from keyclient.analysis.compare.listed import Lists
from keyclient.analysis.compare.report import compare_report
from keyclient.analysis.compare.result import CompareResult
from keyclient.analysis.compare.scaled.books import ScaledBook, scaled_books
from keyclient.analysis.compare.scaled.calculate import ScaledComparison, compared_at_scale
from keyclient.analysis.compare.scaled.issues import scaled_issues
from keyclient.analysis.compare.scaled.moved import AMOUNTS, everybody
from keyclient.analysis.compare.scaled.panel import ScaledPanel, scaled_panel
from keyclient.analysis.compare.scaled.persons import scaled_others
from keyclient.analysis.compare.scaled.refusals import ManyPortfoliosError, OnePortfolioError
from keyclient.analysis.compare.scaled.wanted import wanted_of
from keyclient.analysis.compare.tables import CompareLook
from keyclient.model.scan import Scan
from keyclient.policy.models import Policy


def answer_compare_at_scale(inputs: ScanInputs, policy: Policy, query: Query) -> Outcome[CompareResult]:
    """What moved between two portfolios. Each list has the first `query.top` customers.

    Raises `OnePortfolioError`, `ManyPortfoliosError`, `EarlierMeasureError` and `UnmeasuredTierError`.
    """
    old, new = scaled_books(*_two(inputs.scans), policy.tier)
    most = policy.scale.one_by_one
    others = scaled_others(old, new, most)
    wanted = wanted_of(old, new, policy)
    panel = scaled_panel(old, new, wanted.columns, others.ids)
    found = compared_at_scale(panel, wanted, policy, lang=query.lang, top=query.top)
    result = found.result
    asked = (None, None) if query.top is None else _listed(found)
    customers = [_customers(panel, book, ids) for book, ids in zip(panel.books, asked, strict=True)]
    look = _look(panel, customers, policy, query)
    return Outcome(
        "compare",
        result,
        compare_report(result, _lists(found), look),
        issues=(
            *(issue for scan in inputs.scans for issue in scan.issues),
            *others.issues,
            *found.issues,
            *scaled_issues(result, panel, others.ids, most),
        ),
        sources=tuple(source for book in panel.books for source in book.scan.sources),
        portfolio=listed_portfolio(new.scan, [customers[1]]),
        facts=compare_facts(result, look.amount),
        other_numbers=lambda: {str(one) for frame in customers for one in frame.get("customer_id", ())},
        everybody=partial(everybody, panel),
        amounts=AMOUNTS,
    )


def _two(scans: Sequence[Scan]) -> tuple[Scan, Scan]:
    if len(scans) == 1:
        raise OnePortfolioError(book=scans[0].sources[0].path, engine=scans[0].engine.value)
    if len(scans) > 2:
        raise ManyPortfoliosError(count=len(scans))
    return scans[0], scans[1]


def _listed(found: ScaledComparison) -> tuple[set[str], set[str]]:
    """The numbers of the customers whom the answer lists, of each book."""
    result = found.result
    moved = {one.customer_id for one in (*found.everybody, *result.moved)}
    now = moved | {one.customer_id for one in result.rising}
    now |= {one.customer_id for one in (result.attrition.customers if result.attrition else ())}
    now |= {one.customer_id for one in result.deviation if one.customer_id is not None}
    now |= {one.new_id for one in result.perhaps_same}
    return moved | {one.old_id for one in result.perhaps_same}, now


def _customers(panel: ScaledPanel, book: ScaledBook, ids: set[str] | None) -> pd.DataFrame:
    """Some customers of a book, with whom to call. `ids`: None is all who can be followed."""
    names = contact_columns(book.scan)
    if "customer_id" not in names:
        return collected(book.scan.frame.select(*names).head(0))
    frame = book.scan.frame.select(*names)
    if ids is None:
        return collected(frame.join(panel.frame.select("customer_id"), on="customer_id", how="semi"))
    return collected(frame.filter(nw.col("customer_id").is_in(sorted(ids))))


def _lists(found: ScaledComparison) -> Lists:
    """The first customers, and how many there are."""
    counts = {one.bucket: one.customers for one in found.result.buckets}
    total = sum(counts.values())
    return Lists(found.result.moved, found.everybody, total - counts[Bucket.STAYED.value], total)


def _look(panel: ScaledPanel, customers: Sequence[pd.DataFrame], policy: Policy, query: Query) -> CompareLook:
    before, now = customers
    return CompareLook(
        amount=amount_kind(panel.new.measure),
        labels={step.tier.name: step.tier.label for step in panel.new.steps},
        rows=query.top,
        contacts=Contacts(now, before, by_id=True),
        newest=Contacts(now, by_id=True),
        measure=panel.new.measure,
        few=policy.compare.few,
        by=query.group_label,
    )
