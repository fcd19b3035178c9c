"""The list of `plan` about some of the customers alone."""

from keyclient.analysis.common.query import Query
from keyclient.analysis.plan.result import PlanResult
from keyclient.model.portfolio import Portfolio


def listed(whole: PlanResult, portfolio: Portfolio, query: Query) -> tuple[PlanResult, int]:
    """The result with the lists that were asked for, and how many lines the list is about.

    `whole`: the result with all lines.
    """
    only, among = query.only, portfolio.listed
    if only is None:
        return whole.model_copy(update={"lines": whole.lines[: query.top]}), whole.total_lines
    lines = only.of(whole.lines, among)
    lists = {
        "lines": lines[: query.top],
        "moves": only.of(whole.moves, among),
        "unread": only.of(whole.unread, among),
    }
    return whole.model_copy(update=lists), len(lines)
