"""What one row of a list of calls says: the result, the day, the remark."""

import datetime as dt
from dataclasses import dataclass
from pathlib import PurePath

from keyclient.analysis.today.days_said import day_in
from keyclient.analysis.today.statuses import status_of
from keyclient.model.filled_in import FilledIn, FilledRow
from keyclient.model.forms import CALL_STATUSES
from keyclient.model.place import in_sheet

CONTACTED, NO_ANSWER, APPOINTMENT = "contacted", "no_answer", "appointment"
OPEN = "open"
"""A call of which nothing was written."""
STATUSES = (CONTACTED, APPOINTMENT, NO_ANSWER, OPEN)
"""In the order in which they are told."""
_YEAR = 366
"""Days within which an appointment is; a later one may be a slip."""


@dataclass(frozen=True)
class Said:
    """What one row says of one customer."""

    status: str
    """`OPEN` where nothing that is understood was written but a remark."""
    listed: dt.date
    """The day of its list."""
    day: dt.date | None
    """Of a contact, or of an appointment; None where an appointment has no date."""
    remark: str | None
    """With what was typed elsewhere and is not understood there."""
    place: str = ""
    """Where it stands."""

    def stands(self, today: dt.date) -> bool:
        """Whether it is still to be known: whoever did not answer, and an appointment to come."""
        if self.status == APPOINTMENT:
            return self.day is None or self.day >= today
        return self.status == NO_ANSWER

    def is_dateless(self, today: dt.date) -> bool:
        """Whether it is an appointment without a day, or so far ahead that the day may be a slip."""
        if self.status != APPOINTMENT:
            return False
        return self.day is None or (self.day - today).days > _YEAR

    def is_later(self, other: "Said | None") -> bool:
        """Whether it counts more than what another row says; of the same day the last one does."""
        return other is None or self.listed >= other.listed


def said_in(row: FilledRow, one: FilledIn, of_all: dt.date) -> Said | None:
    """What a row says; None where nothing was written. A day without a status is that of a contact.

    `of_all`: the day of the list, for rows in which it does not stand.
    """
    written = row.day("contacted_on")
    status = status_of(row.text("status"), CALL_STATUSES)
    if status is None and written and "status" not in row.unread:
        status = CONTACTED
    remark, listed = _remark(row), row.day("listed_on") or of_all
    if status is None and remark is None:
        return None
    day: dt.date | None = None
    if status == CONTACTED:
        day = written or listed
    elif status == APPOINTMENT:
        day = _appointment(row, one, listed, remark)
    return Said(status or OPEN, listed, day, remark, _place(row, one))


def _appointment(row: FilledRow, one: FilledIn, listed: dt.date, remark: str | None) -> dt.date | None:
    written = row.day("contacted_on")
    if written is not None and (written > listed or _was_appointed(row, one)):
        return written
    return day_in(remark, listed) or (written if written == listed else None)


def _remark(row: FilledRow) -> str | None:
    """The remark, with what people typed elsewhere that cannot be read there and is not in it yet."""
    remark = row.text("remark")
    typed = [text for text in row.unread.values() if remark is None or text not in remark]
    return "；".join([*([] if remark is None else [remark]), *typed]) or None


def _place(row: FilledRow, one: FilledIn) -> str:
    name = PurePath(one.path.replace("\\", "/")).name
    return f"{name} {in_sheet(row.sheet or None, str(row.row))}"


def _was_appointed(row: FilledRow, one: FilledIn) -> bool:
    """Whether the appointment stood in the list already when it was handed out: then the day beside it is that of the appointment."""
    given = one.handed_out.get(row.line or "", {})
    return status_of(given.get("status"), CALL_STATUSES) == APPOINTMENT
