"""Rows that are neither customers nor totals nor blank: repeated headings, units, descriptions, group titles, notes."""

import re
from collections.abc import Mapping, Sequence
from enum import StrEnum

from keyclient.ingest.cells.amounts import parse_amount
from keyclient.ingest.cells.dates import parse_date
from keyclient.ingest.cells.units import unit_in_line, units_in_row
from keyclient.ingest.layout.contents import ColumnKind, is_bare_word, is_word, misfits
from keyclient.ingest.layout.headings import Heading, heading_key
from keyclient.ingest.layout.located import Located
from keyclient.ingest.layout.stacked import SAME_HEADINGS
from keyclient.ingest.rows.empty_rows import is_example, is_figure, numbers_columns, says_nothing
from keyclient.model.fields import IDENTITIES
from keyclient.model.label import Label
from keyclient.model.regex import regex


class OtherKind(StrEnum):
    """Rows that are neither customers nor totals nor blank."""

    HEADING = "repeated heading"
    UNIT = "unit row"
    DESCRIPTION = "description of the columns"
    GROUP = "group title"
    NOTE = "note"
    TABLE = "row of another table"
    EMPTY = "serial number only"
    EXAMPLE = "example"
    FIGURE = "figure about the customers"
    NUMBERS = "numbers of the columns"


OTHER_LABELS = {
    OtherKind.HEADING: Label("repeated headings", "重复的表头"),
    OtherKind.UNIT: Label("unit rows", "单位行"),
    OtherKind.DESCRIPTION: Label("descriptions of the columns", "列说明"),
    OtherKind.GROUP: Label("titles of groups", "分组标题"),
    OtherKind.NOTE: Label("notes and footers", "备注或落款"),
    OtherKind.TABLE: Label("rows of another table", "其他表格的行"),
    OtherKind.EMPTY: Label("rows with nothing but a serial number or zeros", "只有序号或 0 的行"),
    OtherKind.EXAMPLE: Label("examples", "示例行"),
    OtherKind.FIGURE: Label("averages, targets and other figures", "户均、任务数等其他数字行"),
    OtherKind.NUMBERS: Label("numbers of the columns", "栏次行"),
}

_SIGNED = r"制表|填表|填报|编制|报送|上报|审核|复核|经办|主管|负责人|联系人|打印"
_WHOEVER = r"[人员者部门单位时间日期]*"
_NOTE = regex(
    rf"^({_SIGNED}|注|备注|说明|附注|导出|数据来源|来源|统计口径|口径|单位|数据日期|统计日期|统计时间"
    rf"|制表日期|日期|联系电话|电话|(?:report\s+)?date|notes?|source|(?:prepared|printed|reviewed|checked|approved|compiled)"
    rf"(?:\s+(?:by|on))?|remarks?|unit|contact|tel){_WHOEVER}\s*\d*[:：]"
    r"|^第\s*\d+\s*页|^page\s*\d+",
    re.I,
)
_BARE = regex(
    rf"(?:(?:{_SIGNED}|日期|时间){_WHOEVER}|(?:联系)?电话|备注|附注|注|(?:填表|编制|统计|口径)*(?:说明|口径)"
    r"|notes?|remarks?|(?:prepared|reviewed|checked|approved|compiled)\s+by)[:：]?",
    re.I,
)
"""The label of a note, or of a signature whose name stands in the next cell."""
_SIGN_OFF = regex(rf"^((填表|编制)?说明|备注|附注|注)$|^({_SIGNED}){_WHOEVER}(\s|$)")
"""A note only if nothing else is in the row: 说明; 制表 张三."""
_POINT = regex(r"^[(（]?(\d{1,2}|[一二三四五六七八九十]{1,3})[)）]?([、．]\s*|[.]\s*(?!\d)|(?<=[)）])\s*)\S")
"""A point of a list: 2、存款余额为时点数; (1) 含对公."""
_HAN = regex(r"[\u4e00-\u9fff]")
_SENTENCE = regex(r"[\u4e00-\u9fff].{9,}")
"""Longer than any id."""
SENTENCE = r"\p{Han}.{9}"
"""The same (RE2)."""
_ASIDE = regex(r"[:：。；;]|^\*|^※|^\(|^（")
SPECIAL = (
    r"(?i)[计总均]|汇总|最[大小]值|中位数|标准差|方差|个数|count|median|m(?:ax|in)imum|^[\s　]*std|standard dev|全[行辖部体]|总体|整体|所有客户|overall|whole bank|all c(?:ustomers|lients)|^[\s　]*m(?:ax|in)[\s　]*$|[占环同]比|[人户笔]数|增减|其中|^[\s　]*[合小共][\s　]*$|求和|[∑Σ]|^[\s　]*共[^0-9]{0,4}[0-9]|total|sum|average|mean|avg|^\s*all[\s:：]*$"
    r"|(?:^|[^0-9])[:：]|[:：](?:[^0-9]|$)|[。；;※]|^[\s　]*(?:[*(（第]|page)"
    r"|^[\s　]*(?:[0-9]{1,2}|[一二三四五六七八九十]{1,3})(?:[、．]|[.][^0-9])"
    rf"|^[\s　]*(?:{_SIGNED}|注|备注|附注|填表说明|说明)"
)
"""Text that may be part of a total or note, unlike the colons of a time (RE2); other rows with an id are customers."""

Filled = Mapping[int, str]
"""The filled cells of a row, by column."""


