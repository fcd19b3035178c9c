"""What became of earlier lists of calls: who was contacted when, with whom there is an appointment, who did not answer."""

import datetime as dt
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field

import numpy as np

from keyclient.analysis.common.evidence.arrays import Flags, Numbers
from keyclient.analysis.today.call_id import call_ids
from keyclient.analysis.today.known import KnownCustomers
from keyclient.analysis.today.said import APPOINTMENT, CONTACTED, OPEN, Said, said_in
from keyclient.model.filled_in import FilledIn, FilledRow, FormKind
from keyclient.model.portfolio import Portfolio

_AT = "@"
"""Between the id of a call and the day of the contact in what a list remembers."""


@dataclass(frozen=True, eq=False)
class ReadBack:
    """What all lists that were read back say."""

    contact: Numbers
    """For each customer the ordinal of the last day on which she was contacted by the lists, the data date at most; NaN where they do not say."""
    said: Mapping[int, Said] = field(default_factory=dict)
    """By position, what the last list says of whoever did not answer, or with whom there is an appointment that is still to come."""
    remarks: Mapping[int, str] = field(default_factory=dict)
    """By position, the last remark, whatever the result."""
    heard: Sequence[tuple[int | None, str]] = ()
    """The rows: the position of the customer (None: nobody in the book) and the status."""
    passed: int = 0
    """Appointments whose day is over and of which nothing more was written."""
    strangers: int = 0
    """Rows about customers whom the book does not list."""
    ahead: Sequence[str] = ()
    """Where contacts stand whose day, or the day of whose list, is after the data date."""
    dateless: Sequence[str] = ()
    """Where appointments stand that have no day that can be read, or one more than a year ahead."""
    remembered: tuple[str, ...] = ()
    """Who was contacted when, for the next list, as it stands in the workbook: `ID@2026-11-30`."""

    @property
    def outcomes(self) -> Counter[str]:
        """Rows by status."""
        return Counter(status for _, status in self.heard)

    def outcomes_of(self, wanted: Flags) -> Counter[str]:
        """Rows by status, of those about some customers alone."""
        return Counter(status for at, status in self.heard if at is not None and wanted[at])

    def is_appointed(self, customers: int) -> Flags:
        """Whether there is an appointment with each customer."""
        found = np.zeros(customers, dtype=bool)
        found[[at for at, one in self.said.items() if one.status == APPOINTMENT]] = True
        return found


def read_back(written: Sequence[FilledIn], portfolio: Portfolio, quiet_days: int) -> ReadBack:
    """What the lists say of the customers of a book.

    A contact counts on the day written beside it, else on that of its list; a day after the data date counts on that of its
    list, or on the data date if the list is later, too. An appointment stands until its day, which is the one written beside
    it if it is later than the list, else the first in the remark that is not over when the list is made, else that of the
    list if that is written beside it; without a day until its status changes. A result that is not understood is none: it is
    kept with the remark.
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
        self._remarks: dict[int, Said] = {}
        self._rows: list[tuple[int | None, str]] = []
        self._ahead: list[str] = []
        self._strangers = 0

    def take(self, one: FilledIn) -> None:
        """What one list says and remembers."""
        for identity, remembered in _remembered(one):
            self._contacted(self._by_id.get(identity), min(remembered, self._as_of))
        of_all = max((day for row in one.rows if (day := row.day("listed_on"))), default=self._as_of)
        for row in one.rows:
            at = self._by_id.get(row.line or "", self._known.position(row))
            said = said_in(row, one, of_all)
            self._rows.append((at, OPEN if said is None else said.status))
            if said is not None:
                self._hear(at, said)
            elif at is not None and _had_remark(row, one):
                self._remarks.pop(at, None)

    def _hear(self, at: int | None, said: Said) -> None:
        if at is None:
            self._strangers += 1
            return
        if said.remark is not None and said.is_later(self._remarks.get(at)):
            self._remarks[at] = said
        if said.status == CONTACTED:
            self._contacted(at, self._day(said))
        if said.status != OPEN and said.is_later(self._last.get(at)):
            self._last[at] = said

    def _day(self, said: Said) -> dt.date:
        """The day on which a contact counts; one after the data date is told."""
        day = said.day or said.listed
        if day <= self._as_of:
            return day
        self._ahead.append(said.place)
        return min(said.listed, self._as_of)

    def _contacted(self, at: int | None, day: dt.date) -> None:
        if at is not None:
            self._contact[at] = np.fmax(self._contact[at], day.toordinal())

    def all(self, quiet_days: int) -> ReadBack:
        """What all of them say."""
        to_come = {at: said for at, said in self._last.items() if said.stands(self._as_of)}
        passed = sum(said.status == APPOINTMENT for at, said in self._last.items() if at not in to_come)
        recent = np.flatnonzero(self._contact >= self._as_of.toordinal() - quiet_days)
        return ReadBack(
            self._contact,
            to_come,
            {at: said.remark for at, said in self._remarks.items() if said.remark is not None},
            self._rows,
            passed,
            self._strangers,
            self._ahead,
            [said.place for said in to_come.values() if said.is_dateless(self._as_of)],
            tuple(f"{self._ids[at]}{_AT}{dt.date.fromordinal(int(self._contact[at]))}" for at in recent),
        )


def _had_remark(row: FilledRow, one: FilledIn) -> bool:
    """Whether a remark stood there when the list was handed out, which people have erased."""
    return bool(one.handed_out.get(row.line or "", {}).get("remark"))


def _remembered(one: FilledIn) -> Iterator[tuple[str, dt.date]]:
    for text in one.remembered:
        identity, _, day = text.partition(_AT)
        with suppress(ValueError):
            yield identity, dt.date.fromisoformat(day)
