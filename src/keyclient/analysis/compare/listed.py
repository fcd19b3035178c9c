"""The lists of `compare` about some of the customers alone."""

from dataclasses import dataclass

from keyclient.analysis.common.lazy_rows import LazyRows
from keyclient.analysis.common.query import Query
from keyclient.analysis.compare.result import CompareResult
from keyclient.analysis.compare.rows import MovedCustomer
from keyclient.model.portfolio import Portfolio


@dataclass(frozen=True)
class Lists:
    """The customers of the two newest books, as they were asked for."""

    moved: LazyRows[MovedCustomer]
    """Those who did not stay in their tier, unless those who stayed were asked for."""
    everybody: LazyRows[MovedCustomer]


def listed(
    result: CompareResult, everybody: LazyRows[MovedCustomer], portfolio: Portfolio, query: Query
) -> Lists:
    """The lists about the customers who were asked for (`--only`). Columns are those of the newest book."""
    if query.only is None:
        return Lists(result.moved, everybody)
    chosen = query.only.of(everybody, portfolio.listed)
    if "bucket" in query.only.made:
        return Lists(chosen, chosen)
    return Lists(query.only.of(result.moved, portfolio.listed), chosen)
