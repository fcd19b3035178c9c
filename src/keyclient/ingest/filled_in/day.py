"""The day of a plan or a list: the last one that it started from."""

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence

from keyclient.ingest.cells.dates import parse_date
from keyclient.ingest.filled_in.changed import Base
from keyclient.ingest.filled_in.form_sheet import FormSheet
from keyclient.model.filled_in import FormKind

DAY = {FormKind.PLAN: "baseline_date", FormKind.CALLS: "listed_on"}
"""The column that says it of each line; one of an earlier round has an earlier day."""


def day_of(sheets: Sequence[FormSheet], lines: Mapping[str, Base]) -> dt.date | None:
    """The day of the form that stands on some sheets; None where nothing says so. Only full dates count."""
    return max((*_written(sheets), *_given(sheets[0].kind, lines)), default=None)


def _written(sheets: Sequence[FormSheet]) -> Iterator[dt.date]:
    for sheet in sheets:
        at = sheet.columns.get(DAY[sheet.kind])
        texts = () if at is None else set(sheet.grid.columns[at].to_pylist()[sheet.heading + 1 :])
        for text in texts:
            found = parse_date(text or "", is_1904=sheet.grid.marks.is_1904)
            if found is not None:
                yield found


def _given(kind: FormKind, lines: Mapping[str, Base]) -> Iterator[dt.date]:
    for base in lines.values():
        day = base.get(DAY[kind])
        if isinstance(day, dt.date):
            yield day
