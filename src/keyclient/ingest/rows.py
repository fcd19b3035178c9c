"""Which rows under the heading are customers, and what the others are."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from keyclient.ingest.cells.amounts import parse_amount
from keyclient.ingest.cells.plain import folded
from keyclient.ingest.cells.units import unit_in_line, unit_of
from keyclient.ingest.headings import heading_key
from keyclient.ingest.table import Located

Indices = npt.NDArray[np.int64]


class TotalKind(StrEnum):
    """What a total row adds up."""

    GRAND = "grand"
    """The whole book, beyond doubt (总计)."""
    TOTAL = "total"
    """A whole book or a block (合计)."""
    SUB = "sub"
    AVERAGE = "average"


class OtherKind(StrEnum):
    """Rows that are neither customers nor totals nor blank."""

    HEADING = "repeated heading"
    UNIT = "unit row"
    NOTE = "note"


_TOTAL_WORDS = {
    TotalKind.GRAND: ("总计", "总合计", "总和", "grand total"),
    TotalKind.TOTAL: ("合计", "共计", "合计数", "total", "totals", "sum"),
    TotalKind.SUB: ("小计", "分计", "本页小计", "本页合计", "subtotal", "sub-total"),
    TotalKind.AVERAGE: ("平均", "平均值", "平均数", "均值", "average", "mean", "avg"),
}
TOTAL_LABELS = {folded(word): kind for kind, words in _TOTAL_WORDS.items() for word in words}
"""Labels of total rows; a label is a whole cell, so 合计贸易公司 is a customer."""

_NOTE = re.compile(
    r"^(注|备注|说明|附注|制表|填表|编制|审核|复核|经办|主管|负责人|打印|导出|数据来源|来源|统计口径|口径|单位|数据日期|统计日期|统计时间"
    r"|制表日期|日期|note|notes|source|prepared|printed|remark|unit)[人员者部门单位时间日期]*\s*\d*[:：]"
    r"|^第\s*\d+\s*页|^page\s*\d+",
    re.I,
)
_ASIDE = re.compile(r"[:：。；;]|^\*|^※|^\(|^（")
SPECIAL = r"(?i)[计总均]|total|sum|average|mean|avg|[:：。；※]|^第|^page"
"""Text that a total, a repeated heading or a note may have in it (RE2); other rows with an id are customers."""


@dataclass(frozen=True)
class TotalRow:
    """A total row of the book."""

    row: int
    kind: TotalKind
    cells: Sequence[str]


@dataclass(frozen=True)
class RowKinds:
    """The rows under the heading, sorted out. Rows are numbered as in the grid."""

    customers: Indices
    totals: tuple[TotalRow, ...]
    others: Mapping[int, OtherKind]
    blank: int
    read: int
    """All rows under the heading down to the last used one."""
    named_like_totals: Mapping[int, str] = field(default_factory=dict)
    """Customers whose name is a total's label but who have an id."""


def sort_rows(located: Located) -> RowKinds:
    """Tell customers from totals, repeated headings, unit rows, notes and blank rows.

    A total row has a total's label as a whole cell and no customer id of its own. A note is a row of one or
    two cells that reads like a footer. Whatever is in doubt is a customer.
    """
    grid, first = located.grid, located.header_row + 1
    last = _last_used(located)
    doubtful = _doubtful(located, first, last)
    totals: list[TotalRow] = []
    others: dict[int, OtherKind] = {}
    namesakes: dict[int, str] = {}
    blank: list[int] = []
    broken = {row for row, _ in grid.marks.errors} | {row for row, _ in grid.marks.uncalculated}
    for row, cells in zip(doubtful.tolist(), grid.rows(doubtful.tolist()), strict=True):
        filled = {position: cell.strip() for position, cell in enumerate(cells) if cell.strip()}
        if not filled:
            if row not in broken:
                blank.append(row)
        elif (label := _total_label(filled, located)) is not None:
            totals.append(TotalRow(row, TOTAL_LABELS[folded(label)], cells))
        elif (other := _other_kind(filled, located)) is not None:
            others[row] = other
        elif (name := _namesake(filled, located)) is not None:
            namesakes[row] = name
    out = [*blank, *others, *(total.row for total in totals)]
    customers = np.setdiff1d(np.arange(first, last), np.array(out, dtype=np.int64), assume_unique=True)
    return RowKinds(customers, tuple(totals), others, len(blank), max(last - first, 0), namesakes)


