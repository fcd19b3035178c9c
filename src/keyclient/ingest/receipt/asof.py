"""The data date of a book: given by the caller, else by the book or its name, else the day the file was last changed."""

import datetime as dt
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import numpy as np

from keyclient.ingest.cells.spans import FOLDERS, period_in, span_of
from keyclient.ingest.columns.body import Body
from keyclient.ingest.columns.dates import read_dates
from keyclient.ingest.columns.periods.row_dates import Periods
from keyclient.ingest.layout.headings import heading_key
from keyclient.model.label import Label

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

_TITLE = Label("title", "标题")
_SHEET = Label("name of the sheet", "工作表名")
_FILE = Label("name of the file", "文件名")
_FOLDER = Label("folder {folder}", "文件夹 {folder}")


class AsOf(NamedTuple):
    """A data date, and whether it is only that of the file."""

    day: dt.date
    from_file: bool
    place: Label | None = None
    """Which title or name has the period that it is the last day of; None where the book or the caller says it."""


def as_of_date(
    body: Body,
    said: dt.date | None,
    path: Path,
    periods: Periods | None = None,
    *,
    by_sheet: bool = False,
) -> AsOf:
    """The data date. Of several in the book, in columns or in lines above the table, the latest counts.

    Where the book has none: the last day of the period in its title, in the name of its sheet, file or folder, the
    first that has one; at last the day on which the file was changed. `by_sheet`: the sheet is a book of its own, which
    a year alone dates, too.
    """
    if said is not None:
        return AsOf(said, from_file=False)
    found = [day for day in _own_dates(body, periods) if FIRST <= day <= LAST]
    if found:
        return AsOf(max(found), from_file=False)
    for place, text in _names(body, path):
        whole = span_of(text) if by_sheet and place is _SHEET else None
        if (span := period_in(text) or whole) is not None:
            return AsOf(span.last, from_file=False, place=place)
    return AsOf(dt.datetime.fromtimestamp(path.stat().st_mtime).astimezone().date(), from_file=True)


def _own_dates(body: Body, periods: Periods | None) -> Iterator[dt.date]:
    """The data dates that the book names itself."""
    yield from body.located.data_dates
    if periods is not None and periods.latest is not None:
        yield periods.latest
    keys = {heading_key(name) for name in HEADINGS}
    for heading in body.located.understanding.headings:
        if heading.key in keys:
            reading = read_dates(body.texts(heading), body.conventions)
            yield from np.unique(reading.values[reading.valid]).astype(object).tolist()


def _names(body: Body, path: Path) -> Iterator[tuple[Label, str]]:
    """What may name a period, the nearest to the rows first."""
    yield from ((_TITLE, line) for line in body.located.titles)
    yield _SHEET, body.located.grid.sheet or ""
    yield _FILE, path.stem
    for folder in path.absolute().parents[:FOLDERS]:
        yield _FOLDER.filled(folder=folder.name), folder.name
