"""What the newest book says that cannot be judged by: words that nobody knows, dates that cannot be, new names."""

from collections.abc import Iterator

from keyclient.analysis.common.book_words import place_of_words
from keyclient.analysis.common.evidence.books import RiskBooks
from keyclient.analysis.common.evidence.columns import texts
from keyclient.analysis.common.evidence.renamed import Renamed, renamed
from keyclient.analysis.common.evidence.seen import late
from keyclient.analysis.common.evidence.structure_evidence import lead_families
from keyclient.model.issue import Issue
from keyclient.model.label import Label, listed_first
from keyclient.model.portfolio import Portfolio
from keyclient.model.rules import risk, tiers

_NO_TIER = Label("These words make nobody a key customer", "不据此认定重点客户")
_UNKNOWN = Label("the date counts as unknown", "该日期按未知处理")
_MOVED = Label("{before} now {now}", "{before} 现为 {now}")
_MOST = 5
"""Managers whom a sentence names."""


def book_issues(books: RiskBooks, portfolio: Portfolio) -> Iterator[Issue]:
    """`portfolio`: the newest book as it was read."""
    yield from _words(books, portfolio)
    as_of = portfolio.as_of
    if count := late(portfolio, "open_date"):
        yield tiers.OpenDatesInFuture(field="open_date", count=count, as_of=as_of, effect=_UNKNOWN)
    if count := late(portfolio, "last_contact", "last_transaction"):
        yield tiers.ContactsInFuture(field="last_contact", count=count, as_of=as_of, effect=_UNKNOWN)
    yield from _sources(books)
    if found := renamed(books, books.newest):
        yield risk.ManagersRenamed(
            field="manager", count=len(found), names=listed_first([*map(_moved, found)], _MOST)
        )


def _moved(one: Renamed) -> Label:
    return _MOVED.filled(before=one.before, now=one.now)


def _words(books: RiskBooks, portfolio: Portfolio) -> Iterator[Issue]:
    words = texts(portfolio, "book_tier").dropna()
    known = place_of_words(books.policy.tier, map(str, words.unique()))
    unknown = words[~words.isin(known)]
    if len(unknown):
        yield tiers.TierWordsUnknown(
            field="book_tier", words=unknown.nunique(), count=len(unknown), effect=_NO_TIER
        )


def _sources(books: RiskBooks) -> Iterator[Issue]:
    """Of key customers alone: they are what it is about."""
    sources = texts(books.books[books.newest].portfolio, "source")[books.key(books.newest)].dropna()
    unknown = sources[lead_families(sources, books.policy.funnel).isna().to_numpy(bool)]
    if len(unknown):
        yield risk.RiskSourcesUnknown(field="source", words=unknown.nunique(), count=len(unknown))
