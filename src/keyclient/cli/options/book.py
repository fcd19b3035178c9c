"""Which book is read, and how."""

from pathlib import Path
from typing import Annotated, NamedTuple

import typer

from keyclient.cli.start.session import say

Book = Annotated[
    Path | None,
    typer.Argument(
        metavar="BOOK",
        show_default=False,
        help=say(
            "Workbook or CSV file (default: KEYCLIENT_BOOK, then `book` in the policy, then the only book in this folder).",
            "工作簿或 CSV 文件。省略时依次取 KEYCLIENT_BOOK、策略文件中的 book、当前文件夹中唯一的客户表。",
        ),
    ),
]

BookOrPortfolio = Annotated[
    Path | None,
    typer.Argument(
        metavar="BOOK",
        show_default=False,
        help=say(
            "Workbook or CSV file, or a portfolio of Parquet: a folder, a file, or a pattern in quotation marks (default: "
            "KEYCLIENT_BOOK, then `book` in the policy, then the only book in this folder).",
            "工作簿或 CSV 文件，或 Parquet 客户数据（文件夹、文件，或加引号的通配符）。"
            "省略时依次取 KEYCLIENT_BOOK、策略文件中的 book、当前文件夹中唯一的客户表。",
        ),
    ),
]
"""The same of an analysis that an engine may compute."""

Books = Annotated[
    list[Path] | None,
    typer.Argument(
        metavar="OLD ... NEW",
        show_default=False,
        help=say(
            "Two or more workbooks or CSV files of the same customers, ordered by data date where all have one; or two portfolios of "
            "Parquet, or one with several data dates.",
            "同一批客户的两期或以上的表格，均有数据日期时按日期排序，否则按所列顺序；"
            "也可为两份 Parquet 客户数据，或含多期数据的一份。",
        ),
    ),
]

JoinedPaths = Annotated[
    list[Path] | None,
    typer.Argument(
        metavar="BOOK",
        show_default=False,
        help=say(
            "Workbooks, CSV files, folders with such files, or the results folder of keyclient batch; one book will do.",
            "工作簿、CSV 文件、存放它们的文件夹，或 keyclient batch 的结果文件夹；只有一份也可以。",
        ),
    ),
]

Sheet = Annotated[
    str | None, typer.Option("--sheet", help=say("Sheet to read.", "要读取的工作表。"), show_default=False)
]

Sheets = Annotated[
    list[str] | None,
    typer.Option(
        "--sheet",
        help=say(
            "Sheets to read, each a book of its own: by name, by pattern (20*), or several with commas. Repeatable.",
            "要读取的工作表，每张为一期：可写名称、通配符（20*）或以逗号分隔的多个名称。可多次使用。",
        ),
        show_default=False,
    ),
]

HeaderRow = Annotated[
    int | None,
    typer.Option(
        "--header-row",
        help=say(
            "Row of the headings, as numbered in Excel; 0 if there are none.",
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
            "Heading to read as a field; `heading#2` is the second of two identical ones. Repeatable.",
            "指定字段对应的列名；“列名#2”表示同名的第二列。可多次使用。",
        ),
        show_default=False,
    ),
]

AsOf = Annotated[
    str | None,
    typer.Option(
        "--as-of",
        metavar="DATE",
        help=say(
            "Data date, or today for the date of this machine (default: the book's own).",
            "数据日期；today 或 今天 表示本机当天日期。默认取表内日期。",
        ),
        show_default=False,
    ),
]

Period = Annotated[
    str | None,
    typer.Option(
        "--period",
        metavar=say("PERIOD", "期间"),
        help=say(
            "Of a book with several data dates, the one to analyse: 202603, 2026-03-31, 2026Q1 (default: the latest).",
            "表内有多个数据日期时，分析哪一期：202603、2026-03-31、2026年3月、2026年一季度。默认取最近一期。",
        ),
        show_default=False,
    ),
]

DateOrder = Annotated[
    str | None,
    typer.Option(
        "--date-order",
        metavar="dmy|mdy",
        help=say("Order of dates such as 03/04/2026.", "03/04/2026 这类日期的顺序。"),
        show_default=False,
    ),
]

Jobs = Annotated[
    int | None,
    typer.Option(
        "--jobs",
        min=1,
        help=say(
            "Processes that read one large workbook together (default: KEYCLIENT_JOBS, then one per core, at most 4).",
            "共同读取一份大型工作簿的进程数。默认取 KEYCLIENT_JOBS，再按处理器核心数，最多 4 个。",
        ),
        show_default=False,
    ),
]

Set = Annotated[
    list[str] | None,
    typer.Option(
        "--set",
        metavar="KEY=VALUE",
        help=say("Override a policy value for this run. Repeatable.", "为本次运行指定策略取值。可多次使用。"),
        show_default=False,
    ),
]


class BookOptions(NamedTuple):
    """Which book is read, how its table is found, and by which policy."""

    book: Book = None
    sheet: Sheet = None
    header_row: HeaderRow = None
    mapping: Map = None
    as_of: AsOf = None
    period: Period = None
    date_order: DateOrder = None
    jobs: Jobs = None
    settings: Set = None
