"""The lists of `today` about some of the customers alone."""

from keyclient.analysis.common.query import Query
from keyclient.analysis.today.result import ManagerCalls, TodayResult
from keyclient.model.portfolio import Portfolio


def listed(whole: TodayResult, portfolio: Portfolio, query: Query) -> TodayResult:
    """The result with the first `query.top` lines of each list that are about whom was asked for; its figures stay.

    A list without such a customer is left out.
    """
    only, among = query.only, portfolio.listed
    if only is None:
        shown = tuple(_with(one, query.top) for one in whole.managers)
        return whole.model_copy(update={"managers": shown})
    found = [one.model_copy(update={"lines": only.of(one.lines, among)}) for one in whole.managers]
    shown = tuple(_with(one, query.top) for one in found if one.lines)
    return whole.model_copy(update={"managers": shown, "unread": only.of(whole.unread, among)})


def _with(one: ManagerCalls, top: int | None) -> ManagerCalls:
    return one if top is None else one.model_copy(update={"lines": one.lines[:top]})
