"""What other programs did to the cells of a column before the book was saved: days shifted, text lost."""

from collections.abc import Iterator

import numpy as np
import pyarrow as pa

from keyclient.ingest.base.bulk import cells_that, matches, parts
from keyclient.ingest.columns.body import Body
from keyclient.ingest.columns.field_columns import Columns
from keyclient.ingest.columns.numbers import Flags
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
_SIGNS = tuple(sign.encode() for sign in "？�")
"""One of them, or a question mark, is in every text that is lost."""
_FIRST_BYTE = _SIGNS[0][:1]
"""Of all of them: a single byte is found five times as fast as three."""
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
    texts = body.cells(heading)
    rows = np.flatnonzero(valid)
    if len(rows) < LEAST_DATES or not all(_are_shifted(part, valid[at:]) for at, part in parts(texts)):
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
    at = np.flatnonzero(cells_that(body.texts(heading), _is_lost, _may_be_lost))
    if len(at):
        yield TextLost(body.address(int(at[0]), heading), name, field_name=label, count=len(at))


def _are_shifted(texts: pa.Array, valid: Flags) -> bool:
    """Whether all dates of a part of a column are; `valid` begins with its rows."""
    return bool((matches(texts, _ZONE) | ~valid[: len(texts)]).all())


def _is_lost(texts: pa.Array) -> Flags:
    return matches(texts, _LOST)


def _may_be_lost(letters: bytes) -> bool:
    return b"?" in letters or (_FIRST_BYTE in letters and any(sign in letters for sign in _SIGNS))
