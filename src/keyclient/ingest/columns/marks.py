"""Columns that say for every customer when something happened, or only whether it did: 调查日期, 已签约, cart."""

from collections.abc import Mapping, Sequence
from enum import StrEnum
from pathlib import Path

import pyarrow.compute as pc

from keyclient.ingest.cells.amounts import parse_amount
from keyclient.ingest.cells.dates import is_ambiguous, parse_date
from keyclient.ingest.cells.plain import folded, is_blank
from keyclient.ingest.columns.body import Body
from keyclient.ingest.columns.choose import one_heading
from keyclient.ingest.columns.dates import read_dates
from keyclient.ingest.columns.reading import Reading
from keyclient.ingest.columns.words import read_choices
from keyclient.ingest.layout.headings import Heading
from keyclient.model.portfolio import day_column, mark_column

ANSWERS: Mapping[str, tuple[str, ...]] = {
    "yes": (
        "yes",
        "y",
        "true",
        "t",
        "1",
        "x",
        "√",
        "✓",
        "✔",
        "是",
        "有",
        "已",
        "完成",
        "已完成",
        "done",
        "ok",
    ),
    "no": ("no", "n", "false", "f", "0", "×", "否", "未", "未完成", "没有"),
}
"""Words of a yes/no column."""
_COMPACT_DAY = 8


class MarkKind(StrEnum):
    """What the cells of a column hold."""

    DAY = "day"
    ANSWER = "answer"
    COUNT = "count"
    """Numbers: the rows are not customers but totals of them."""
    NOTHING = "nothing"


def mark_kind(body: Body, heading: Heading) -> MarkKind:
    """What most of the filled cells under a heading hold."""
    texts = body.texts(heading)
    counted = pc.value_counts(texts.combine_chunks())
    seen: dict[MarkKind, int] = {}
    for item in counted.to_pylist():
        if item["values"] is not None and not is_blank(item["values"]):
            kind = _cell_kind(item["values"], body)
            seen[kind] = seen.get(kind, 0) + item["counts"]
    return max(seen, key=lambda kind: seen[kind]) if seen else MarkKind.NOTHING


def read_marks(body: Body, wanted: Sequence[str], path: Path) -> dict[str, tuple[Heading, Reading]]:
    """Heading and reading of every such column, by its column in the frame (see `Portfolio`).

    Raises `HeadingNotFound` or `HeadingTwice`.
    """
    found = {}
    for name in wanted:
        heading = one_heading(body, name, path)
        if mark_kind(body, heading) is MarkKind.DAY:
            found[day_column(heading.text)] = (heading, read_dates(body.texts(heading), body.conventions))
        else:
            found[mark_column(heading.text)] = (heading, read_choices(body.texts(heading), ANSWERS))
    return found


_WORDS = {folded(word) for words in ANSWERS.values() for word in words}


def _cell_kind(text: str, body: Body) -> MarkKind:
    if folded(text) in _WORDS:
        return MarkKind.ANSWER
    if parse_amount(text) is not None and not _is_compact_day(text):
        return MarkKind.COUNT
    is_day = parse_date(text, body.conventions.order) is not None or is_ambiguous(text)
    return MarkKind.DAY if is_day else MarkKind.NOTHING


def _is_compact_day(text: str) -> bool:
    digits = text.strip()
    return len(digits) == _COMPACT_DAY and digits.isdecimal() and digits[:2] in ("19", "20")
