"""What people wrote about a call: the status, the day, the appointment."""

import datetime as dt
import re
from collections.abc import Mapping
from contextlib import suppress

from keyclient.analysis.common.group_names import group_key
from keyclient.model.filled_in import Written
from keyclient.model.label import Label

_DATE = re.compile(r"(?<!\d)(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})(?!\d)")
_DAY = re.compile(r"(?<!\d)(\d{1,2})\s*月\s*(\d{1,2})\s*[日号]")


def status_of(cell: Written, statuses: Mapping[str, Label]) -> str | None:
    """The status that a cell names by its key or its word in either language; None where it names none."""
    if not isinstance(cell, str):
        return None
    words = {group_key(word): name for name, label in statuses.items() for word in (name, label.en, label.zh)}
    return words.get(group_key(cell))


def day_in(remark: str | None, after: dt.date) -> dt.date | None:
    """The first date that a remark names: 2026-12-05, 2026年12月5日, or 12月5日, which is the next one from a day on."""
    if remark is None:
        return None
    whole, bare = _DATE.search(remark), _DAY.search(remark)
    if whole is not None:
        return _day(*map(int, whole.groups()))
    if bare is None:
        return None
    month, day = map(int, bare.groups())
    found = (_day(year, month, day) for year in range(after.year, after.year + 5))
    return next((one for one in found if one is not None and one >= after), None)


def _day(year: int, month: int, day: int) -> dt.date | None:
    with suppress(ValueError):
        return dt.date(year, month, day)
    return None
