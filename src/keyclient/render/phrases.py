"""The texts that renderers add to a result."""

from keyclient.model.label import Label
from keyclient.model.report import Kind, Sentence, Value

EMPTY = Label("(none)", "（无）")
"""Shown in a table without rows."""

FIGURES = Label("figures", "指标")
NOTES = Label("notes", "说明")
"""Names of the parts of a result without a title of their own."""

_MORE = Label(
    "{hidden} more of {total} rows; see all with --top all",
    "另有 {hidden} 行未显示（共 {total} 行），加 --top all 查看全部",
)
_NARROW = Label(
    "Not shown: {columns}. Widen the window or redirect to a file.",
    "窗口太窄，未显示：{columns}。请加宽窗口，或重定向到文件。",
)
_SHORT = Label(
    "Not shown: {parts}. Enlarge the window, or see all with --top all.",
    "窗口太小，未显示：{parts}。请放大窗口，或加 --top all 查看全部。",
)
_SHORTEST = Label(
    "{count} more parts not shown; see all with --top all",
    "另有 {count} 个部分未显示，加 --top all 查看全部",
)
CUSTOMERS_COUNTED = Label("{count} cust.", "{count}户")
"""Beside a bar or column of a chart, where there is little room."""
FEW_MARK = "*"
"""Marks a figure of few customers."""
_FEW = Label(
    "{mark} fewer than {few} customers: the share says little", "{mark} 客户数不足 {few} 个，占比仅供参考"
)


def few_note(few: int) -> Sentence:
    """What the mark at a figure of few customers means."""
    return Sentence(_FEW, {"mark": Value(FEW_MARK, Kind.TEXT), "few": Value(few, Kind.COUNT)})


def more_rows(shown: int, total: int) -> Sentence:
    """How many rows are not shown, and how to see them."""
    return Sentence(_MORE, {"hidden": Value(total - shown, Kind.COUNT), "total": Value(total, Kind.COUNT)})


def hidden_columns(names: str) -> Sentence:
    """Which columns a narrow terminal leaves out."""
    return Sentence(_NARROW, {"columns": Value(names, Kind.TEXT)})


def hidden_parts(titles: str) -> Sentence:
    """Which tables and other parts of an answer a short terminal leaves out."""
    return Sentence(_SHORT, {"parts": Value(titles, Kind.TEXT)})


def more_parts(count: int) -> Sentence:
    """The same in a single line."""
    return Sentence(_SHORTEST, {"count": Value(count, Kind.COUNT)})
