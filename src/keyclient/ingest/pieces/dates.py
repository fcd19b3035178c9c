"""Days, moments and spans of time as the native reader writes them: `2026-01-31 00:00:00`, and milliseconds if there are any.

It counts from 1899-12-30, one day more before day 60, and a span of time is a moment for it as well.
"""

import datetime as dt

import numpy as np

from keyclient.ingest.pieces.digit_rows import write
from keyclient.ingest.pieces.odd import Odd
from keyclient.ingest.pieces.windows import Floats, Numbers, Places
from keyclient.model.excel import EPOCH

DAY = 86_400_000
"""Milliseconds."""
FROM_1904 = 1462.0
"""Days from one calendar's beginning to that of the other."""
PHANTOM = 60.0
"""Day 60 of the calendar from 1900 is a 29 February that never was."""
FIRST, LAST = (dt.date(year, month, day) - EPOCH for year, month, day in ((1, 1, 1), (9999, 12, 31)))
PATTERN = b"0000-00-00 00:00:00"
LENGTH, LONGEST = len(PATTERN), len(PATTERN) + len(".000")
"""Bytes of a moment, and of one with milliseconds."""
_UNIX = 1970
_BEGIN = np.timedelta64((EPOCH - dt.date(_UNIX, 1, 1)).days, "D")
_ZERO = ord("0")


def moments(serials: Floats, *, is_1904: bool) -> tuple[bytes, Numbers, Numbers]:
    """The texts of days by their numbers: all bytes, and for each number where its text begins and how long it is.

    Raises `Odd` for what is no day from year 1 to year 9999.
    """
    days = serials + FROM_1904 if is_1904 else serials
    days = np.where(days >= PHANTOM, days, days + 1)
    if not (np.abs(days) < LAST.days + 1).all():
        raise Odd("day")
    exact = days * DAY
    whole = np.trunc(exact)
    moment = (whole + np.copysign(np.abs(exact - whole) >= 0.5, exact)).astype("i8")
    day, time = np.divmod(moment, DAY)
    if len(day) and not (FIRST.days <= day.min() and day.max() <= LAST.days):
        raise Odd("day")
    return _written(day, time)


def _written(days: Places, times: Places) -> tuple[bytes, Numbers, Numbers]:
    has_times = bool(times.any())
    length = LONGEST if has_times else LENGTH
    texts = np.full((length, len(days)), _ZERO, dtype="u1")
    texts[:LENGTH] = np.frombuffer(PATTERN, dtype="u1")[:, None]
    dates = days.astype("M8[D]") + _BEGIN
    months = dates.astype("M8[M]")
    write(texts[0:4], months.astype("M8[Y]").astype("i4") + _UNIX)
    write(texts[5:7], months.astype("i4") % 12 + 1)
    write(texts[8:10], (dates - months).astype("i4") + 1)
    lengths = np.full(len(days), LENGTH, dtype="i4")
    if has_times:
        seconds, parts = np.divmod(times.astype("i4"), 1000)
        for place, unit, turn in ((11, 3600, 24), (14, 60, 60), (17, 1, 60)):
            write(texts[place : place + 2], seconds // unit % turn)
        texts[LENGTH] = ord(".")
        write(texts[LENGTH + 1 :], parts)
        lengths[parts > 0] = LONGEST
    return texts.T.tobytes(), np.arange(len(days), dtype="i4") * length, lengths
