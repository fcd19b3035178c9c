"""The key customers of a book who may leave, by branch, and on whom they hang."""

from collections.abc import Iterable, Iterator, Mapping

from keyclient.analysis.common.group_names import called_as_last
from keyclient.analysis.common.known_sum import known_sum
from keyclient.analysis.risk.result import CustomerAtRisk, RiskResult
from keyclient.batch.record.risk import TOLD, BookRisk, BranchRisk, BranchValue, ManagerHolds, RiskCount


def book_risk(result: RiskResult, branch_of: Mapping[int, str], default: str) -> BookRisk:
    """`branch_of`: the branch of the customer in each row; `default`: where the book names none."""
    is_of_measure = result.gone_of == result.measure
    called = called_as_last(branch_of.values())
    by_branch: dict[str, list[CustomerAtRisk]] = {name: [] for name in sorted({*called.values()})}
    for customer in result.customers:
        by_branch[called[branch_of[customer.row]]].append(customer)
    return BookRisk(
        branches=tuple(
            BranchRisk(branch=branch, severities=tuple(_counts(own, is_of_measure=is_of_measure)))
            for branch, own in by_branch.items()
        ),
        managers=tuple(
            ManagerHolds(
                branch=one.branch or default,
                manager=one.manager,
                key_customers=one.key_customers,
                value=one.value,
                in_branch=one.in_branch,
                unseated=one.unseated,
            )
            for one in result.managers
        ),
        values=tuple(BranchValue(branch=one.branch or default, value=one.value) for one in result.branches),
    )


def _counts(customers: Iterable[CustomerAtRisk], *, is_of_measure: bool) -> Iterator[RiskCount]:
    found: dict[str, list[CustomerAtRisk]] = {name: [] for name in TOLD}
    for customer in customers:
        found[customer.severity].append(customer)
    for severity, own in found.items():
        yield RiskCount(
            severity=severity,
            customers=len(own),
            gone=known_sum(one.gone for one in own) if is_of_measure else None,
            maturing=known_sum(one.maturing for one in own),
            remaining=known_sum(one.remaining for one in own),
        )
