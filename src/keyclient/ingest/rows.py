"""Which rows under the heading are customers, and what the others are."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from keyclient.ingest.cells.amounts import parse_amount
from keyclient.ingest.cells.dates import parse_date
from keyclient.ingest.cells.plain import BLANK_WORDS, folded, is_blank
from keyclient.ingest.cells.units import unit_in_line, units_in_row
from keyclient.ingest.grid import Flags, is_text
from keyclient.ingest.headings import Heading, heading_key
from keyclient.ingest.table import Located
from keyclient.model.label import Label

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


OTHER_LABELS = {
    OtherKind.HEADING: Label("repeated headings", "重复的表头"),
    OtherKind.UNIT: Label("unit rows", "单位行"),
    OtherKind.NOTE: Label("notes and footers", "备注或落款"),
}

_TOTAL_WORDS = {
    TotalKind.GRAND: ("总计", "总合计", "总和", "grand total"),
    TotalKind.TOTAL: ("合计", "共计", "合计数", "total", "totals", "sum"),
    TotalKind.SUB: ("小计", "分计", "本页小计", "本页合计", "subtotal", "sub-total"),
    TotalKind.AVERAGE: ("平均", "平均值", "平均数", "均值", "average", "mean", "avg"),
}
TOTAL_LABELS = {folded(word): kind for kind, words in _TOTAL_WORDS.items() for word in words}
"""Labels of total rows; a label is a whole cell, so 合计贸易公司 is a customer."""
_SPACED = "|".join(r"[\s　]*".join(map(re.escape, word)) for words in _TOTAL_WORDS.values() for word in words)
LABEL = rf"(?i)^[\s　]*(?:{_SPACED})[\s　:：]*$"
"""A cell that is the label of a total row (RE2)."""

_NOTE = re.compile(
    r"^(注|备注|说明|附注|制表|填表|编制|审核|复核|经办|主管|负责人|打印|导出|数据来源|来源|统计口径|口径|单位|数据日期|统计日期|统计时间"
    r"|制表日期|日期|note|notes|source|prepared|printed|remark|unit)[人员者部门单位时间日期]*\s*\d*[:：]"
    r"|^第\s*\d+\s*页|^page\s*\d+",
    re.I,
)
_ASIDE = re.compile(r"[:：。；;]|^\*|^※|^\(|^（")
SPECIAL = r"(?i)[计总均]|total|sum|average|mean|avg|(?:^|[^0-9])[:：]|[:：](?:[^0-9]|$)|[。；;※]|^[\s　]*(?:[*(（第]|page)"
"""Text that a total or a note may have in it, unlike the colons of a time (RE2); other rows with an id are customers."""


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

    A total row has a total's label as a whole cell and no customer id of its own. A row that repeats one above the
    customers is a heading. A note is a row of few cells that reads like a footer. Whatever is in doubt is a customer.
    """
    grid, first = located.grid, located.header_row + 1
    last = max(grid.used, first)
    doubtful, blank = _without_blank_rows(located, _doubtful(located, first, last))
    heads = _heads(located)
    totals: list[TotalRow] = []
    others: dict[int, OtherKind] = {}
    namesakes: dict[int, str] = {}
    for row, cells in zip(doubtful.tolist(), grid.rows(doubtful.tolist()), strict=True):
        filled = {position: cell.strip() for position, cell in enumerate(cells) if not is_blank(cell)}
        if not filled:
            continue
        if (kind := _total_kind(filled, located)) is not None:
            totals.append(TotalRow(row, kind, cells))
        elif (other := _other_kind(filled, located, heads)) is not None:
            others[row] = other
        elif (name := _namesake(filled, located)) is not None:
            namesakes[row] = name
    out = np.array([*blank, *others, *(total.row for total in totals)], dtype=np.int64)
    customers = np.setdiff1d(np.arange(first, last), out, assume_unique=True)
    return RowKinds(
        customers, _told_twice(totals, customers), others, len(blank), max(last - first, 0), namesakes
    )


def _doubtful(located: Located, first: int, last: int) -> Indices:
    """Rows that deserve a look.

    Those without an id or with an odd one, and those named like a total; in a book without ids, blank rows and
    rows with odd text; and whatever might repeat a row above the customers.
    """
    grid, taken = located.grid, located.understanding.taken
    columns = [column.slice(first, last - first) for column in grid.columns]
    identity = taken.get("customer_id") or taken.get("opportunity_id")
    if identity is not None:
        ids = columns[identity.position]
        doubt = ~is_text(ids) | _says_nothing(ids) | _odd(ids) | _repeats(ids, identity.position, located)
        if "name" in taken:
            doubt |= _flags(pc.match_substring_regex(columns[taken["name"].position], LABEL))
    else:
        doubt = ~np.logical_or.reduce([is_text(column) for column in columns])
        for position, column in enumerate(columns):
            doubt |= _odd(column) | _repeats(column, position, located)
    return np.flatnonzero(doubt) + first


