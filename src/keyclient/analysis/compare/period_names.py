"""What the time is called with which a book compares itself."""

import datetime as dt

from keyclient.model.label import Label
from keyclient.model.since import SINCE_LABELS, Since

_UNKNOWN = Label("before", "变动前")
_START_OF_YEAR = Label("start of {year}", "{year}年初")
_END_OF_MONTH = Label("end of {month} {year}", "{year}年{month}月末")
_MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip


def name_of_opening(since: Since | None, opening: dt.date | None) -> Label:
    """The start of a year, the end of a month or quarter, another day; in general words where no day is known."""
    if since is None:
        return _UNKNOWN
    if opening is None:
        return SINCE_LABELS[since]
    if since is Since.YEAR:
        return _START_OF_YEAR.filled(year=str(opening.year + 1))
    if since in (Since.MONTH, Since.QUARTER):
        month = Label(_MONTHS[opening.month - 1], str(opening.month))
        return _END_OF_MONTH.filled(year=str(opening.year), month=month)
    return Label(opening.isoformat(), opening.isoformat())
