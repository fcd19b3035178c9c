"""What hangs on each manager, and who could take over her key customers if she leaves."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from itertools import chain

import numpy as np

from keyclient.analysis.common.evidence.books import Ints, RiskBooks
from keyclient.analysis.common.evidence.hands import Hands, hands
from keyclient.analysis.common.evidence.seats import Seats, seats_of
from keyclient.analysis.common.exact_sum import exact_sum
from keyclient.analysis.common.seats_there import NOBODY
from keyclient.analysis.risk.result import BranchHeld, ManagerAtRisk, Receiver
from keyclient.metrics.exact_shares import share_of
from keyclient.model.measure import Measure
from keyclient.policy.models import Policy


def managers_at_risk(books: RiskBooks, policy: Policy) -> tuple[ManagerAtRisk, ...]:
    """Every manager with a key customer, the largest value first, and in each branch those without a manager as one line.

    Seats are those of the policy, else as many as the busiest manager of the same branch has key customers today.
    Whoever has fewer has seats free, also a manager without any key customer. Receivers are taken from her own branch
    first, then from the others, most free seats first, then by name, until all her key customers are seated: everybody
    is looked at as if she alone left. Nothing is said of a book that names no manager at all.
    """
    found, measure = hands(books), books.measure
    if not found.names:
        return ()
    seats = seats_of(found, policy.managers.seats)
    lines = [_line(found, seats, post, measure) for post in _posts(found)]
    return tuple(sorted(lines, key=_order))


def branches_held(books: RiskBooks) -> tuple[BranchHeld, ...]:
    """The positive value of the key customers of each branch, by name; those whose branch is not named last."""
    found = hands(books)
    lines = [
        BranchHeld(branch=found.branch_name(branch), value=books.measure.amount(value))
        for branch, value in found.totals.items()
    ]
    return tuple(sorted(lines, key=lambda one: (one.branch is None, one.branch or "")))


def _order(one: ManagerAtRisk) -> tuple[Decimal, bool, str, str]:
    return -one.value, one.manager is None, one.manager or "", one.branch or ""


@dataclass(frozen=True, eq=False)
class _Post:
    """A manager, or nobody in one branch, with the key customers."""

    manager: int
    branch: int
    own: Ints
    """The entries of the key customers."""


def _posts(found: Hands) -> Iterator[_Post]:
    for manager in range(len(found.names)):
        if len(own := found.of(manager)):
            yield _Post(manager, int(found.home[manager]), own)
    unowned = found.of(NOBODY)
    for branch in np.unique(found.branch[unowned]):
        yield _Post(NOBODY, int(branch), unowned[found.branch[unowned] == branch])


def _line(found: Hands, seats: Seats, post: _Post, measure: Measure) -> ManagerAtRisk:
    own, number = post.own, post.manager
    customers = found.customers(own)
    is_nobody = number == NOBODY
    receivers = tuple(_receivers(found, seats, post, customers))
    inside = found.inside(own, post.branch)
    return ManagerAtRisk(
        manager=None if is_nobody else found.names[number],
        branch=found.branch_name(post.branch),
        key_customers=customers,
        value=measure.amount(exact_sum(found.value[own])),
        in_branch=measure.amount(inside),
        share_of_branch=share_of(inside, found.totals[post.branch]) if post.branch in found.totals else None,
        with_assistant=None
        if found.has_assistant is None
        else found.customers(own[found.has_assistant[own]]),
        seats=None if is_nobody else int(seats.seats[number]),
        receivers=receivers,
        unseated=max(customers - sum(one.free for one in receivers), 0),
    )


def _receivers(found: Hands, seats: Seats, post: _Post, waiting: int) -> Iterator[Receiver]:
    home = post.branch
    near = seats.by_branch.get(home, ())
    far = (other for other in seats.everywhere if home == NOBODY or found.home[other] != home)
    for other in chain(near, far):
        if waiting <= 0:
            return
        if other != post.manager:
            free = int(seats.free[other])
            waiting -= free
            yield Receiver(
                manager=found.names[other], branch=found.branch_name(int(found.home[other])), free=free
            )
