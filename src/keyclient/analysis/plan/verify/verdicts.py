"""What the books together say of each line: met, missed, open, undecidable, or met and then lost."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

import numpy as np
from numpy.typing import NDArray

from keyclient.analysis.common.evidence.arrays import Flags, Ints
from keyclient.analysis.plan.verify.states import MET, NOT, UNKNOWN
from keyclient.model.label import Label

NO_BOOK = -1


class Verdict(StrEnum):
    """How a line is judged."""

    MET = "met"
    MISSED = "missed"
    OPEN = "open"
    UNDECIDABLE = "undecidable"
    LOST = "lost"


VERDICTS: dict[Verdict, Label] = {
    Verdict.MET: Label("met", "达成"),
    Verdict.MISSED: Label("missed", "未达成"),
    Verdict.OPEN: Label("open", "未到期"),
    Verdict.UNDECIDABLE: Label("undecidable", "无法判断"),
    Verdict.LOST: Label("met, then lost", "达成后又失去"),
}


@dataclass(frozen=True, eq=False)
class Verdicts:
    """One entry a line; books by number, oldest first, `NO_BOOK` where there is none."""

    verdict: NDArray[np.object_]
    """`Verdict`."""
    met_in: Ints
    """The first book in which it is met; after the one that decides, it was met late."""
    decided_in: Ints
    """The last book that can decide it at all."""
    due_in: Ints
    """The first book on or after the deadline that can decide it."""


def verdicts(states: Sequence[Ints], days: Ints, deadlines: Ints) -> Verdicts:
    """The verdict of each line. `states`: of each book, oldest first; `days` of the books and `deadlines` as ordinals.

    The first book on or after the deadline that can decide a line does so, since no book says what was between two; one
    before the deadline is enough to be met. Met so far, and not in the last book that can decide it, is lost. Before the
    deadline a line that the last book shows as not met is open. All else is undecidable.
    """
    seen = np.stack(states)
    is_due = days[:, None] >= deadlines[None, :]
    due_in = _first(is_due & (seen != UNKNOWN))
    met_in = _first(seen == MET)
    decided_in = _last(seen != UNKNOWN)
    is_in_time = (met_in != NO_BOOK) & ((due_in == NO_BOOK) | (met_in <= due_in))
    last = np.take_along_axis(seen, np.maximum(decided_in, 0)[None, :], axis=0)[0]
    choices: list[tuple[Flags, Verdict]] = [
        (is_in_time & (last == NOT), Verdict.LOST),
        (is_in_time, Verdict.MET),
        (due_in != NO_BOOK, Verdict.MISSED),
        ((seen[-1] == NOT) & ~is_due[-1], Verdict.OPEN),
    ]
    verdict = np.full(len(deadlines), Verdict.UNDECIDABLE, dtype=object)
    for holds, name in reversed(choices):
        verdict[holds] = name
    return Verdicts(verdict, met_in, decided_in, due_in)


def _first(flags: Flags) -> Ints:
    return np.where(flags.any(axis=0), flags.argmax(axis=0), NO_BOOK)


def _last(flags: Flags) -> Ints:
    return np.where(flags.any(axis=0), len(flags) - 1 - flags[::-1].argmax(axis=0), NO_BOOK)
