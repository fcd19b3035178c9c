"""The issues that `plan` raises about its lines."""

from collections import Counter
from collections.abc import Iterator

import numpy as np

from keyclient.analysis.common.occasions.issues import occasion_issues
from keyclient.analysis.common.occasions.occasion import Occasion
from keyclient.analysis.common.owners import names_several
from keyclient.analysis.plan.capacity import capacity_issues
from keyclient.analysis.plan.criteria.criterion import ContactCondition
from keyclient.analysis.plan.criteria.parse import parse_criterion
from keyclient.analysis.plan.deadline_issues import deadline_issues
from keyclient.analysis.plan.planned import Planned
from keyclient.analysis.plan.proofs import sample_proof
from keyclient.analysis.plan.result import PlanResult
from keyclient.model.issue import Issue
from keyclient.model.rules.plan import (
    ContactsUntold,
    CustomersWithoutEntry,
    LinesByRow,
    LinesOfSeveralManagers,
    LinesOfTwoOwners,
    LinesWithoutOwner,
)


def plan_issues(planned: Planned, whole: PlanResult) -> Iterator[Issue]:
    """Lines without an owner or with two owners, customers whom no entry fits, ids by the row, what the book does not tell."""
    if whole.without_owner:
        yield LinesWithoutOwner(field="manager", count=whole.without_owner)
    several = int(planned.owners.several[planned.at].sum())
    if several:
        yield LinesOfSeveralManagers(field="manager", count=several)
    yield from _of_two(planned, whole)
    if planned.left_out:
        yield CustomersWithoutEntry(count=planned.left_out)
    if planned.weak:
        yield LinesByRow(field="customer_id", count=planned.weak)
    yield from occasion_issues(planned.basis.occasions, _triggers(planned))
    when = planned.due
    yield from deadline_issues(when.found, when.lines, when.names, when.days, planned.basis.policy)
    yield from capacity_issues(planned.basis.books, planned.basis.moves)
    frame = planned.basis.book.portfolio.frame
    if "last_contact" not in frame or not bool(frame["last_contact"].notna().any()):
        contacts = int(np.isin(planned.entry, _about_contacts(planned)).sum())
        if contacts:
            yield ContactsUntold(field="last_contact", count=contacts)


def _of_two(planned: Planned, whole: PlanResult) -> Iterator[Issue]:
    """That one cell names several owners, in the book or in a plan that was given back."""
    is_new = whole.kept is None
    owners = planned.owners.of(planned.at) if is_new else [line.owner for line in whole.lines]
    policy = planned.basis.policy.managers
    several = {
        name: lines
        for name, lines in Counter(owners).items()
        if name is not None and names_several(name, policy)
    }
    if several:
        yield LinesOfTwoOwners(field="manager", value=next(iter(several)), count=sum(several.values()))


def _triggers(planned: Planned) -> frozenset[Occasion]:
    """The reasons for which the catalogue has entries."""
    triggers = {entry.trigger for entry in planned.basis.policy.plan.entries}
    return frozenset(one for one in Occasion if one.value in triggers)


def _about_contacts(planned: Planned) -> list[int]:
    """The places of the entries whose proof asks for a contact."""
    basis = planned.basis
    criteria = [
        parse_criterion(sample_proof(entry, basis.policy, basis.balance.word, basis.as_of), basis.policy)
        for entry in basis.policy.plan.entries
    ]
    return [
        place
        for place, one in enumerate(criteria)
        if any(isinstance(condition, ContactCondition) for condition in one.conditions)
    ]
