"""Reports that the render tests draw: one like `segment` gives, and one full of names that break terminals."""

from collections.abc import Sequence
from decimal import Decimal

from keyclient.model.label import Label
from keyclient.model.report import Cell, Fact, Kind, Report, Sentence, Table, TableColumn, Value

NASTY_NAMES = (
    "张三[/b]",
    "[red]李四[/red]",
    "王\\[五]",
    "赵\x1b[31m六\x07",
    "钱\n七\t\r",
    '=HYPERLINK("http://x","y")',
    "新疆阿依古丽·买买提江国际贸易进出口有限责任公司乌鲁木齐分公司",
    'O\'Brien, "Bob" & Sons',
    "𠮷野家 👨‍👩‍👧 ①",
    "\u202eevil\u200b",
    "café\udc80",
    "",
)

_CUSTOMERS = (
    ("62220210010001234567", "上海宏远国际贸易有限公司", "48500000.00"),
    ("62220210010001234568", "张建国", "31250000.50"),
    ("62220210010001234569", "苏州工业园区恒泰精密机械制造有限公司", "22680000.00"),
    ("62220210010001234570", "阿依古丽·买买提", "18000000.00"),
    ("62220210010001234571", "李秀英", "12345678.90"),
)


def _column(key: str, en: str, zh: str, kind: Kind, *, bar: bool = False) -> TableColumn:
    return TableColumn(key, Label(en, zh), kind, bar=bar)


_RANK = _column("rank", "rank", "排名", Kind.COUNT)
_ID = _column("customer_id", "customer id", "客户号", Kind.TEXT)
_NAME = _column("name", "name", "客户名称", Kind.TEXT)
_VALUE = _column("value", "value", "价值", Kind.MONEY)
_CUSTOMERS_COLUMN = _column("customers", "customers", "客户数", Kind.COUNT)
_SHARE_OF_CUSTOMERS = _column("share_of_customers", "share of customers", "客户占比", Kind.SHARE)
_SHARE_OF_VALUE = _column("share_of_value", "share of value", "价值占比", Kind.SHARE, bar=True)


