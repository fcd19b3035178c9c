"""What one cell of a form says: a status by its words, a date, a number, else text."""

import datetime as dt
import re
from decimal import Decimal
from typing import NamedTuple

from keyclient.ingest.cells.amounts import parse_amount
from keyclient.ingest.cells.dates import DateOrder
from keyclient.ingest.cells.ids import clean_id
from keyclient.ingest.cells.plain import is_blank
from keyclient.ingest.filled_in.form_dates import as_typed, form_date
from keyclient.ingest.filled_in.statuses import status_in
from keyclient.model.filled_in import FormKind, Written

DATES = frozenset(("deadline", "baseline_date", "listed_on", "contacted_on"))
NUMBERS = frozenset(("value", "effort", "baseline_value"))
IDS = frozenset(("line_id", "call_id", "customer_id"))
STATUS = "status"
_NEUTRALISED = re.compile(r"^'(?=[=+\-@])")
"""What keeps a spreadsheet from running a text of a CSV file."""


class Reading(NamedTuple):
    """What the cells of a form are read by."""

    kind: FormKind
    order: DateOrder | None = None
    is_1904: bool = False
    near: dt.date | None = None
    """The day of the plan or list, next to which a day without a year is meant."""


class Read(NamedTuple):
    """A cell as it was understood."""

    cell: Written
    unread: str | None = None
    """What was typed, where a status, a date or a number is wanted and none could be read."""
    further: str | None = None
    """What was typed, where it says more than the status: it belongs into the remark."""


def read_cell(key: str, text: str, reading: Reading, factor: Decimal | None = None) -> Read:
    """One cell of a column. `factor`: yuan in one of its amounts, where the heading names a unit.

    A blank is None; a blank status is the one that a row has before anything was done. Nothing is guessed: a status that is
    none of the known words, and a date with day and month that could be swapped or without a year (unless the day of the plan is
    known), is unread.
    """
    typed = text.strip()
    if key == STATUS:
        return _status(typed, reading.kind)
    if not typed:
        return Read(None)
    if key in DATES:
        date = form_date(typed, reading.order, reading.near, is_1904=reading.is_1904)
        return _or_unread(date, as_typed(typed))
    if key in NUMBERS:
        return _or_unread(_number(typed, factor), typed)
    return Read(clean_id(typed) if key in IDS else _NEUTRALISED.sub("", typed))


def _or_unread(found: Written, typed: str) -> Read:
    return Read(None, None if is_blank(typed) else typed) if found is None else Read(found)


def _status(typed: str, kind: FormKind) -> Read:
    said = status_in(typed, kind)
    if said is None:
        return Read(None, typed)
    return Read(said.code or None, further=None if said.is_all else typed)


def _number(typed: str, factor: Decimal | None) -> float | None:
    amount = parse_amount(typed)
    return None if amount is None else float(amount.number * (amount.unit or factor or 1))
