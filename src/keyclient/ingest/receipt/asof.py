"""The data date of a book: given by the caller, else by the book, else the day the file was last changed."""

import datetime as dt
from pathlib import Path
from typing import NamedTuple

import numpy as np

from keyclient.ingest.columns.body import Body
from keyclient.ingest.columns.dates import read_dates
from keyclient.ingest.layout.headings import heading_key

HEADINGS = (
    "数据日期",
    "统计日期",
    "统计时点",
    "数据时点",
    "报表日期",
    "报告日期",
    "数据截止日",
    "数据截止日期",
    "数据截止时间",
    "统计时间",
    "数据时间",
    "快照日期",
    "快照日",
    "快照时间",
    "data date",
    "as of",
    "as of date",
    "report date",
    "reporting date",
    "snapshot date",
)


FIRST, LAST = dt.date(1900, 3, 1), dt.date(2199, 12, 31)
"""A month such as `202601`, read as a serial number, would be a day in the year 2454."""


class AsOf(NamedTuple):
    """A data date, and whether it is only that of the file."""

    day: dt.date
    from_file: bool


def as_of_date(body: Body, said: dt.date | None, path: Path) -> AsOf:
    """The data date. Of several in the book, in columns or in lines above the table, the latest counts."""
    if said is not None:
        return AsOf(said, from_file=False)
    found = list(body.located.data_dates)
    keys = {heading_key(name) for name in HEADINGS}
    for heading in body.located.understanding.headings:
        if heading.key in keys:
            reading = read_dates(body.texts(heading), body.conventions)
            if reading.valid.any():
                found += np.unique(reading.values[reading.valid]).astype(object).tolist()
    found = [day for day in found if FIRST <= day <= LAST]
    if found:
        return AsOf(max(found), from_file=False)
    return AsOf(dt.datetime.fromtimestamp(path.stat().st_mtime).astimezone().date(), from_file=True)
