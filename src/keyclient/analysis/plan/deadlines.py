"""Until when each line is to be done: a working day, and no more lines of one owner on a day than she can do."""

import datetime as dt
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from keyclient.analysis.common.evidence.arrays import Flags, Ints
from keyclient.analysis.common.occasions.found import NO_DAY
from keyclient.analysis.common.seats_there import NOBODY
from keyclient.analysis.common.working_days import Days, working_days_between
from keyclient.analysis.plan.refusals import NoWorkingDayError
from keyclient.policy.parts.calendar import CalendarPolicy

_BEYOND = 150
"""Days after the end of a plan within which a date still has the most working days that an entry may ask for before it."""


@dataclass(frozen=True, eq=False)
class PlanDays:
    """The working days after the data date."""

    open: Days
    """In order, those of the plan first, then some that follow."""
    count: int
    """How many belong to the plan; at least one."""

    @property
    def first(self) -> dt.date:
        """The first day."""
        return dt.date.fromordinal(int(self.open[0]))

    @property
    def last(self) -> dt.date:
        """The last day of the plan on which the bank is open."""
        return dt.date.fromordinal(int(self.open[self.count - 1]))

    def last_before(self, dates: Ints, working: Ints) -> Ints:
        """The number of the last day that is so many working days before a date; 0: on it, or before it where it is closed.

        Below 0 where that is not after the data date; never after the plan.
        """
        on = np.searchsorted(self.open, dates, side="right") - 1
        before = np.searchsorted(self.open, dates, side="left") - working
        return np.asarray(np.minimum(np.where(working > 0, before, on), self.count - 1))


@dataclass(frozen=True, eq=False)
class ToDo:
    """The lines that need a deadline. Arrays have one entry a line, in any order."""

    owner: Ints
    """The number of the owner, from 0; `NOBODY` without one."""
    rank: Ints
    """Different whole numbers, the most valuable line first: ties have been broken."""
    date: Ints
    """The day of a dated reason, as `date.toordinal`; `NO_DAY` without one."""
    before: Ints
    """Working days before that date by which the line is done."""
    lead: Ints
    """The first working day, from 1, on which a line without a date may be due."""


@dataclass(frozen=True, eq=False)
class Deadlines:
    """One entry a line, in the order of `ToDo`."""

    day: Days
    """As `date.toordinal`: always a working day of the plan."""
    crowded: Flags
    """Whether her owner has too much to do that day already."""
    too_soon: Flags
    """Whether the date leaves fewer working days before it than the line asks for."""

    @property
    def dates(self) -> list[dt.date]:
        """The days."""
        return [dt.date.fromordinal(day) for day in self.day.tolist()]


def plan_days(as_of: dt.date, until: dt.date, calendar: CalendarPolicy) -> PlanDays:
    """The working days of a plan. `until`: its last day, after the data date. Raises `NoWorkingDayError`."""
    count = len(working_days_between(as_of, until, calendar))
    if not count:
        raise NoWorkingDayError(as_of=as_of, until=until)
    last = min(until.toordinal() + _BEYOND, dt.date.max.toordinal())
    return PlanDays(working_days_between(as_of, dt.date.fromordinal(last), calendar), count)


def deadlines(lines: ToDo, days: PlanDays, per_day: int) -> Deadlines:
    """Dated lines as late as their date allows, the others as early as their lead, `per_day` lines of an owner a day.

    Dated lines come first: where too many of an owner ask for one day, they are due on the days before it, the most
    valuable the earliest, and those for which no day before is left on the first one. What room is left goes to the
    others, those with the shortest lead first, then the most valuable; those that find none from their lead on are due on the
    last day before it that has room, and on the last of the plan where none has. Lines of nobody fill no day: they are
    due on their own, or on the last. Neither the order of lines nor that of owners matters.
    """
    slot = np.full(len(lines.owner), days.count - 1, dtype=np.int64)
    crowded, too_soon = (np.zeros(len(slot), dtype=bool) for _ in range(2))
    dated = np.flatnonzero(lines.date != NO_DAY)
    limit = days.last_before(lines.date[dated], lines.before[dated])
    too_soon[dated], slot[dated] = limit < 0, np.maximum(limit, 0)
    room = max(min(per_day, len(slot)), 1)
    mine = dated[lines.owner[dated] != NOBODY]
    slot[mine], crowded[mine] = _backwards(lines, mine, slot[mine], days.count, room)
    rest = np.flatnonzero((lines.date == NO_DAY) & (lines.owner != NOBODY))
    placed = mine
    for lead in np.unique(lines.lead[rest]).tolist():
        some = rest[lines.lead[rest] == lead]
        first = min(lead, days.count) - 1
        slot[some], is_late = _forwards(lines, some, _Placed(placed, slot[placed], days.count), room, first)
        kept, late = np.concatenate([placed, some[~is_late]]), some[is_late]
        slot[late], crowded[late] = _before(lines, late, _Placed(kept, slot[kept], days.count), room)
        placed = np.concatenate([kept, late])
    return Deadlines(days.open[slot], crowded, too_soon)


def _backwards(lines: ToDo, some: Ints, limit: Ints, days: int, room: int) -> tuple[Ints, Flags]:
    """The day of each of some lines, none after its limit, and whether there was none left.

    From the last day back: a line takes the next of `room` places a day, once its limit is reached.
    """
    back = days - 1 - limit
    order = np.lexsort((-lines.rank[some], back, lines.owner[some]))
    owner, number = lines.owner[some][order], np.arange(len(order))
    starts = np.flatnonzero(np.diff(owner, prepend=NOBODY))
    nth = number - np.repeat(starts, np.diff(starts, append=len(order)))
    lead = back[order] * room - nth + owner * (days * room + len(order) + 1)
    place = np.maximum.accumulate(lead) - owner * (days * room + len(order) + 1) + nth
    slot = np.empty(len(order), dtype=np.int64)
    slot[order] = days - 1 - place // room
    return np.maximum(slot, 0), np.less(slot, 0)


class _Placed(NamedTuple):
    """Lines that have their days already, the day of each by its number, and how many days there are."""

    lines: Ints
    slot: Ints
    days: int


def _before(lines: ToDo, some: Ints, placed: _Placed, room: int) -> tuple[Ints, Flags]:
    """The last days with room for lines that found none from their lead on; the last of all, and True, where none has."""
    last = placed.days - 1
    slot, crowded = _forwards(lines, some, placed._replace(slot=last - placed.slot), room, 0)
    return np.where(crowded, last, last - slot), crowded


def _forwards(lines: ToDo, some: Ints, placed: _Placed, room: int, first: int) -> tuple[Ints, Flags]:
    """The day of each of some lines in the room that those already placed leave, from `first` on, and whether there was none."""
    days = placed.days
    owners, numbers = np.unique(lines.owner[some], return_inverse=True)
    taken = np.isin(lines.owner[placed.lines], owners)
    held = np.searchsorted(owners, lines.owner[placed.lines][taken]) * days + placed.slot[taken]
    free = np.maximum(room - np.bincount(held, minlength=len(owners) * days), 0)
    free[np.arange(len(free)) % days < first] = 0
    until = np.concatenate([[0], np.cumsum(free)])
    order = np.lexsort((lines.rank[some], numbers))
    starts = np.searchsorted(numbers[order], np.arange(len(owners)))
    wanted = until[numbers[order] * days] + np.arange(len(order)) - starts[numbers[order]]
    slot = np.empty(len(order), dtype=np.int64)
    slot[order] = np.searchsorted(until, wanted, side="right") - 1 - numbers[order] * days
    return np.minimum(slot, days - 1), np.greater_equal(slot, days)
