"""The lists of `today` about some of the customers alone."""

from keyclient.analysis.common.query import Query
from keyclient.analysis.today.result import ManagerCalls, TodayResult
from keyclient.model.portfolio import Portfolio


def listed(whole: TodayResult, portfolio: Portfolio, query: Query) -> TodayResult:
    """The result with the first `query.top` lines of each list that are about whom was asked for; its figures stay."""
    asked = of_those_asked(whole, portfolio, query)
    shown = tuple(_with(one, query.top) for one in asked.managers)
    return asked.model_copy(update={"managers": shown})


def of_those_asked(whole: TodayResult, portfolio: Portfolio, query: Query) -> TodayResult:
    """The result with all lines that are about whom was asked for; its figures stay."""
    only, among = query.only, portfolio.listed
    if only is None:
        return whole
    found = [one.model_copy(update={"lines": only.of(one.lines, among)}) for one in whole.managers]
    return whole.model_copy(update={"managers": tuple(found), "unread": only.of(whole.unread, among)})


def _with(one: ManagerCalls, top: int | None) -> ManagerCalls:
    return one if top is None else one.model_copy(update={"lines": one.lines[:top]})
