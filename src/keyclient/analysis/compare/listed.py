"""The lists of `compare` about some of the customers alone."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from keyclient.analysis.common.lazy_rows import LazyRows
from keyclient.analysis.common.only import Only
from keyclient.analysis.common.query import Query
from keyclient.analysis.common.snapshot import Snapshot
from keyclient.analysis.compare.result import CompareResult
from keyclient.analysis.compare.rows import MovedCustomer
from keyclient.analysis.compare.scopes import customers_among
from keyclient.model.portfolio import Portfolio

Rows = LazyRows[MovedCustomer]
Listed = Collection[int] | None
"""The rows that are listed; None: all."""


@dataclass(frozen=True)
class Lists:
    """The customers of the two newest books, as they were asked for."""

    moved: Rows
    """Those who did not stay in their tier, unless those who stayed were asked for."""
    everybody: Rows
    moved_total: int | None = None
    """How many there are where `moved` has the first of them alone; None: it has all."""
    total: int | None = None
    """The same of `everybody`."""


def listed(
    result: CompareResult, everybody: Rows, portfolio: Portfolio, books: Sequence[Snapshot], query: Query
) -> Lists:
    """The lists about the customers who were asked for (`--only`).

    Columns are those of the newest book; for a customer whom it does not list, those of the book before.
    """
    if query.only is None:
        return Lists(result.moved, everybody)
    among = portfolio.listed, books[-2].listed
    chosen = _chosen(everybody, query.only, *among)
    if "bucket" in query.only.made:
        return Lists(chosen, chosen)
    return Lists(_chosen(result.moved, query.only, *among), chosen)


def about_listed(result: CompareResult, lists: Lists, portfolio: Portfolio, query: Query) -> CompareResult:
    """The result with every list of customers about those asked for alone; all sums stay those of the whole books.

    Two numbers that may be one customer are listed where either of them was asked for.
    """
    if query.only is None:
        return result
    found, rows = lists.everybody.source.values("customer_id", "row")
    ids, now = frozenset(found), frozenset(rows)
    if not query.only.made:
        now |= portfolio.listed or frozenset()
    slipping, perhaps = result.attrition, result.perhaps_same
    pairs = zip(*perhaps.source.values("old_id", "new_id"), strict=True)
    return result.model_copy(
        update={
            "moved": lists.moved,
            "rising": result.rising.where({"customer_id": ids}),
            "perhaps_same": perhaps.at(
                [place for place, pair in enumerate(pairs) if not ids.isdisjoint(pair)]
            ),
            "attrition": slipping
            and slipping.model_copy(update={"customers": slipping.customers.where({"customer_id": ids})}),
            "deviation": customers_among(result.deviation, "row", now),
            "quarter_ends": customers_among(result.quarter_ends, "customer_id", ids),
            "restated": tuple(
                one.model_copy(
                    update={"largest": tuple(who for who in one.largest if who.customer_id in ids)}
                )
                for one in result.restated
            ),
        }
    )


def _chosen(rows: Rows, only: Only, now: Listed, before: Listed) -> Rows:
    made = only.of(rows, None)
    if now is None:
        return made
    places = [
        place
        for place, (row, old_row) in enumerate(zip(*made.source.values("row", "old_row"), strict=True))
        if (row in now if row is not None else before is None or old_row in before)
    ]
    return Rows(made.row, made.source.take(places))
