"""Total rows: by which label they are known, and which of them make up the book's own total."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from keyclient.ingest.cells.plain import folded
from keyclient.ingest.headings import Understanding


class TotalKind(StrEnum):
    """What a total row adds up."""

    GRAND = "grand"
    """The whole book, beyond doubt (总计)."""
    TOTAL = "total"
    """A whole book or a block (合计)."""
    SUB = "sub"
    AVERAGE = "average"


@dataclass(frozen=True)
class TotalRow:
    """A total row of the book."""

    row: int
    kind: TotalKind
    cells: Sequence[str]


_TOTAL_WORDS = {
    TotalKind.GRAND: ("总计", "总合计", "总和", "grand total"),
    TotalKind.TOTAL: ("合计", "共计", "合计数", "total", "totals", "sum"),
    TotalKind.SUB: ("小计", "分计", "本页小计", "本页合计", "subtotal", "sub-total"),
    TotalKind.AVERAGE: ("平均", "平均值", "平均数", "均值", "average", "mean", "avg"),
}
TOTAL_LABELS = {folded(word): kind for kind, words in _TOTAL_WORDS.items() for word in words}
_SPACED = "|".join(r"[\s　]*".join(map(re.escape, word)) for words in _TOTAL_WORDS.values() for word in words)
LABEL = rf"(?i)^[\s　]*(?:{_SPACED})[\s　:：]*$"
"""A cell that is the label of a total row (RE2)."""


def total_label(cell: str) -> TotalKind | None:
    """What a cell says its row adds up; the label is the whole cell, so 合计贸易公司 is a customer."""
    return None if cell[:1].isdecimal() else TOTAL_LABELS.get(folded(cell).rstrip(":"))


def total_kind(filled: Mapping[int, str], understanding: Understanding) -> TotalKind | None:
    """What a row adds up; None when it has no label, or an id of its own. `filled`: its cells by column.

    A label in a column that is neither id nor name counts only where both of these are blank.
    """
    kinds = {position: kind for position, cell in filled.items() if (kind := total_label(cell)) is not None}
    taken = understanding.taken
    own = [taken[name].position for name in ("customer_id", "opportunity_id", "name") if name in taken]
    known = next((position for position in own if position in filled), None)
    if known is not None and known not in kinds:
        return None
    return next(iter(kinds.values()), None)


def total_of(rows: Iterable[TotalRow]) -> tuple[TotalRow, ...]:
    """The rows that make up the book's own total: the last grand total, else 合计, else the subtotals.

    Several rows of 合计 without a 总计 are blocks and add up. An average is never used.
    """
    kinds: dict[TotalKind, list[TotalRow]] = {}
    for row in rows:
        kinds.setdefault(row.kind, []).append(row)
    if grand := kinds.get(TotalKind.GRAND):
        return (grand[-1],)
    return tuple(kinds.get(TotalKind.TOTAL) or kinds.get(TotalKind.SUB) or ())
