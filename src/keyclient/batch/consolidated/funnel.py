"""The funnels of all books added up by branch."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from keyclient.batch.consolidated.result import FunnelLine
from keyclient.batch.record.figures import FunnelFigures
from keyclient.batch.record.state import BookState
from keyclient.metrics.proportions import wilson


@dataclass
class _FunnelSum:
    entered: int = 0
    won: int = 0
    lost: int = 0
    open: int = 0
    reached: Counter[str] = field(default_factory=Counter)

    def add(self, figures: FunnelFigures) -> None:
        self.entered += figures.entered
        self.won += figures.won
        self.lost += figures.lost
        self.open += figures.open
        self.reached.update(figures.reached)


def consolidated_funnel(
    states: Sequence[BookState], *, smallest: int, z: float
) -> tuple[tuple[str, ...], tuple[FunnelLine, ...]]:
    """The stages reached, in order, and the funnel of all branches together followed by each branch by name."""
    total, branches = _FunnelSum(), dict[str, _FunnelSum]()
    for state in states:
        for figures in state.figures.funnel or ():
            total.add(figures)
            branches.setdefault(figures.branch, _FunnelSum()).add(figures)
    if not branches:
        return (), ()
    stages = tuple(stage for stage in _all_stages(states) if stage in total.reached)
    sums: Iterator[tuple[str | None, _FunnelSum]] = iter([(None, total), *sorted(branches.items())])
    return stages, tuple(_line(branch, counts, stages, smallest, z) for branch, counts in sums)


def _all_stages(states: Iterable[BookState]) -> list[str]:
    """Every stage of every book, in the order in which they first appear."""
    return list(dict.fromkeys(stage for state in states for stage in state.figures.ladder))


def _line(
    branch: str | None, counts: _FunnelSum, stages: Sequence[str], smallest: int, z: float
) -> FunnelLine:
    of_entered = wilson(counts.won, counts.entered, z)
    decided = counts.won + counts.lost
    of_decided = wilson(counts.won, decided, z)
    return FunnelLine(
        branch=branch,
        entered=counts.entered,
        reached=tuple(counts.reached[stage] for stage in stages),
        won=counts.won,
        lost=counts.lost,
        open=counts.open,
        conversion=counts.won / counts.entered if counts.entered else None,
        low=None if of_entered is None else of_entered.low,
        high=None if of_entered is None else of_entered.high,
        win_rate=counts.won / decided if decided else None,
        win_low=None if of_decided is None else of_decided.low,
        win_high=None if of_decided is None else of_decided.high,
        enough=counts.entered >= smallest,
    )
