"""Random books of customers as they come from branches: titles, blanks, totals, merged and hidden cells, odd values."""

import datetime as dt
import random
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import NamedTuple, TypeAlias

Plain: TypeAlias = "str | int | float | bool | dt.date | dt.datetime | dt.time | None"


class Cell(NamedTuple):
    """One cell."""

    value: Plain = None
    format: str = ""
    formula: str = ""
    """With it the value is what it was last computed to."""
    error: bool = False


EMPTY = Cell()
ERRORS = ("#N/A", "#REF!", "#DIV/0!", "#VALUE!", "#NAME?", "#NULL!", "#NUM!")
SURNAMES, GIVEN = (
    "王李张刘陈杨赵黄周吴徐孙马朱胡林郭何高罗",
    "伟芳娜敏静丽强磊军洋勇艳杰娟涛明超秀兰霞平刚桂英",
)
RARE = (
    "𠮷田",
    "O'Neil & Sons <甲>",
    "a_x000D_b",
    "Zoë",
    " 前后空格 ",
    "多行\n文字",
    '"引号"',
    "　全角",
    "_x005F_",
    "\u00a0",
    " ",
)
"""What writers have to escape, characters beyond the first plane, white space."""
FORMATS = (
    "",
    "",
    "0.00",
    "#,##0.00",
    "#,##0",
    "0",
    "General",
    "¥#,##0.00",
    '#,##0.00_);[Red]"("#,##0.00")"',
    "0.000000",
)
DATES = (
    "yyyy-mm-dd",
    "yyyy/m/d",
    "d-mmm-yy",
    'yyyy"年"m"月"d"日"',
    "mm-dd-yy",
    "yyyy-mm-dd hh:mm:ss",
    "m/d/yy h:mm",
)
DATE_TEXTS = ("%Y-%m-%d", "%Y/%m/%d", "%Y%m%d", "%Y年%m月%d日", "%d.%m.%Y")


@dataclass(frozen=True)
class Book:
    """One sheet of cells, and a second one if it has notes."""

    sheet: str
    rows: list[list[Cell]]
    merged: list[tuple[int, int, int, int]] = field(default_factory=list)
    """First row, first column, last row, last column, from 0."""
    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: frozenset[int] = frozenset()
    levels: "dict[int, int]" = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)


def random_book(seed: int, rows: int = 0) -> Book:
    """The book of a seed, always the same; of so many customers, or of a few to 3,000."""
    draw = random.Random(seed)
    customers = rows or round(10 ** draw.uniform(0, 3.48))
    wanted = [heading for heading in COLUMNS if heading in NEEDED or draw.random() < 0.6]
    draw.shuffle(wanted)
    right = draw.choice((0, 0, 0, 1, 3))
    mess = draw.choice((0.0, 0.001, 0.01, 0.1))
    makers = [COLUMNS[heading](draw) for heading in wanted]
    cells = [_title(draw, len(wanted)) for _ in range(draw.choice((0, 0, 1, 2)))]
    merged = [(row, right, row, right + len(wanted) - 1) for row in range(len(cells)) if len(wanted) > 1]
    cells.append([Cell(heading) for heading in wanted])
    top = len(cells)
    for number in range(customers):
        cells.append([_messy(draw, mess, make(number)) for make in makers])
        if draw.random() < mess / 4:
            cells.append([])
    if draw.random() < 0.3:
        cells.append([Cell("合计"), *(_total(draw) for _ in wanted[1:])])
    return Book(
        draw.choice(("客户", "Sheet1", "2026年3月", "客户 & 清单")),
        [[EMPTY] * right + row if row else row for row in cells],
        merged if draw.random() < 0.7 else [],
        frozenset(row for row in range(top, len(cells)) if draw.random() < mess / 2),
        frozenset({right + draw.randrange(len(wanted))} if draw.random() < 0.2 else ()),
        {row: 1 for row in range(top, len(cells)) if draw.random() < mess / 4},
        ["说明", "本表由支行填报"] if draw.random() < 0.3 else [],
    )


def _title(draw: random.Random, width: int) -> list[Cell]:
    title = Cell(
        draw.choice(("某某银行客户清单", "制表日期：2026年3月31日", "单位：万元", "2026年3月末 单位：元"))
    )
    return [title, *[EMPTY] * (width - 1)]


def _total(draw: random.Random) -> Cell:
    return draw.choice((EMPTY, Cell(round(draw.uniform(1, 1e7), 2), formula="SUM(H2:H9)")))


