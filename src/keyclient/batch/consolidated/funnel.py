"""The funnels of all books, by branch."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from keyclient.batch.consolidated.result import FunnelLine
from keyclient.batch.record.figures import FunnelFigures
from keyclient.batch.record.state import BookState
from keyclient.metrics.proportions import wilson


@dataclass
class _Sum:
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
    """The stages that books name, in order, and a line for all branches together and for each, by name."""
    whole, branches = _Sum(), dict[str, _Sum]()
    for state in states:
        for figures in state.figures.funnel or ():
            whole.add(figures)
            branches.setdefault(figures.branch, _Sum()).add(figures)
    if not branches:
        return (), ()
    stages = tuple(stage for stage in _ladder(states) if stage in whole.reached)
    sums: Iterator[tuple[str | None, _Sum]] = iter([(None, whole), *sorted(branches.items())])
    return stages, tuple(_line(branch, one, stages, smallest, z) for branch, one in sums)


def _ladder(states: Iterable[BookState]) -> list[str]:
    """Every stage of every ladder; those of the first book first."""
    return list(dict.fromkeys(stage for state in states for stage in state.figures.ladder))


def _line(branch: str | None, one: _Sum, stages: Sequence[str], smallest: int, z: float) -> FunnelLine:
    of_entered = wilson(one.won, one.entered, z)
    decided = one.won + one.lost
    of_decided = wilson(one.won, decided, z)
    return FunnelLine(
        branch=branch,
        entered=one.entered,
        reached=tuple(one.reached[stage] for stage in stages),
        won=one.won,
        lost=one.lost,
        open=one.open,
        conversion=one.won / one.entered if one.entered else None,
        low=None if of_entered is None else of_entered.low,
        high=None if of_entered is None else of_entered.high,
        win_rate=one.won / decided if decided else None,
        win_low=None if of_decided is None else of_decided.low,
        win_high=None if of_decided is None else of_decided.high,
        enough=one.entered >= smallest,
    )