def _last_used(located: Located) -> int:
    """The row after the last one with a filled cell; a text file may end in empty lines."""
    grid = located.grid
    last = grid.height
    while last > located.header_row + 1 and not any(cell.strip() for cell in grid.row(last - 1)):
        if grid.sheet is not None:
            break
        last -= 1
    return last


def _doubtful(located: Located, first: int, last: int) -> Indices:
    """Rows that deserve a look: no id or an odd one; in a book without ids, blank rows and rows with odd text."""
    grid, taken = located.grid, located.understanding.taken
    if first >= last:
        return np.array([], dtype=np.int64)
    columns = [column.slice(first, last - first) for column in grid.columns]
    identity = taken.get("customer_id") or taken.get("opportunity_id")
    if identity is not None:
        heading = pa.scalar(identity.text)
        ids = columns[identity.position]
        doubt = (
            _flags(pc.is_null(ids))
            | _odd(ids)
            | _flags(pc.equal(ids, heading))
            | _flags(pc.utf8_is_space(ids))
        )
    else:
        doubt = np.ones(last - first, dtype=bool)
        for column in columns:
            doubt &= _flags(pc.or_kleene(pc.is_null(column), pc.utf8_is_space(column)))
        for column in columns:
            doubt |= _odd(column)
        heading = located.understanding.headings[0]
        doubt |= _flags(pc.equal(columns[0], pa.scalar(heading.text)))
    return np.flatnonzero(doubt) + first


def _odd(column: pa.ChunkedArray) -> npt.NDArray[np.bool_]:
    return _flags(pc.match_substring_regex(column, SPECIAL))


def _flags(flags: pa.ChunkedArray) -> npt.NDArray[np.bool_]:
    return np.asarray(pc.fill_null(flags, fill_value=False), dtype=bool)


def _total_label(filled: Mapping[int, str], located: Located) -> str | None:
    """The label of a total row, or None when the row has an id of its own or no label."""
    label = next((cell for cell in filled.values() if folded(cell).rstrip(":") in TOTAL_LABELS), None)
    if label is None:
        return None
    taken = located.understanding.taken
    for name in ("customer_id", "opportunity_id", "name"):
        if name in taken:
            own = filled.get(taken[name].position)
            return label.rstrip(":：") if own is None or folded(own).rstrip(":") in TOTAL_LABELS else None
    return label.rstrip(":：")


def _namesake(filled: Mapping[int, str], located: Located) -> str | None:
    name = located.understanding.taken.get("name")
    cell = filled.get(name.position) if name is not None else None
    return cell if cell is not None and folded(cell) in TOTAL_LABELS else None


def _other_kind(filled: Mapping[int, str], located: Located) -> OtherKind | None:
    headings = located.understanding.headings
    same = sum(heading_key(cell) == headings[position].key for position, cell in filled.items())
    if same >= max(1, len(filled) * 0.6):
        return OtherKind.HEADING
    if all(unit_of(cell.strip("()（）")) is not None for cell in filled.values()):
        return OtherKind.UNIT
    return _note(filled, located)


def _note(filled: Mapping[int, str], located: Located) -> OtherKind | None:
    """A footer: one or two cells of words that start or sound like one, in a table that is wider."""
    if len(filled) > 2 or len(located.understanding.headings) < 3:
        return None
    first = next(iter(filled.values()))
    if unit_in_line(first) is not None:
        return OtherKind.UNIT
    if _NOTE.match(first):
        return OtherKind.NOTE
    alone = len(filled) == 1 and parse_amount(first) is None and _ASIDE.search(first) is not None
    return OtherKind.NOTE if alone else None


def total_of(rows: Iterable[TotalRow]) -> tuple[TotalRow, ...]:
    """The rows that make up the book's own total: the grand total, else the subtotals; never an average.

    Several rows of 合计 without a 总计 are blocks when there is no single one of them, and add up.
    """
    kinds: dict[TotalKind, list[TotalRow]] = {}
    for row in rows:
        kinds.setdefault(row.kind, []).append(row)
    for kind in (TotalKind.GRAND, TotalKind.TOTAL):
        if len(kinds.get(kind, [])) == 1:
            return (kinds[kind][0],)
    blocks = kinds.get(TotalKind.TOTAL, []) or kinds.get(TotalKind.SUB, [])
    return tuple(kinds[TotalKind.GRAND][-1:]) if TotalKind.GRAND in kinds else tuple(blocks)