def _messy(draw: random.Random, mess: float, cell: Cell) -> Cell:
    """Now and then something else than what was meant."""
    if draw.random() >= mess:
        return cell
    return draw.choice(
        (
            EMPTY,
            Cell(draw.choice(ERRORS), error=True),
            Cell(draw.choice(RARE)),
            Cell(
                draw.choice(
                    ("-", "—", "无", "N/A", "待核实", "1,234.50", "12万", "约五十万", "(300)", "9.98%")
                )
            ),
            Cell(draw.choice((True, False))),
            Cell(draw.choice((1e-7, 1e15, 123456789012345680, 0.1 + 0.2, -0.0, 5e-324, 1e300, -1.5))),
            Cell(dt.time(9, 30), "hh:mm"),
            Cell(dt.datetime.fromisoformat("2026-03-31 23:59:59"), "yyyy-mm-dd hh:mm:ss"),
            Cell("", formula='""'),
            Cell(3.5, "0.00", formula="1+2.5"),
        )
    )


Maker: TypeAlias = "Callable[[int], Cell]"


def _ids(draw: random.Random) -> Maker:
    kind = draw.choice(("text", "number", "long", "zeros"))
    start = draw.randrange(10**5, 10**6)

    def make(number: int) -> Cell:
        now = start + number // draw.choice((1, 1, 1, 2))
        match kind:
            case "number":
                return Cell(now, draw.choice(("", "0")))
            case "long":
                return Cell(f"62284800{now:011}")
            case "zeros":
                return Cell(f"{now:010}")
        return Cell(f"K{now}")

    return make


def _names(draw: random.Random) -> Maker:
    def make(number: int) -> Cell:
        if draw.random() < 0.01:
            return Cell(draw.choice(RARE))
        return Cell(draw.choice(SURNAMES) + "".join(draw.choices(GIVEN, k=draw.choice((1, 2)))))

    return make


def _amounts(draw: random.Random) -> Maker:
    style = draw.choice(FORMATS)
    digits = draw.choice((0, 2, 2, 2, 6, 12))
    formula = draw.random() < 0.2

    def make(number: int) -> Cell:
        if draw.random() < 0.05:
            return draw.choice((EMPTY, Cell(0, style), Cell(-12.5, style)))
        amount = round(10 ** draw.uniform(0, 7), digits)
        if draw.random() < 0.01:
            return Cell(f"{amount:,.2f}")
        return Cell(amount, style, formula=f"{amount}*1" if formula else "")

    return make


def _dates(draw: random.Random) -> Maker:
    style, text, kind = (
        draw.choice(DATES),
        draw.choice(DATE_TEXTS),
        draw.choice(("date", "date", "text", "mixed")),
    )

    def make(number: int) -> Cell:
        day = dt.date(1940, 1, 1) + dt.timedelta(days=draw.randrange(31_000))
        if kind == "text" or (kind == "mixed" and draw.random() < 0.3):
            return Cell(day.strftime(text))
        if "h" in style:
            return Cell(dt.datetime.combine(day, dt.time(draw.randrange(24), 5, 7)), style)
        return Cell(day, draw.choice(DATES) if kind == "mixed" else style)

    return make


def _few(*words: Plain, style: str = "") -> "Callable[[random.Random], Maker]":
    def column(draw: random.Random) -> Maker:
        return lambda _: draw.choice((*(Cell(word, style) for word in words), EMPTY))

    return column


COLUMNS: "dict[str, Callable[[random.Random], Maker]]" = {
    "客户号": _ids,
    "客户名称": _names,
    "年龄": _few(*range(1, 101, 7)),
    "出生日期": _dates,
    "开户日期": _dates,
    "网点": _few("城东支行", "滨江支行", "高新支行"),
    "客户经理": _few("孙浩", "黄波", "赵磊", "孙浩 "),
    "AUM": _amounts,
    "存款余额": _amounts,
    "贷款余额": _amounts,
    "综合贡献度": _amounts,
    "持有产品数": _few(0, 1, 2, 3, 12),
    "利率": _few(0.035, 0.0198, 1, style="0.00%"),
    "销售阶段": _few("潜在", "可能", "普通"),
    "来源渠道": _few("外拓走访", "广告", "赞助活动"),
    "手机": _few("13800138000", 13900139000, "010-12345678"),
    "是否签约": _few(*(False, True), "是"),
    "备注": _few("", "见附件", "a&b", "<未填>"),
}
NEEDED = frozenset({"客户号", "AUM"})
