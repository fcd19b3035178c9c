"""Which book is read, and how."""

from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

import typer

from keyclient.cli.start.session import say

Book = Annotated[
    Path | None,
    typer.Argument(
        metavar="BOOK",
        show_default=False,
        help=say(
            "The workbook or CSV file. Left out: KEYCLIENT_BOOK, then `book` of the policy, then the only book here.",
            "工作簿或 CSV 文件。省略时依次取 KEYCLIENT_BOOK、策略文件中的 book、当前文件夹中唯一的客户表。",
        ),
    ),
]

Sheet = Annotated[
    str | None, typer.Option("--sheet", help=say("Sheet to read.", "要读取的工作表。"), show_default=False)
]

HeaderRow = Annotated[
    int | None,
    typer.Option(
        "--header-row",
        help=say(
            "Row of the headings, as Excel numbers it; 0: there are none.",
            "表头所在行（Excel 行号）；0 表示没有表头。",
        ),
        show_default=False,
    ),
]

Map = Annotated[
    list[str] | None,
    typer.Option(
        "--map",
        metavar="FIELD=HEADING",
        help=say(
            "Which heading is which field; `heading#2` is the second of two equal ones. May be given several times.",
            "指定字段对应的列名；“列名#2”表示同名的第二列。可多次使用。",
        ),
        show_default=False,
    ),
]

AsOf = Annotated[
    str | None,
    typer.Option("--as-of", metavar="DATE", help=say("Data date.", "数据日期。"), show_default=False),
]

DateOrder = Annotated[
    str | None,
    typer.Option(
        "--date-order",
        metavar="dmy|mdy",
        help=say("How dates such as 03/04/2026 are meant.", "03/04/2026 这类日期的顺序。"),
        show_default=False,
    ),
]

Set = Annotated[
    list[str] | None,
    typer.Option(
        "--set",
        metavar="KEY=VALUE",
        help=say("Set a value of the policy for this run.", "为本次运行设置策略值。"),
        show_default=False,
    ),
]


@dataclass(frozen=True)
class BookOptions:
    """Which book is read, how its table is found, and by which policy."""

    book: Book = None
    sheet: Sheet = None
    header_row: HeaderRow = None
    mapping: Map = None
    as_of: AsOf = None
    date_order: DateOrder = None
    settings: Set = None
