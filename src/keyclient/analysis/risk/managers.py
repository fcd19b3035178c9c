"""What hangs on each manager, and who could take over her key customers if she leaves."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain

import numpy as np

from keyclient.analysis.common.exact_sum import exact_sum
from keyclient.analysis.risk.books import Ints, RiskBooks
from keyclient.analysis.risk.hands import NOBODY, Hands, hands
from keyclient.analysis.risk.result import ManagerAtRisk, Receiver
from keyclient.model.measure import Measure
from keyclient.policy.models import Policy


@dataclass(frozen=True, eq=False)
class _Seats:
    """One entry a manager."""

    seats: Ints
    free: Ints
    everywhere: tuple[int, ...]
    """The managers with a free seat, most of them first."""
    by_branch: dict[int, tuple[int, ...]]
    """The same in each branch."""


def managers_at_risk(books: RiskBooks, policy: Policy) -> tuple[ManagerAtRisk, ...]:
    """Every manager with a key customer, the largest value first, and those without a manager as one line.

    Seats are those of the policy, else as many as the busiest manager of the same branch has key customers today.
    Whoever has fewer has seats free, also a manager without any key customer. Receivers are taken from her own branch
    first, then from the others, most free seats first, then by name, until all her key customers are seated: everybody
    is looked at as if she alone left. Nothing is said of a book that names no manager at all.
    """
    found, measure = hands(books), books.measure
    if not found.names:
        return ()
    seats = _seats(found, policy.risk.seats)
    numbers = [number for number in range(NOBODY, len(found.names)) if len(found.of(number))]
    lines = [_line(found, seats, number, measure) for number in numbers]
    return tuple(sorted(lines, key=lambda one: (-one.value, one.manager is None, one.manager or "")))


def _seats(found: Hands, asked: int | None) -> _Seats:
    seats = np.full(len(found.names), asked or 0, dtype=np.int64)
    if asked is None:
        for branch in np.unique(found.home):
            inside = found.home == branch
            seats[inside] = found.key_customers[inside].max(initial=0)
    free = np.maximum(seats - found.key_customers, 0)
    order = np.lexsort((np.arange(len(free)), -free))
    everywhere = tuple(int(number) for number in order if free[number])
    by_branch = {
        int(branch): tuple(number for number in everywhere if found.home[number] == branch)
        for branch in np.unique(found.home)
        if branch != NOBODY
    }
    return _Seats(seats, free, everywhere, by_branch)


def _line(found: Hands, seats: _Seats, number: int, measure: Measure) -> ManagerAtRisk:
    own = found.of(number)
    customers = found.customers(own)
    is_nobody = number == NOBODY
    receivers = tuple(_receivers(found, seats, number))
    return ManagerAtRisk(
        manager=None if is_nobody else found.names[number],
        branch=found.branch_name(NOBODY if is_nobody else int(found.home[number])),
        key_customers=customers,
        value=measure.amount(exact_sum(found.value[own])),
        share_of_branch=found.share_of_branch(number),
        with_assistant=None
        if found.has_assistant is None
        else found.customers(own[found.has_assistant[own]]),
        seats=None if is_nobody else int(seats.seats[number]),
        receivers=receivers,
        unseated=max(customers - sum(one.free for one in receivers), 0),
    )


def _receivers(found: Hands, seats: _Seats, number: int) -> Iterator[Receiver]:
    home = NOBODY if number == NOBODY else int(found.home[number])
    near = seats.by_branch.get(home, ())
    far = (other for other in seats.everywhere if home == NOBODY or found.home[other] != home)
    waiting = found.customers(found.of(number))
    for other in chain(near, far):
        if waiting <= 0:
            return
        if other != number:
            free = int(seats.free[other])
            waiting -= free
            yield Receiver(
                manager=found.names[other], branch=found.branch_name(int(found.home[other])), free=free
            )
