"""Total rows: their labels, and which of them make up the book's own total."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import field
from enum import StrEnum

from keyclient.ingest.cells.plain import folded
from keyclient.ingest.cells.traditional import simplified
from keyclient.ingest.cells.units import unit_of
from keyclient.ingest.layout.total_functions import Function
from keyclient.model.record import dataclass
from keyclient.model.regex import regex


class TotalKind(StrEnum):
    """What a total row totals."""

    GRAND = "grand"
    """Certainly the whole book (总计)."""
    TOTAL = "total"
    """The whole book or a block of it (合计)."""
    SUB = "sub"
    GROUP = "group"
    """A group, by its sums or the number of its rows."""
    AVERAGE = "average"
    """The average of the customers, or another statistic: their number, the largest value."""
    FIGURE = "figure"
    """Another figure about the customers: 上月合计, 较上月增减, 占比, 其中：个人."""


@dataclass(frozen=True)
class TotalRow:
    """A total row of the book."""

    row: int
    kind: TotalKind
    cells: Sequence[str]
    at: int | None = None
    """Column of the label; None if the row has none."""
    functions: Mapping[int, Function] = field(default_factory=dict)
    """What the row computes, by column, where the part of a table names it."""


_TOTAL_WORDS = {
    TotalKind.GRAND: ("总计", "总合计", "总和", "grand total"),
    TotalKind.TOTAL: (
        "合计",
        "共计",
        "合计数",
        "汇总",
        "汇总行",
        "求和",
        "all",
        "total",
        "totals",
        "sum",
        "∑",
        "Σ",
    ),
    TotalKind.SUB: ("小计", "分计", "本页小计", "本页合计", "subtotal", "sub-total"),
    TotalKind.AVERAGE: (
        "平均",
        "平均值",
        "平均数",
        "均值",
        "平均余额",
        "最大值",
        "最小值",
        "计数",
        "个数",
        "中位数",
        "标准差",
        "方差",
        "average",
        "mean",
        "avg",
        "maximum",
        "minimum",
        "count",
        "median",
        "std dev",
        "standard deviation",
    ),
}
TOTAL_LABELS = {folded(word): kind for kind, words in _TOTAL_WORDS.items() for word in words}
_SPACED = "|".join(r"[\s　]*".join(map(re.escape, word)) for words in _TOTAL_WORDS.values() for word in words)
_BEHIND = r"[\s　]*(?:[(（][^()（）]*[)）])?[\s　:：]*$"
LABEL = rf"(?i)^[\s　]*(?:{_SPACED}){_BEHIND}"
"""A cell that is the label of a total row (RE2)."""
LABEL_BEGINS = frozenset(word[0] for words in _TOTAL_WORDS.values() for word in words)
"""The letters with which such a label begins, in lower case, behind white space."""
ENDS_IN_LABEL = rf"(?i)(?:{_SPACED}|汇总){_BEHIND}"
"""A cell that ends in such a label (RE2)."""

MOST_ROWS = 9_999_999
"""A bare number in brackets beside a label is a number of rows up to this one."""
_ASIDE = regex(r"\(([^()]*)\)$")
_COUNT = regex(
    r"共?(\d{1,7})(户|个|人|笔|家|名|条|位|项|clients?|customers?|accounts?|records?|rows?|items?)?(?:客户)?"
)
_OF_ALL = regex(r"共(?:计|有)?\d{1,7}(?:户|个|人|笔|家|名|条|位|项)(?:客户)?")


def total_label(cell: str) -> TotalKind | None:
    """The kind of total that a cell labels. The label is the whole cell: 合计贸易公司 is a customer.

    A unit or a number of rows may follow in brackets: 合计（元）, 合计（5户）, Grand Total (6). A number of all rows is a
    label too: 共5户.
    """
    if cell[:1].isdecimal():
        return None
    word = bare_label(cell)
    return TotalKind.TOTAL if _OF_ALL.fullmatch(word) else TOTAL_LABELS.get(word)


def bare_label(cell: str) -> str:
    """A cell in comparable form, without a colon, unit or count at its end."""
    word = simplified(folded(cell)).rstrip(":")
    match = _ASIDE.search(word)
    if match is None or (unit_of(match[1]) is None and not is_count(match[1], MOST_ROWS)):
        return word
    return word[: match.start()].rstrip(":")


def is_count(cell: str, most: int | None = None) -> bool:
    """Whether a cell is a number of rows: `5户`, `共 12 笔`, or a bare number up to `most`, but not `005`."""
    match = _COUNT.fullmatch(folded(cell))
    if match is None or match[2] is not None:
        return match is not None
    return most is not None and int(match[1]) <= most and match[1] == str(int(match[1]))


def total_of(rows: Iterable[TotalRow]) -> tuple[TotalRow, ...]:
    """The rows that make up the book's own total: the last grand total, else 合计, else the subtotals.

    Several rows of 合计 without a 总计 are blocks and add up. An average or another figure is never used.
    """
    kinds: dict[TotalKind, list[TotalRow]] = {}
    for row in rows:
        kinds.setdefault(row.kind, []).append(row)
    if grand := kinds.get(TotalKind.GRAND):
        return (grand[-1],)
    return tuple(kinds.get(TotalKind.TOTAL) or kinds.get(TotalKind.SUB) or ())
