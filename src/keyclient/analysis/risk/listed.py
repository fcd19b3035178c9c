"""The list of `risk` about some of the customers alone."""

from keyclient.analysis.common.query import Query
from keyclient.analysis.risk.result import RiskResult
from keyclient.model.portfolio import Portfolio


def listed(whole: RiskResult, portfolio: Portfolio, query: Query) -> tuple[RiskResult, int]:
    """The result with the lists that were asked for, and how many customers the list is about.

    `whole`: the result with all customers.
    """
    only, among = query.only, portfolio.listed
    if only is None:
        return whole.model_copy(update={"customers": whole.customers[: query.top]}), whole.total_customers
    customers = only.of(whole.customers, among)
    lists = {"customers": customers[: query.top], "unread": only.of(whole.unread, among)}
    return whole.model_copy(update=lists), len(customers)