def top(customers: int, *, total_rows: int | None = None) -> Table:
    """The largest customers: ranks, 20-digit ids, names of every length, a bar."""
    rows: list[Sequence[Cell]] = []
    cumulative = 0.0
    for place in range(customers):
        number, name, value = _CUSTOMERS[place % len(_CUSTOMERS)]
        share = 0.12 / (place + 1)
        cumulative += share
        klass = "A" if cumulative < 0.8 else "B"
        rows.append((place + 1, number, name, Decimal(value) / (place // 5 + 1), share, cumulative, klass))
    columns = (
        _RANK,
        _ID,
        _NAME,
        _VALUE,
        _column("share", "share", "占比", Kind.SHARE, bar=True),
        _column("cumulative_share", "cumulative share", "累计占比", Kind.SHARE),
        _column("class", "class", "类别", Kind.TEXT),
    )
    return Table(
        "top",
        Label("Largest customers", "价值最高的客户"),
        columns,
        rows,
        elastic=True,
        total_rows=total_rows,
    )


CLASSES = Table(
    "classes",
    Label("Classes by value (ABC)", "价值分类（ABC）"),
    (
        _column("class", "class", "类别", Kind.TEXT),
        _CUSTOMERS_COLUMN,
        _SHARE_OF_CUSTOMERS,
        _VALUE,
        _SHARE_OF_VALUE,
        _column("smallest", "smallest", "最低", Kind.MONEY),
        _column("largest", "largest", "最高", Kind.MONEY),
    ),
    (
        ("A", 221, 0.1794, Decimal("326482911.40"), 0.8004, Decimal("512300.00"), Decimal("48500000.00")),
        ("B", 318, 0.2581, Decimal("61022117.02"), 0.1496, Decimal("88000.50"), Decimal("511950.00")),
        ("C", 652, 0.5292, Decimal("20395001.33"), 0.05, Decimal("0.01"), Decimal("87999.00")),
        ("Z", 38, 0.0308, Decimal("0.00"), None, Decimal("0.00"), Decimal("0.00")),
        ("N", 3, 0.0024, Decimal("-15300.25"), None, Decimal("-12000.00"), Decimal("-800.25")),
    ),
)

BANDS = Table(
    "bands",
    Label("Bands of the training material", "客户金字塔对照"),
    (
        _column("band", "band", "档次", Kind.TEXT),
        _CUSTOMERS_COLUMN,
        _SHARE_OF_CUSTOMERS,
        _SHARE_OF_VALUE,
        _column("reference_customers", "reference customers", "参考客户占比", Kind.SHARE),
        _column("reference_value", "reference value", "参考价值占比", Kind.SHARE),
    ),
    (
        (Label("high", "高收益"), 99, 0.0804, 0.5821, 0.08, 0.84),
        (Label("mid", "中收益"), 98, 0.0795, 0.1905, 0.08, 0.13),
        (Label("low", "低收益"), 99, 0.0804, 0.0911, 0.08, 0.03),
        (Label("none", "无收益"), 936, 0.7597, 0.1363, 0.76, 0.0),
    ),
)

_HEADLINE = Sentence(
    Label(
        "{customers} of {all} customers ({share}) bring {value} of the AUM: look after them first.",
        "全部 {all} 个客户中，{customers} 个（{share}）带来了 {value} 的 AUM，应优先维护。",
    ),
    {
        "customers": Value(221, Kind.COUNT),
        "all": Value(1234, Kind.COUNT),
        "share": Value(0.1794, Kind.SHARE),
        "value": Value(0.8004, Kind.SHARE),
    },
)

_FACTS = (
    Fact(Label("customers", "客户数"), 1234, Kind.COUNT),
    Fact(Label("without value", "无数值"), 2, Kind.COUNT),
    Fact(Label("total", "合计"), Decimal("407884729.50"), Kind.MONEY),
    Fact(Label("gross positive", "正值合计"), Decimal("407900029.75"), Kind.MONEY),
    Fact(Label("Gini", "基尼系数"), 0.7312345678, Kind.NUMBER),
    Fact(Label("effective customers", "等效客户数"), 41.5, Kind.NUMBER),
    Fact(Label("top 10", "前十大占比"), 0.3129, Kind.SHARE),
    Fact(Label("peak over net", "峰值/净值"), None, Kind.NUMBER),
)

_NOTES = (
    Sentence(
        Label(
            "Shares are taken over the positive values; {count} customers have a negative value, {amount} together.",
            "占比按正值合计计算；{count} 个客户为负值，合计 {amount}。",
        ),
        {"count": Value(3, Kind.COUNT), "amount": Value(Decimal("-15300.25"), Kind.MONEY)},
    ),
    Sentence(Label("Equal values share a class.", "数值相同的客户归入同一类。")),
)


def segment(customers: int = 20) -> Report:
    """What `segment` says of a branch with 1,234 customers."""
    return Report(
        Label("Customers by value", "客户价值分层"),
        (_HEADLINE,),
        _FACTS,
        (CLASSES, BANDS, top(customers, total_rows=1234)),
        _NOTES,
        records=top(customers),
    )


def nasty() -> Report:
    """Names that would steer a terminal, run in a spreadsheet, or break a table."""
    rows = [
        (number, name, Decimal(-number), -number / 100, None) for number, name in enumerate(NASTY_NAMES, 1)
    ]
    columns = (
        _RANK,
        _NAME,
        _VALUE,
        _column("share", "share", "占比", Kind.SHARE, bar=True),
        _column("since", "since", "开户日期", Kind.DATE),
    )
    table = Table("top", Label("Names", "名称"), columns, rows)
    headline = Sentence(
        Label("First is {name}.", "第一名是{name}。"), {"name": Value(NASTY_NAMES[3], Kind.TEXT)}
    )
    return Report(Label("Names", "名称"), (headline,), (), (table,), records=table)
