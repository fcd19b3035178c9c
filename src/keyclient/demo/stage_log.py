"""The stage log of the demo book: one row per change of stage."""

import datetime as dt
from collections.abc import Iterator, Sequence
from random import Random
from typing import NamedTuple

from keyclient.demo.book import DemoBook, Row
from keyclient.demo.chance import happens
from keyclient.demo.pipeline import STAGES
from keyclient.model.fields import fields
from keyclient.model.label import Label, Lang

LOG_SHEET = Label("Stage log", "阶段记录")
LOG_FIELDS = ("customer_id", "stage", "stage_date")
MOST_LOGGED = 200_000
"""The log of a larger book would not fit on a sheet."""

_DAYS = (12, 21, 35, 28)
"""Usual days from each stage to the next."""
_SKIPS, _FALLS_BACK = 0.06, 0.05


class Change(NamedTuple):
    """One row of the log."""

    customer_id: str
    stage: str
    stage_date: dt.date


def stage_log(book: DemoBook) -> tuple[Change, ...]:
    """The changes of stage by day and customer; none for a book of more than `MOST_LOGGED` rows.

    Every customer with a stage reaches it on its date. The draws depend only on the customer's number, so that the
    book is the same with and without its log.
    """
    if len(book.rows) > MOST_LOGGED:
        return ()
    known = {str(row["customer_id"]): row for row in book.rows if row["stage"] is not None}
    changes = (change for key, row in known.items() for change in _changes(key, row, book.lang))
    return tuple(sorted(changes, key=lambda change: (change.stage_date, change.customer_id)))


def log_headings(lang: Lang) -> list[str]:
    """The headings of the log."""
    return [fields()[name].column.heading(lang) for name in LOG_FIELDS]


def _changes(key: str, row: Row, lang: Lang) -> Iterator[Change]:
    rng = Random(key)  # noqa: S311 - a demo is repeatable, not secret
    stages = [stage.text(lang) for stage in STAGES]
    now, day = stages.index(str(row["stage"])), row["stage_date"]
    if not isinstance(day, dt.date):
        return
    for place in _path(rng, now):
        yield Change(key, stages[place], day)
        day -= dt.timedelta(days=_wait(rng, place))


def _path(rng: Random, now: int) -> Sequence[int]:
    """The stages that a customer went through, the current one first."""
    path = [now]
    if 0 < now < len(STAGES) - 2 and happens(rng, _FALLS_BACK):
        path.append(now + 1)
    passed = [place for place in reversed(range(path[-1])) if place == 0 or not happens(rng, _SKIPS)]
    return path + [place for place in passed if place not in path]


def _wait(rng: Random, place: int) -> int:
    """Days since the stage before: usually near the typical wait, sometimes much longer."""
    return max(1, round(_DAYS[max(place - 1, 0)] * rng.lognormvariate(0, 0.6)))
