"""A result with as many customers in each list as were asked for."""

from keyclient.analysis.common.lazy_rows import LazyRows, RowT
from keyclient.analysis.compare.result import CompareResult
from keyclient.analysis.compare.scopes import CUSTOMER


def with_first_rows(result: CompareResult, top: int | None) -> CompareResult:
    """The same with the first customers of each list alone; sums of groups stay. None: all of them."""
    if top is None:
        return result
    slipping = result.attrition
    return result.model_copy(
        update={
            "moved": result.moved[:top],
            "rising": result.rising[:top],
            "attrition": slipping and slipping.model_copy(update={"customers": slipping.customers[:top]}),
            "deviation": _with_groups(result.deviation, top),
            "quarter_ends": _with_groups(result.quarter_ends, top),
        }
    )


def _with_groups(rows: LazyRows[RowT], top: int) -> LazyRows[RowT]:
    """The rows of groups, and the first customers."""
    (scopes,) = rows.source.values("scope")
    customers = [place for place, scope in enumerate(scopes) if scope == CUSTOMER]
    left_out = set(customers[top:])
    return rows.at([place for place in range(len(rows)) if place not in left_out])
