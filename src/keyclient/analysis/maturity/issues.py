"""The issues that `maturity` raises about a book."""

from collections.abc import Iterator
from pathlib import PurePath

from keyclient.analysis.common.term_products import LAST_YEAR, RareProducts
from keyclient.analysis.maturity.result import MaturityResult
from keyclient.analysis.maturity.vanished import vanished_issues
from keyclient.model.amount_words import amount_words
from keyclient.model.issue import Issue
from keyclient.model.portfolio import Loaded
from keyclient.model.rules import maturity as rules


def maturity_issues(result: MaturityResult, loaded: Loaded, rare: RareProducts) -> tuple[Issue, ...]:
    """Dates without amounts, amounts without dates, an uncertain data date, customers who cannot be followed, and the like."""
    return tuple(_issues(result, loaded, rare))


def _issues(result: MaturityResult, loaded: Loaded, rare: RareProducts) -> Iterator[Issue]:
    if loaded.as_of_from_file:
        yield rules.MaturitiesAsOfFileDate(as_of=result.as_of)
    if result.total.unknown:
        yield rules.MaturityAmountsMissing(field="maturity_amount", count=result.total.unknown)
    if result.undated.products:
        amount = amount_words(result.undated.amount)
        yield rules.MaturityDatesMissing(field="maturity_date", count=result.undated.products, amount=amount)
    if rare.endless:
        yield rules.MaturitiesEndless(field="maturity_date", count=rare.endless, last=str(LAST_YEAR))
    if rare.negative:
        yield rules.MaturityAmountsNegative(field="maturity_amount", count=rare.negative)
    if result.takeover is not None and result.takeover.unfollowed.customers:
        apart = result.takeover.unfollowed
        amount = amount_words(apart.matured)
        yield rules.MaturedNotFollowed(book=result.takeover.path, count=apart.customers, amount=amount)
    if result.takeover is not None:
        yield from vanished_issues(result.takeover, _name(loaded))


def _name(loaded: Loaded) -> str:
    """What the file of a book is called."""
    sources = loaded.portfolio.sources
    return PurePath(sources[0].path.replace("\\", "/")).name if sources else "-"
