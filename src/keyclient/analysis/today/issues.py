"""The issues that `today` raises about what it could not use."""

from collections.abc import Iterator

from keyclient.analysis.common.occasions.issues import occasion_issues
from keyclient.analysis.today.gathered import Gathered
from keyclient.model.issue import Issue
from keyclient.model.rules import today as rules


def today_issues(found: Gathered) -> Iterator[Issue]:
    """Rows of lists and plans about customers whom the book does not list, appointments that are over, reasons nobody knows of."""
    if found.plan.strangers:
        yield rules.PlanOfStrangers(count=found.plan.strangers)
    if found.back.strangers:
        yield rules.CallsOfStrangers(count=found.back.strangers)
    if found.back.passed:
        yield rules.AppointmentsPassed(count=found.back.passed)
    yield from occasion_issues(found.occasions, found.reasons)
    portfolio = found.books.books[-1].portfolio
    if found.size and not found.books.books[-1].names_managers:
        yield rules.ListsWithoutManagers(limit=found.policy.limit)
    if portfolio.split is not None and "manager" in portfolio.frame:
        several = portfolio.split(["manager"], [])[["row", "manager"]].drop_duplicates()
        count = int((several["row"].value_counts() > 1).sum())
        if count:
            yield rules.CalledByOne(count=count)
