"""What other programs did to the cells of a column before the book was saved: days shifted, text lost."""

from collections.abc import Iterator

import numpy as np
import pyarrow.compute as pc

from keyclient.ingest.columns.body import Body
from keyclient.ingest.columns.field_columns import Columns
from keyclient.ingest.columns.numbers import Flags, Texts
from keyclient.ingest.layout.headings import Heading
from keyclient.model.column import Reads
from keyclient.model.fields import fields
from keyclient.model.issue import Issue
from keyclient.model.label import Label
from keyclient.model.rules.readings import DatesOfAnotherZone, TextLost

LEAST_DATES = 2
"""A single time of day says nothing."""
_ZONE = r"[ T](?:15|16):00(?::00(?:\.0+)?)?(?:Z|\+00:?00)?$"
"""Midnight in China, and under its summer time until 1991, as the clock of Greenwich shows it."""
_LOST = r"^[\s\d\pP\pS]*[?？][\s\d\pP\pS]*[?？][\s\d\pP\pS]*$|�"
"""Nothing but marks and digits, with two question marks among them, or the sign for a letter that was lost (RE2)."""
_WORDS = (Reads.TEXT, Reads.ID, Reads.CHOICE)
_HEADINGS = Label("headings", "列名")


def damage_issues(columns: Columns) -> Iterator[Issue]:
    """Columns of dates that a program in another time zone wrote, and columns whose text is lost."""
    body = columns.body
    for name, heading in columns.headings.items():
        spec = fields()[name]
        if spec.column.reads is Reads.DATE:
            yield from _shifted(body, name, heading, columns.readings[name].valid)
        elif spec.column.reads in _WORDS:
            yield from _lost(body, spec.column.label, heading, name)
    headings = body.located.understanding.headings
    lost = [heading for heading in headings if len(heading.text) > 1 and not heading.text.strip("?？�")]
    if lost:
        place = body.located.grid.address(body.located.header_row, lost[0].position)
        yield TextLost(place, field_name=_HEADINGS, count=len(lost))
        for heading in lost:
            yield from _lost(body, Label(heading.text, heading.text), heading, heading.text)


def _shifted(body: Body, name: str, heading: Heading, valid: Flags) -> Iterator[Issue]:
    texts = body.texts(heading)
    rows = np.flatnonzero(valid)
    if len(rows) < LEAST_DATES or not bool((_matches(texts, _ZONE) | ~valid).all()):
        return
    first = int(rows[0])
    written = np.datetime64((texts[first].as_py() or "")[:10].replace("/", "-"))
    yield DatesOfAnotherZone(
        body.address(first, heading),
        name,
        field_name=fields()[name].column.label,
        count=len(rows),
        written=str(written),
        likely=str(written + np.timedelta64(1, "D")),
    )


def _lost(body: Body, label: Label, heading: Heading, name: str) -> Iterator[Issue]:
    at = np.flatnonzero(_matches(body.texts(heading), _LOST))
    if len(at):
        yield TextLost(body.address(int(at[0]), heading), name, field_name=label, count=len(at))


def _matches(texts: Texts, pattern: str) -> Flags:
    return np.asarray(pc.fill_null(pc.match_substring_regex(texts, pattern), fill_value=False), dtype=bool)
