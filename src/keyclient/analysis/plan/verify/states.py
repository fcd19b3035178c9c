"""Whether lines are met in one book: condition by condition, then line by line."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

import numpy as np
from numpy.typing import NDArray

from keyclient.analysis.common.epoch import epoch_days
from keyclient.analysis.common.evidence.arrays import Flags, Ints
from keyclient.analysis.plan.criteria.criterion import (
    VALUE,
    AmountCondition,
    Condition,
    ContactCondition,
    Criterion,
    HoldsCondition,
    Sign,
    StageCondition,
)
from keyclient.analysis.plan.verify.followed import Followed
from keyclient.analysis.plan.verify.levels import Book, Subject, subject_of
from keyclient.analysis.plan.verify.why import Why

NOT, UNKNOWN, MET = 0, 1, 2
"""States in the order in which they decide a line: one condition that is not met is enough."""
_NO_PLACE = None
_FEN = 2
_HOLDS = 1


@dataclass(frozen=True, eq=False)
class Asked:
    """The conditions of all lines, one after the other."""

    lines: int
    line: Ints
    """The line of each condition."""
    conditions: tuple[Condition, ...]
    without: Ints
    """Of each line: `Why` it has no conditions; `DECIDED` where it has."""

    def of(self, line: int) -> range:
        """The conditions of a line, by number."""
        first, end = np.searchsorted(self.line, [line, line + 1])
        return range(int(first), int(end))


@dataclass(frozen=True, eq=False)
class States:
    """What one book says."""

    state: Ints
    """Of each line: `NOT`, `UNKNOWN` or `MET`."""
    why: Ints
    """Of each line: `Why` its first condition that is not known is not."""
    first_unknown: Ints
    """The number of that condition; -1 where there is none."""
    each: Ints
    """The state of each condition."""


def asked(criteria: Iterable[Criterion | Why]) -> Asked:
    """The conditions of lines, each with its criterion, or `Why` it has none."""
    given = list(criteria)
    pairs = [
        (line, condition)
        for line, criterion in enumerate(given)
        if isinstance(criterion, Criterion)
        for condition in criterion.conditions
    ]
    without = [Why.DECIDED if isinstance(one, Criterion) else one for one in given]
    lines = np.array([line for line, _ in pairs], dtype=np.int64)
    return Asked(len(given), lines, tuple(condition for _, condition in pairs), np.array(without, np.int64))


def states(book: Book, found: Followed, asked: Asked) -> States:
    """Whether each line is met in a book. `found`: where the customers of the lines stand in it."""
    each = np.full(len(asked.conditions), UNKNOWN)
    why = found.why[asked.line] if len(asked.line) else np.zeros(0, np.int64)
    is_found = why == Why.DECIDED
    for subject, numbers in _by_subject(asked.conditions).items():
        here = numbers[is_found[numbers]]
        each[here], why[here] = _judged(book, subject, here, found, asked)
    return _by_line(each, why, asked)


def _by_subject(conditions: Sequence[Condition]) -> dict[Subject, Ints]:
    found: dict[Subject, list[int]] = {}
    for number, condition in enumerate(conditions):
        found.setdefault(subject_of(condition), []).append(number)
    return {subject: np.array(numbers, dtype=np.int64) for subject, numbers in found.items()}


def _judged(book: Book, subject: Subject, numbers: Ints, found: Followed, asked: Asked) -> tuple[Ints, Ints]:
    """The state of some conditions about one subject, and why it is not known."""
    levels = book.levels(subject)
    at = found.place[asked.line[numbers]]
    conditions = [asked.conditions[number] for number in numbers]
    wanted = [threshold(condition, book) for condition in conditions]
    has_place = np.array([one is not _NO_PLACE for one in wanted], dtype=bool)
    asks = _numbers([Decimal(0) if one is None else one for one in wanted])
    is_met = compared(levels.level[at], [_sign(condition) for condition in conditions], asks)
    known = levels.known[at] & has_place
    why = np.where(has_place, levels.why[at], np.where(levels.known[at], Why.UNKNOWN_STAGE, levels.why[at]))
    return np.where(known, np.where(is_met, MET, NOT), UNKNOWN), why


def _by_line(each: Ints, why: Ints, asked: Asked) -> States:
    state = np.full(asked.lines, MET)
    np.minimum.at(state, asked.line, each)
    state[asked.without != Why.DECIDED] = UNKNOWN
    first = np.full(asked.lines, -1)
    unknown = np.flatnonzero(each == UNKNOWN)[::-1]
    first[asked.line[unknown]] = unknown
    reason = np.where(first >= 0, np.append(why, Why.DECIDED)[first], Why.DECIDED)
    reason = np.where(asked.without != Why.DECIDED, asked.without, reason)
    return States(state, reason, first, each)


def threshold(condition: Condition, book: Book) -> Decimal | None:
    """What a condition asks for, in the units of the book's levels; None for a stage that its ladder does not have."""
    match condition:
        case AmountCondition():
            return _amount(condition, book)
        case ContactCondition():
            return Decimal(epoch_days(condition.since))
        case HoldsCondition():
            return Decimal(_HOLDS)
        case StageCondition():
            place = None if book.ladder is None else book.ladder.place(condition.stage)
            return None if place is None else Decimal(place)
        case _:
            return Decimal(-book.tiers.index(condition.tier))


def _amount(condition: AmountCondition, book: Book) -> Decimal:
    decimals = _FEN if condition.is_money else 0
    if condition.field == VALUE:
        decimals = book.measure.decimals or 0
    return condition.amount.scaleb(decimals)


def _sign(condition: Condition) -> Sign:
    return Sign.AT_LEAST if isinstance(condition, HoldsCondition | ContactCondition) else condition.sign


def _numbers(wanted: Sequence[Decimal]) -> NDArray[Any]:
    """Whole numbers as such, so that nothing is rounded."""
    is_whole = all(number == number.to_integral_value() for number in wanted)
    return np.array(
        [int(one) if is_whole else float(one) for one in wanted], "int64" if is_whole else "float64"
    )


def compared(levels: NDArray[Any], signs: Sequence[Sign], asks: NDArray[Any]) -> Flags:
    """Whether each level compares with what is asked as its sign says."""
    found = np.zeros(len(levels), dtype=bool)
    for sign, holds in (
        (Sign.AT_LEAST, levels >= asks),
        (Sign.OVER, levels > asks),
        (Sign.AT_MOST, levels <= asks),
        (Sign.UNDER, levels < asks),
        (Sign.EQUAL, levels == asks),
    ):
        found |= np.array([one is sign for one in signs], dtype=bool) & holds
    return found
