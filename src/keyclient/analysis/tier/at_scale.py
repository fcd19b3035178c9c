"""The answer of `tier` over a portfolio of any size."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial

import narwhals as nw
import pandas as pd
import pyarrow as pa

from keyclient.analysis.common.at_scale import ScanInputs
from keyclient.analysis.common.contacts import Contacts
from keyclient.analysis.common.lazy_rows import LazyRows, ListSource
from keyclient.analysis.common.listed_customers import collected, contact_columns, listed_portfolio
from keyclient.analysis.common.outcome import Outcome
from keyclient.analysis.common.query import Query
from keyclient.analysis.common.refusals import UnmeasuredError
from keyclient.analysis.common.tier_scan import TierScan, tier_scan, with_tiers
from keyclient.analysis.common.untimed import untimed_at_scale
from keyclient.analysis.tier.figures import loyalty
from keyclient.analysis.tier.found import FoundTiers, tier_result
from keyclient.analysis.tier.groups import groups
from keyclient.analysis.tier.issues import tier_issues
from keyclient.analysis.tier.lists import near_rows, ranking
from keyclient.analysis.tier.near import gaps_of
from keyclient.analysis.tier.near_ahead import NOTHING_AHEAD
from keyclient.analysis.tier.reasons import reasons_of
from keyclient.analysis.tier.report import TierReportOptions, tier_facts, tier_report
from keyclient.analysis.tier.result import TierResult
from keyclient.analysis.tier.rows import NearCustomer
from keyclient.analysis.tier.scan_lists import first_by_value, near_first
from keyclient.analysis.tier.scan_totals import ScanTotals, scan_totals
from keyclient.analysis.tier.scan_words import ScanWords, scan_words
from keyclient.errors import UsageError
from keyclient.model.label import Label
from keyclient.model.measure import Measure
from keyclient.policy.models import Policy


class EarlierBooksError(UsageError):
    """Tiers that fall slowly need the books themselves."""

    sentence = Label(
        "--engine computes the tiers of one portfolio, without --previous. For tiers that rise at once and fall slowly "
        "analyse the books of a branch without --engine; for what moved between two portfolios use compare --engine.",
        "--engine 仅计算一份客户数据的分层，不支持 --previous。需按“升级即时、降级从缓”判定时，请不使用 --engine 分析分支机构客户表；"
        "两份数据之间的变动请用 compare --engine。",
    )


def answer_tier_at_scale(inputs: ScanInputs, policy: Policy, query: Query) -> Outcome[TierResult]:
    """Who is in which tier, why, and who is close to the next one, of a portfolio of any size.

    Lists hold the `query.top` first customers; counts and totals are of all. What an average comes to is not said, and
    nobody is under watch, since that takes the books themselves.

    Raises `UnmeasuredError`, `UnmeasuredTierError`, `UnevenFloorError`, `TooManyGroupsError` and `EarlierBooksError`.
    """
    scan = inputs.scan
    if len(inputs.scans) > 1:
        raise EarlierBooksError
    if scan.measure is None:
        raise UnmeasuredError
    book = tier_scan(scan, scan.measure, policy.tier)
    totals, lists = scan_totals(book, policy), _lists(book, policy, query.top)
    result = tier_result(book, _found(book, totals, lists, policy, query), policy)
    result = result.model_copy(update={"untimed": untimed_at_scale(scan, _near_measures(book, totals))})
    own = tier_issues(
        result, policy.tier, scan.as_of, as_of_from_file=scan.as_of_from_file, kind=scan.measure.kind
    )
    portfolio = listed_portfolio(scan, lists.customers(contact_columns(scan)))
    asked = TierReportOptions(
        query.group_label,
        query.top,
        Contacts(portfolio.frame, by_id=True),
        measures=scan.further,
        totals=dict(_totals(result)),
    )
    return Outcome(
        "tier",
        result,
        tier_report(result, scan.measure, policy.tier, asked),
        issues=(*scan.issues, *own),
        sources=scan.sources,
        portfolio=portfolio,
        facts=tuple(tier_facts(result)),
        everybody=partial(with_tiers, book, policy.tier),
    )


@dataclass(frozen=True, eq=False)
class _Lists:
    """The customers whom the answer lists."""

    top: pa.Table
    near: nw.DataFrame[pa.Table] | None
    words: ScanWords | None

    def customers(self, columns: Sequence[str]) -> Iterator[pd.DataFrame]:
        """Some columns of each list, as in the frame of a portfolio."""
        yield _columns(self.top, columns)
        if self.near is not None:
            yield _columns(self.near.to_native(), columns)
        if self.words is not None:
            yield _columns(self.words.differing, columns)


def _columns(table: pa.Table, columns: Sequence[str]) -> pd.DataFrame:
    return collected(nw.from_native(table.select(columns)).lazy())


def _lists(book: TierScan, policy: Policy, top: int | None) -> _Lists:
    near = near_first(book, policy.tier, top)
    return _Lists(first_by_value(book, top), near, scan_words(book, policy, top))


def _found(book: TierScan, totals: ScanTotals, lists: _Lists, policy: Policy, query: Query) -> FoundTiers:
    key, words = policy.key.of(policy.tier.ladder), lists.words
    return FoundTiers(
        held=totals.held,
        loyalty=loyalty(totals.known, book.customers, policy.tier.loyalty),
        doubts=totals.doubts,
        near=_near_rows(lists.near, book),
        near_total=totals.near,
        averages=(),
        untimed=(),
        own=None if words is None else (words.compared, words.rows),
        groups=None
        if "group" not in book.columns
        else groups(book, totals.held_by_group(), key, totals.near_by_group()),
        top=ranking(lists.top, book, *reasons_of(book, policy.tier, query.lang)),
    )


def _near_rows(near: nw.DataFrame[pa.Table] | None, book: TierScan) -> LazyRows[NearCustomer]:
    """The running sum is that of the customers who are listed."""
    if near is None:
        return LazyRows(NearCustomer, ListSource())
    return near_rows(near, gaps_of(near, book), book, NOTHING_AHEAD)


def _near_measures(book: TierScan, totals: ScanTotals) -> list[Measure]:
    return [book.steps[place].measure for place in totals.near_at()]


def _totals(result: TierResult) -> Iterator[tuple[str, int]]:
    """How many customers the lists are about that hold the first of them."""
    yield "near", result.near_total.customers
    if result.book is not None:
        yield "differs", result.book.higher + result.book.lower