def title_rows(located: Located) -> list[Filled]:
    """The rows down to the headings, which a printed book may repeat on every page."""
    rows = located.grid.rows(range(located.header_row + 1)) if located.header_row < MOST_HEADS else []
    return [{position: cell.strip() for position, cell in enumerate(row) if cell.strip()} for row in rows]


MOST_HEADS = 1000
"""Headings further down than this are not repeated on pages."""


def other_kind(
    row: int, filled: Filled, located: Located, heads: Sequence[Filled], *, below_total: bool = False
) -> OtherKind | None:
    """The kind of a row that is neither a customer nor a total; None for a customer, and in doubt.

    `below_total`: whether a total row is above.
    """
    if filled in heads or _repeats_headings(filled, located):
        return OtherKind.HEADING
    if units_in_row(list(filled.values())):
        return OtherKind.UNIT
    if (kind := _kind_without_customer(row, filled, located, below_total=below_total)) is not None:
        return kind
    if row == located.first_row and _describes(filled, located):
        return OtherKind.DESCRIPTION
    if _titles_group(filled, located):
        return OtherKind.GROUP
    return _note(filled, located)


def _kind_without_customer(
    row: int, filled: Filled, located: Located, *, below_total: bool
) -> OtherKind | None:
    """The kind of a row whose first cells say that it is about no customer, or that says nothing at all."""
    if numbers_columns(row, filled, located):
        return OtherKind.NUMBERS
    if is_example(row, filled, located):
        return OtherKind.EXAMPLE
    if is_figure(filled, located, below_total=below_total):
        return OtherKind.FIGURE
    return OtherKind.EMPTY if says_nothing(filled, located) else None


def is_title(filled: Filled) -> bool:
    """Whether a row has only one cell, of words, like the title above a table."""
    cells = list(filled.values())
    return len(cells) == 1 and (
        is_bare_word(cells[0]) or (is_word(cells[0]) and _HAN.search(cells[0]) is not None)
    )


def _repeats_headings(filled: Filled, located: Located) -> bool:
    """Whether most cells are the headings of their columns, with no number among the others."""
    headings, same = located.understanding.headings, 0
    for position, cell in filled.items():
        if _is_heading(cell, headings[position]):
            same += 1
        elif not is_word(cell):
            return False
    return same >= max(1, len(filled) * SAME_HEADINGS)


def _is_heading(cell: str, heading: Heading) -> bool:
    return not heading.is_unnamed and heading_key(cell) == heading.key


def _describes(filled: Filled, located: Located) -> bool:
    """Whether a row directly under the headings describes the columns in words.

    It has bare words in half of the columns that hold numbers or codes everywhere else, at least in two.
    """
    if not all(map(is_word, filled.values())):
        return False
    kinds = located.kinds
    strange = misfits([filled.get(position, "") for position in range(len(kinds))], kinds)
    plain = sum(kind in (ColumnKind.NUMBER, ColumnKind.CODE) for kind in kinds)
    return len(strange) >= max(2, plain / 2)


def _titles_group(filled: Filled, located: Located) -> bool:
    """Whether a row has only one bare word where the others have their ids: `一、对公客户`.

    The word is in the first column or in that of the ids, where all others have numbers or codes.
    """
    if len(filled) != 1 or len(located.understanding.headings) < 3:
        return False
    position, cell = next(iter(filled.items()))
    field = located.understanding.field_at(position)
    is_id = field == "customer_id" or (field is None and position == 0)
    return is_id and located.kinds[position] in (ColumnKind.NUMBER, ColumnKind.CODE) and is_bare_word(cell)


def _note(filled: Filled, located: Located) -> OtherKind | None:
    """A footer: one or two cells of words that read like one, or several that all do, in a wider table.

    A row with an amount is never one.
    """
    if len(located.understanding.headings) < 3 or any(parse_amount(cell) for cell in filled.values()):
        return None
    first, is_signed = next(iter(filled.values())), all(map(_is_sign_off, filled.values()))
    if is_signed or _signs_off(filled):
        return OtherKind.NOTE
    if len(filled) > 2:
        return None
    if unit_in_line(first) is not None:
        return OtherKind.UNIT
    if _NOTE.match(first):
        return OtherKind.NOTE
    return OtherKind.NOTE if len(filled) == 1 and _is_remark(filled, located) else None


def _signs_off(filled: Filled) -> bool:
    """Whether a row begins with a bare label of a note or a signature: 备注 | 含理财; 制表 | 张三 | 复核 | 李四."""
    cells = list(filled.values())
    if not signs_off(cells[0]):
        return False
    labels = sum(signs_off(cell) or _is_sign_off(cell) for cell in cells)
    return len(cells) <= 2 or labels * 2 >= len(cells)


def signs_off(cell: str) -> bool:
    """Whether a cell is a bare label of a note or a signature: 备注, 制表人."""
    return _BARE.fullmatch(cell) is not None


def _is_sign_off(cell: str) -> bool:
    return _NOTE.match(cell) is not None or _SIGN_OFF.match(cell) is not None


def _is_remark(filled: Filled, located: Located) -> bool:
    """Whether the only cell of a row reads like a remark, unlike the other cells of its column."""
    position, cell = next(iter(filled.items()))
    if _ASIDE.search(cell) is not None:
        return parse_date(cell) is None
    field, kind = located.understanding.field_at(position), located.kinds[position]
    if _POINT.match(cell):
        return field in (None, *IDENTITIES) or kind is not ColumnKind.CODE
    is_id = field in IDENTITIES and kind in (ColumnKind.NUMBER, ColumnKind.CODE)
    return is_id and _SENTENCE.search(cell) is not None
