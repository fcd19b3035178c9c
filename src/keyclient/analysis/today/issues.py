"""The issues that `today` raises about what it could not use."""

from collections.abc import Iterator

from keyclient.analysis.common.occasions.issues import occasion_issues
from keyclient.analysis.today.gathered import Gathered
from keyclient.model.issue import Issue
from keyclient.model.label import listed_first
from keyclient.model.rules import today as rules

_NAMED = 5
"""Rows that an issue names."""


def today_issues(found: Gathered) -> Iterator[Issue]:
    """Rows of lists and plans about customers whom the book does not list, appointments that are over, reasons nobody knows of."""
    if found.plan.strangers:
        yield rules.PlanOfStrangers(count=found.plan.strangers)
    if found.back.strangers:
        yield rules.CallsOfStrangers(count=found.back.strangers)
    if found.back.passed:
        yield rules.AppointmentsPassed(count=found.back.passed)
    yield from _days(found)
    yield from occasion_issues(found.occasions, found.reasons)
    portfolio = found.books.books[-1].portfolio
    if found.size and not found.books.books[-1].names_managers:
        yield rules.ListsWithoutManagers(limit=found.policy.limit)
    if portfolio.split is not None and "manager" in portfolio.frame:
        several = portfolio.split(["manager"], [])[["row", "manager"]].drop_duplicates()
        count = int((several["row"].value_counts() > 1).sum())
        if count:
            yield rules.CalledByOne(count=count)


def _days(found: Gathered) -> Iterator[Issue]:
    """Days that may be slips: contacts after the data date, appointments without a day or far ahead."""
    back, as_of = found.back, found.books.books[-1].portfolio.as_of
    if back.ahead:
        where = listed_first(back.ahead, _NAMED)
        yield rules.ContactsAhead(count=len(back.ahead), as_of=as_of, addresses=where)
    if back.dateless:
        where = listed_first(back.dateless, _NAMED)
        yield rules.AppointmentsDateless(count=len(back.dateless), addresses=where)
