"""How many key customers each manager can look after, and how many seats are free."""

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from keyclient.analysis.common.evidence.arrays import Ints
from keyclient.analysis.common.evidence.hands import Hands
from keyclient.analysis.common.seats_there import NOBODY, seats_there


@dataclass(frozen=True, eq=False)
class Seats:
    """One entry a manager, by number in `Hands`."""

    seats: Ints
    taken: Ints
    """Key customers she has."""
    home: Ints
    """The branch of each manager, or `NOBODY`."""

    @property
    def free(self) -> Ints:
        """Seats that nobody has; 0 where there are more key customers than seats."""
        return np.asarray(np.maximum(self.seats - self.taken, 0))

    @cached_property
    def everywhere(self) -> tuple[int, ...]:
        """The managers with a free seat, most of them first, then by name."""
        free = self.free
        order = np.lexsort((np.arange(len(free)), -free))
        return tuple(int(number) for number in order if free[number])

    @cached_property
    def by_branch(self) -> dict[int, tuple[int, ...]]:
        """The same in each branch."""
        return {
            int(branch): tuple(number for number in self.everywhere if self.home[number] == branch)
            for branch in np.unique(self.home)
            if branch != NOBODY
        }


def seats_of(found: Hands, asked: int | None) -> Seats:
    """See `seats_there`. Whoever has fewer key customers has seats free, also a manager without any."""
    there = seats_there(found.key_customers, found.home, asked)
    return Seats(there, found.key_customers, found.home)
