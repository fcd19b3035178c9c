"""Rows that say nothing of a customer: filled-down serial numbers and zeros, column numbers, examples, targets."""

from collections.abc import Mapping

from keyclient.ingest.cells.plain import folded
from keyclient.ingest.layout.contents import ColumnKind
from keyclient.ingest.layout.headings import heading_key
from keyclient.ingest.layout.located import Located
from keyclient.model.fields import IDENTITIES, NAMED_BY
from keyclient.model.regex import regex

Filled = Mapping[int, str]
"""The filled cells of a row, by column."""

_SERIAL = frozenset(
    map(heading_key, ("序号", "序", "编号", "行号", "no", "no.", "nr", "#", "index", "s/n", "sn"))
)
_NUMBER = regex(r"\d{1,7}(?:\.0+)?")
_ZERO = regex(r"[¥￥]?-?0+(?:\.0+)?%?")
_COLUMN_NUMBER = regex(r"[(（]?(\d{1,3})[)）]?(?:[=＝].*)?")
_STEMS, _LETTERS = "甲乙丙丁戊己庚辛壬癸", "abcdefghij"
_COLUMN_LABELS = frozenset(["栏次", "行次", "列次", "列号", "栏目", "序号"])
FIRST_NUMBER = r"^[\s　]*(?:甲|[Aa]|[(（]?1[)）]?|[栏行列][次号目])[\s　]*$"
"""The first cell of a row that may number the columns (RE2)."""
_EXAMPLE = regex(
    r"[(（\[【<]?(?:填写|填报)?(?:示例|样例|举例|范例|例如|例子|例|example|sample|e\.g\.?)(?:行|数据|row)?\d{0,2}[)）\]】>]?[:：]?"
)
EXAMPLE = r"(?i)^[\s　]*[(（\[【<]?(?:填写|填报)?(?:[示样举范]?例|example|sample|e\.g\.)"
"""A cell that may say that the row is an example (RE2)."""
_BESIDE = regex(
    r"(?:户均|人均|笔均|任务|目标|计划|指标|差额|缺口|差距|完成率|达成率|完成进度|进度|完成情况|序时进度|target|goal|gap|variance|difference)"
    r"(?:数|值|额|余额|金额|任务|完成率|情况)?"
)
FIGURE = r"(?i)任务|目标|计划|指标|差额|差距|缺口|完成|达成|进度|target|goal|gap|variance|difference|^[\s　]*[-¥￥]*0[0.%]*[\s　]*$"
"""A cell that may name a figure about the customers, or be zero (RE2)."""
_PER_HEAD = regex("[户人笔]均")
_EXAMPLE_ID = regex(
    r"[(（\[【<](?:示例|样例|例|例如|example|sample)[)）\]】>].*|(?:示例|样例|例如?|example|e\.g\.)[:：].+"
)
"""An id that says of itself that it is an example."""
LONG, WIDE = 3, 4
FIRST_ROWS = 3
"""Column numbers stand no further below the headings, where units and descriptions may be above them."""


def says_nothing(filled: Filled, located: Located) -> bool:
    """Whether a row has a serial number and zeros only, in a table that names customers."""
    taken = located.understanding.taken
    if not any(name in taken for name in NAMED_BY):
        return False
    return all(_ZERO.fullmatch(cell) or _is_serial(at, cell, located) for at, cell in filled.items())


def numbers_columns(row: int, filled: Filled, located: Located) -> bool:
    """Whether a row just below the headings numbers the columns: 甲 乙 1 2, 栏次 1 2 3, 1 2 3 4.

    Numbers alone do so only where another row has a word or a code in one of these columns, or an id of more digits.
    """
    if row >= located.first_row + FIRST_ROWS or len(filled) < max(3, located.understanding.width - 1):
        return False
    cells = [folded(cell) for cell in filled.values()]
    is_whole = len(filled) == located.understanding.width >= WIDE and _long_first_cell(located)
    words = 1 if cells[0] in _COLUMN_LABELS else _ordinals(cells)
    numbers = [_COLUMN_NUMBER.fullmatch(cell) for cell in cells[words:]]
    counted = [int(number[1]) for number in numbers if number is not None]
    if (
        not counted
        or len(counted) < len(numbers)
        or counted != list(range(counted[0], counted[0] + len(counted)))
    ):
        return False
    strange = (ColumnKind.WORD, ColumnKind.CODE)
    is_strange = is_whole or any(located.kinds[at] in strange for at in list(filled)[words:])
    return counted[0] in (1, words + 1) and (words > 0 or is_strange)


def is_example(row: int, filled: Filled, located: Located) -> bool:
    """Whether the id, or the name without an id, or a cell in front of them says that the row is an example.

    Just below the headings the word may stand before an id: (例) C001. In a table without ids it stands nowhere else,
    since further down it may be the name of a customer.
    """
    taken = located.understanding.taken
    who = [taken[name].position for name in NAMED_BY if name in taken]
    first = next((at for at in who if at in filled), None)
    is_first = row < located.first_row + FIRST_ROWS
    if first is not None and is_first and _EXAMPLE_ID.fullmatch(folded(filled[first])):
        return True
    said = [at for at in filled if at < min(who, default=0)]
    said += [first] if first is not None and (is_first or _has_ids(located)) else []
    return any(_EXAMPLE.fullmatch(folded(filled[at])) for at in said)


def is_figure(filled: Filled, located: Located, *, below_total: bool) -> bool:
    """Whether a row is a figure about the customers, such as a target, and names none of them.

    In a table without ids 目标 or Target may be the name of a customer, except below a total.
    """
    taken = located.understanding.taken
    who = [taken[name].position for name in NAMED_BY if name in taken]
    named = [at for at in who if at in filled]
    front = [at for at in filled if at < min(who, default=0)]
    words = {at: folded(filled[at]).rstrip(":") for at in (*front, *named)}
    is_sure = below_total or _has_ids(located)
    labels = {
        at
        for at, word in words.items()
        if _BESIDE.fullmatch(word) and (is_sure or at in front or _PER_HEAD.match(word))
    }
    return bool(labels) and set(named) <= labels


def _has_ids(located: Located) -> bool:
    return any(name in located.understanding.taken for name in IDENTITIES)


def _long_first_cell(located: Located) -> bool:
    """Whether the row below the first has a longer number in its first column, such as an id."""
    row = located.first_row + 1
    return row < located.grid.height and len(located.grid.row(row)[0].strip()) >= LONG


def _is_serial(at: int, cell: str, located: Located) -> bool:
    heading = located.understanding.headings[at]
    is_plain = located.understanding.field_at(at) is None and (heading.is_unnamed or heading.key in _SERIAL)
    return is_plain and _NUMBER.fullmatch(cell) is not None


def _ordinals(cells: list[str]) -> int:
    """How many cells at the start are 甲, 乙 and so on, or A, B."""
    for order in (_STEMS, _LETTERS):
        count = next((at for at, cell in enumerate(cells) if order[at : at + 1] != cell), len(cells))
        if count:
            return count
    return 0
