"""How many months and branches it takes to show what is planted in a demo bank."""

from collections.abc import Iterator
from typing import NamedTuple

from keyclient.demo.series.member import Kind
from keyclient.demo.series.size import SeriesSize


class Least(NamedTuple):
    """The fewest months and branches in which something shows."""

    months: int
    branches: int


_USUAL = Least(2, 1)
_LEAST = {
    Kind.RETURNED: Least(3, 1),
    Kind.TRANSFERRED: Least(2, 2),
    Kind.OVERLOADED: Least(1, 1),
    Kind.SHARED: Least(1, 2),
    Kind.GOLD_TOGETHER: Least(1, 2),
    Kind.CHASED_TWICE: Least(1, 1),
    Kind.HOUSEHOLD: Least(1, 1),
    Kind.NAMESAKE: Least(1, 1),
    Kind.SWITCHBOARD: Least(1, 1),
}
"""Of those that do not need two months of one branch."""


def can_show(kind: Kind, size: SeriesSize) -> bool:
    """Whether a series is large enough to show something."""
    least = _LEAST.get(kind, _USUAL)
    return size.months >= least.months and size.branches >= least.branches


def left_out(size: SeriesSize) -> Iterator[tuple[str, Least]]:
    """What is not planted in a series, and what it would take."""
    for kind in Kind:
        if not can_show(kind, size):
            yield kind.value, _LEAST.get(kind, _USUAL)
