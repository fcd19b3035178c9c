"""Generates the page of fields from their declarations on `Customer`."""

import datetime as dt
from collections.abc import Callable
from decimal import Decimal

from generator.markdown import both, code, page, table
from keyclient.model.column import Merge, Reads
from keyclient.model.fields import Bounds, FieldSpec, fields
from keyclient.model.label import Label

_HEAD = """# Fields 字段

All fields keyclient recognises. Every field is optional; a command says when a field it needs is missing. A blank cell
is unknown, never zero. [reading.md](reading.md) explains how a book is matched to the fields.

keyclient 能识别的全部字段。字段均可缺省，缺少命令所需字段时程序会提示。空白单元格视为未知，不视为零。"""

_ALIASES = """## Headings 列名

A heading is matched exactly after normalisation (full-width characters, case, spaces, a unit in brackets). If several
headings match one field, the first in this list wins. Any other heading can be assigned with `--map FIELD=HEADING` or
under `[columns]` in the [policy](policy.md).

列名经规范化（全半角、大小写、空格、括号内单位）后精确匹配；多列对应同一字段时，以表中排在前者为准。
其他列名请用 `--map 字段=列名` 或策略文件的 `[columns]` 指定。"""

_CHOICES = "## Words 取值"

_KINDS = {
    Reads.ID: Label("number kept as text", "号码（按文本）"),
    Reads.TEXT: Label("text", "文字"),
    Reads.MONEY: Label("amount, yuan", "金额，元"),
    Reads.COUNT: Label("whole number", "整数"),
    Reads.NUMBER: Label("number", "数字"),
    Reads.DATE: Label("date", "日期"),
    Reads.CHOICE: Label("one of fixed words", "固定取值"),
}
_MERGES = {
    Merge.SUM: Label("sum", "求和"),
    Merge.EARLIEST: Label("earliest", "取最早"),
    Merge.LATEST: Label("latest", "取最晚"),
    Merge.MODE: Label("most frequent", "取最常见值"),
}


def fields_page() -> str:
    """All fields: names, kind, limits, merge rule, meaning; then their headings and words."""
    return page(_HEAD, _overview(), _ALIASES, _headings(), _CHOICES, _words())


def _overview() -> str:
    headings = (
        "Field 字段",
        "Name 名称",
        "Kind 类型",
        "Accepts 允许范围",
        "Several rows 多行合并",
        "Meaning 含义",
    )
    return table(headings, [_row(spec) for spec in fields().values()])


def _row(spec: FieldSpec) -> tuple[str, ...]:
    column = spec.column
    bounds = spec.bounds
    takes = " ".join(map(code, column.choices)) if bounds is None else _TAKES[column.reads](bounds)
    labels = (column.label, _KINDS[column.reads], _MERGES[column.merge], column.meaning)
    name, kind, merge, meaning = map(both, labels)
    return code(spec.name), name, kind, takes, merge, meaning


def _headings() -> str:
    rows = [(code(spec.name), " · ".join(spec.column.aliases)) for spec in fields().values()]
    return table(("Field 字段", "Headings, best first 列名（优先者在前）"), rows)


def _words() -> str:
    rows = [
        (code(spec.name), code(value), " · ".join(words))
        for spec in fields().values()
        for value, words in spec.column.choices.items()
    ]
    return table(("Field 字段", "Value 取值", "Common spellings 常见写法"), rows)


def _length(bounds: Bounds) -> str:
    return f"{bounds.low} – {bounds.high:,} characters 字符"


def _yuan(bounds: Bounds) -> str:
    return _number(Bounds(*(Decimal(fen).scaleb(-2) for fen in bounds)))


def _number(bounds: Bounds) -> str:
    low, high = map(Decimal, bounds)
    return f"±{high:,f}" if low == -high else f"{low:,f} – {high:,f}"


def _days(bounds: Bounds) -> str:
    first, last = (day.isoformat() for day in bounds if isinstance(day, dt.date))
    return f"{first} – {last}"


_TAKES: dict[Reads, Callable[[Bounds], str]] = {
    Reads.ID: _length,
    Reads.TEXT: _length,
    Reads.MONEY: _yuan,
    Reads.COUNT: _number,
    Reads.NUMBER: _number,
    Reads.DATE: _days,
}
