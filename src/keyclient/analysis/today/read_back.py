"""What became of earlier lists of calls: who was contacted when, with whom there is an appointment, who did not answer."""

import datetime as dt
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field

import numpy as np

from keyclient.analysis.common.evidence.arrays import Numbers
from keyclient.analysis.today.call_id import call_ids
from keyclient.analysis.today.known import KnownCustomers
from keyclient.analysis.today.statuses import day_in, status_of
from keyclient.model.filled_in import FilledIn, FilledRow, FormKind
from keyclient.model.forms import CALL_STATUSES
from keyclient.model.portfolio import Portfolio

CONTACTED, NO_ANSWER, APPOINTMENT = "contacted", "no_answer", "appointment"
OPEN = "open"
"""A call of which nothing was written."""
STATUSES = (CONTACTED, APPOINTMENT, NO_ANSWER, OPEN)
"""In the order in which they are told."""
_AT = "@"
"""Between the id of a call and the day of the contact in what a list remembers."""


@dataclass(frozen=True)
class Said:
    """What one row says of one customer."""

    status: str
    listed: dt.date
    """The day of its list."""
    day: dt.date | None
    """Of a contact, or of an appointment; None where an appointment has no date."""
    remark: str | None


@dataclass(frozen=True, eq=False)
class ReadBack:
    """What all lists that were read back say."""

    contact: Numbers
    """For each customer the ordinal of the last day on which she was contacted by the lists; NaN where they do not say."""
    said: Mapping[int, Said] = field(default_factory=dict)
    """By position, what the last list says of whoever did not answer, or with whom there is an appointment that is still to come."""
    outcomes: Mapping[str, int] = field(default_factory=dict)
    """Rows by status."""
    passed: int = 0
    """Appointments whose day is over and of which nothing more was written."""
    strangers: int = 0
    """Rows about customers whom the book does not list."""
    remembered: tuple[str, ...] = ()
    """Who was contacted when, for the next list, as it stands in the workbook: `ID@2026-11-30`."""

    def is_appointed(self, customers: int) -> "np.ndarray[tuple[int], np.dtype[np.bool_]]":
        """Whether there is an appointment with each customer."""
        found = np.zeros(customers, dtype=bool)
        found[[at for at, one in self.said.items() if one.status == APPOINTMENT]] = True
        return found


def read_back(written: Sequence[FilledIn], portfolio: Portfolio, quiet_days: int) -> ReadBack:
    """What the lists say of the customers of a book.

    A contact counts on the day written beside it, else on that of its list. An appointment stands until its day, which is the one
    written beside it if it is later than the list, else the first in the remark; without a day until its status changes.
    """
    lists = [one for one in written if one.kind is FormKind.CALLS]
    if not lists:
        return ReadBack(np.full(len(portfolio.frame), np.nan))
    heard = _Heard(portfolio)
    for one in lists:
        heard.take(one)
    return heard.all(quiet_days)


class _Heard:
    """What is heard of the rows of several lists, one after another."""

    def __init__(self, portfolio: Portfolio) -> None:
        self._as_of = portfolio.as_of
        self._ids = call_ids(portfolio)
        self._by_id = {one: at for at, one in enumerate(self._ids)}
        self._known = KnownCustomers(portfolio)
        self._contact = np.full(len(self._ids), np.nan)
        self._last: dict[int, Said] = {}
        self._outcomes: Counter[str] = Counter()
        self._strangers = 0

    def take(self, one: FilledIn) -> None:
        """What one list says and remembers."""
        for identity, day in _remembered(one):
            self._contacted(self._by_id.get(identity), day)
        for row in one.rows:
            said = _said(row, one, self._as_of)
            self._outcomes[OPEN if said is None else said.status] += 1
            if said is not None:
                self._hear(row, said)

    def _hear(self, row: FilledRow, said: Said) -> None:
        at = self._by_id.get(row.line or "", self._known.position(row))
        if at is None:
            self._strangers += 1
            return
        if said.status == CONTACTED:
            self._contacted(at, said.day or said.listed)
        if at not in self._last or said.listed >= self._last[at].listed:
            self._last[at] = said

    def _contacted(self, at: int | None, day: dt.date) -> None:
        if at is not None:
            self._contact[at] = np.fmax(self._contact[at], day.toordinal())

    def all(self, quiet_days: int) -> ReadBack:
        """What all of them say."""
        to_come = {at: said for at, said in self._last.items() if _stands(said, self._as_of)}
        passed = sum(said.status == APPOINTMENT for at, said in self._last.items() if at not in to_come)
        recent = np.flatnonzero(self._contact >= self._as_of.toordinal() - quiet_days)
        remembered = (f"{self._ids[at]}{_AT}{dt.date.fromordinal(int(self._contact[at]))}" for at in recent)
        return ReadBack(self._contact, to_come, self._outcomes, passed, self._strangers, tuple(remembered))


def _stands(said: Said, today: dt.date) -> bool:
    """Whether what was said last is still to be known: whoever did not answer, and an appointment to come."""
    if said.status == APPOINTMENT:
        return said.day is None or said.day >= today
    return said.status == NO_ANSWER


def _said(row: FilledRow, one: FilledIn, today: dt.date) -> Said | None:
    """What a row says; None where nothing was written. A day without a status is that of a contact."""
    written, remark = row.day("contacted_on"), row.text("remark")
    status = status_of(row.text("status"), CALL_STATUSES) or (CONTACTED if written else None)
    if status is None:
        return None
    listed = row.day("listed_on") or today
    day: dt.date | None = None
    if status == CONTACTED:
        day = written or listed
    elif status == APPOINTMENT:
        is_older = _was_appointed(row, one)
        is_later = written is not None and (is_older or written > listed)
        day = written if is_later else day_in(remark, listed)
    return Said(status, listed, day, remark)


def _was_appointed(row: FilledRow, one: FilledIn) -> bool:
    """Whether the appointment stood in the list already when it was handed out: then the day beside it is that of the appointment."""
    given = one.handed_out.get(row.line or "", {})
    return status_of(given.get("status"), CALL_STATUSES) == APPOINTMENT


def _remembered(one: FilledIn) -> Iterator[tuple[str, dt.date]]:
    for text in one.remembered:
        identity, _, day = text.partition(_AT)
        with suppress(ValueError):
            yield identity, dt.date.fromisoformat(day)
