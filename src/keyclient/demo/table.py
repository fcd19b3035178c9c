"""The demo book as headings and cells: amounts in yuan, choices in words, and a total row."""

from collections.abc import Iterator, Sequence

from keyclient.demo.book import DEMO_FIELDS, DemoBook, Row, Value
from keyclient.model.fields import fields, money_fields
from keyclient.model.label import Label, Lang

TITLE = Label("Yunzhou branch: customer book", "云州分行客户经营台账")
UNIT = Label("Unit: yuan", "单位：元")
DATA_DATE = Label("Data date: {as_of}", "数据日期：{as_of}")
SHEET = Label("Customers", "客户")
TOTAL = Label("Total", "合计")

_MONEY = frozenset(money_fields())
_CHOICES = frozenset(name for name, spec in fields().items() if spec.column.choices)


def headings(lang: Lang, names: Sequence[str] = DEMO_FIELDS) -> list[str]:
    """The heading of each field in the language."""
    return [fields()[name].column.heading(lang) for name in names]


def cells(row: Row, lang: Lang, names: Sequence[str] = DEMO_FIELDS) -> list[Value]:
    """The cells of one customer."""
    return [_cell(name, row[name], lang) for name in names]


def total_cells(book: DemoBook) -> list[Value]:
    """The total row: the word for total first, and the sum of each money field."""
    totals: dict[str, Value] = {name: total / 100 for name, total in book.totals.items()}
    totals[book.fields[0]] = TOTAL.text(book.lang)
    return [totals.get(name) for name in book.fields]


def table(book: DemoBook) -> Iterator[list[Value]]:
    """All rows under the headings, the total last."""
    for row in book.rows:
        yield cells(row, book.lang, book.fields)
    yield total_cells(book)


def _cell(name: str, value: Value, lang: Lang) -> Value:
    if value is None:
        return None
    if name in _MONEY and isinstance(value, int):
        return value / 100
    if name in _CHOICES and isinstance(value, str):
        return fields()[name].column.word(value, lang)
    return int(value) if isinstance(value, float) and value.is_integer() else value