def _without_blank_rows(located: Located, rows: Indices) -> tuple[Indices, Indices]:
    """Some rows in two: those with anything in them, and the blank ones."""
    grid, at = located.grid, pa.array(rows)
    marked = {row for row, _ in (*grid.marks.errors, *grid.marks.uncalculated)}
    full = np.array([row in marked for row in rows.tolist()], dtype=bool)
    for column in grid.columns:
        full |= is_text(column.take(at))
    return rows[full], rows[~full]


def _says_nothing(column: pa.ChunkedArray) -> Flags:
    return _flags(pc.is_in(pc.utf8_trim_whitespace(column), value_set=pa.array(BLANK_WORDS)))


def _odd(column: pa.ChunkedArray) -> Flags:
    return _flags(pc.match_substring_regex(column, SPECIAL))


def _repeats(column: pa.ChunkedArray, position: int, located: Located) -> Flags:
    """Cells that also stand in this column above the customers."""
    above = located.grid.columns[position].slice(0, located.header_row + 1).drop_null()
    return _flags(pc.is_in(column, value_set=above.combine_chunks()))


def _flags(flags: pa.ChunkedArray) -> Flags:
    return np.asarray(pc.fill_null(flags, fill_value=False), dtype=bool)


def _heads(located: Located) -> list[dict[int, str]]:
    """The rows down to the headings, which a printed book repeats on every page."""
    rows = [located.grid.row(index) for index in range(located.header_row + 1)]
    return [{position: cell.strip() for position, cell in enumerate(row) if cell.strip()} for row in rows]


def _total_kind(filled: Mapping[int, str], located: Located) -> TotalKind | None:
    """What a row adds up; None when it has no label, or an id of its own.

    A label in a column that is neither id nor name counts only where both of these are blank.
    """
    kinds = {position: kind for position, cell in filled.items() if (kind := _labelled(cell)) is not None}
    taken = located.understanding.taken
    own = [taken[name].position for name in ("customer_id", "opportunity_id", "name") if name in taken]
    known = next((position for position in own if position in filled), None)
    if known is not None and known not in kinds:
        return None
    return next(iter(kinds.values()), None)


def _labelled(cell: str) -> TotalKind | None:
    return TOTAL_LABELS.get(folded(cell).rstrip(":"))


def _namesake(filled: Mapping[int, str], located: Located) -> str | None:
    name = located.understanding.taken.get("name")
    cell = filled.get(name.position) if name is not None else None
    return cell if cell is not None and _labelled(cell) is not None else None


def _other_kind(
    filled: Mapping[int, str], located: Located, heads: Sequence[Mapping[int, str]]
) -> OtherKind | None:
    headings = located.understanding.headings
    same = sum(_is_heading(cell, headings[position]) for position, cell in filled.items())
    if filled in heads or same >= max(1, len(filled) * 0.6):
        return OtherKind.HEADING
    if units_in_row(list(filled.values())):
        return OtherKind.UNIT
    return _note(filled, located)


def _is_heading(cell: str, heading: Heading) -> bool:
    return not heading.is_unnamed and heading_key(cell) == heading.key


def _note(filled: Mapping[int, str], located: Located) -> OtherKind | None:
    """A footer: one or two cells of words that start or sound like one, or several that all do, in a wider table.

    A row with an amount in it is never one.
    """
    if len(located.understanding.headings) < 3 or any(parse_amount(cell) for cell in filled.values()):
        return None
    if len(filled) > 2:
        return OtherKind.NOTE if all(_NOTE.match(cell) for cell in filled.values()) else None
    first = next(iter(filled.values()))
    if unit_in_line(first) is not None:
        return OtherKind.UNIT
    if _NOTE.match(first):
        return OtherKind.NOTE
    alone = len(filled) == 1 and parse_date(first) is None and _ASIDE.search(first) is not None
    return OtherKind.NOTE if alone else None


def _told_twice(totals: Sequence[TotalRow], customers: Indices) -> tuple[TotalRow, ...]:
    """The total rows; of two 合计, one above all customers and one below, each is the whole book's and no block's."""
    both = [total for total in totals if total.kind is TotalKind.TOTAL]
    if len(both) != 2 or not len(customers) or not both[0].row < customers[0] < customers[-1] < both[1].row:
        return tuple(totals)
    return tuple(replace(total, kind=TotalKind.GRAND) if total in both else total for total in totals)


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
