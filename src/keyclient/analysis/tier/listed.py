"""The lists of `tier` about some of the customers alone."""

from dataclasses import replace
from itertools import accumulate

from keyclient.analysis.common.lazy_rows import LazyRows, ListSource
from keyclient.analysis.common.query import Query
from keyclient.analysis.tier.result import TierResult
from keyclient.analysis.tier.rows import NearCustomer
from keyclient.model.portfolio import Portfolio


def listed(whole: TierResult, portfolio: Portfolio, query: Query) -> tuple[TierResult, int]:
    """The result with the lists that were asked for, and how many customers the list by value is about.

    `whole`: the result with all customers. The running sum of the gaps is that of the customers who are listed.
    """
    only, among = query.only, portfolio.listed
    if only is None:
        return whole, whole.customers
    top = only.of(whole.top, among)
    lists = {
        "top": top[: query.top],
        "near": _summed(only.of(whole.near, among)),
        "differs": only.of(whole.differs, among),
        "watch": only.of(whole.watch, among),
        "unread": only.of(whole.unread, among),
    }
    return whole.model_copy(update=lists), len(top)


def _summed(near: LazyRows[NearCustomer]) -> LazyRows[NearCustomer]:
    sums = accumulate(customer.gap for customer in near)
    rows = [replace(customer, cumulative_gap=total) for customer, total in zip(near, sums, strict=True)]
    return LazyRows(NearCustomer, ListSource(rows))
