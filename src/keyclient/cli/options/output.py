"""How an answer is written, and where to."""

from enum import StrEnum
from pathlib import Path
from typing import Annotated, NamedTuple

import typer

from keyclient.cli.start.session import say
from keyclient.model.label import NO_WORDS, Label


class Format(StrEnum):
    """How an answer is written to standard output."""

    TABLE = "table"
    JSON = "json"
    CSV = "csv"
    MD = "md"


AnswerFormat = Annotated[
    Format,
    typer.Option("--format", "-f", help=say("Output format.", "输出格式。"), case_sensitive=False),
]


def _out(customers: Label, metavar: str | None = None) -> object:
    """The option of a file; `customers`: what it says of a file of the customers themselves."""
    words = _OUT.filled(customers=customers)
    return typer.Option(
        "--out",
        "-o",
        metavar=metavar or say("FILE", "文件"),
        help=say(words.en, words.zh),
        show_default=False,
    )


_OUT = Label(
    "Write the whole answer to this file instead of standard output, in the format of its suffix: .xlsx, .html, "
    ".md, .json, .csv where the answer is one table{customers}.",
    "把完整结果写入此文件，不再输出到屏幕；格式由后缀决定：.xlsx、.html、.md、.json；单张表可用 .csv{customers}。",
)
Out = Annotated[Path | None, _out(NO_WORDS)]
OutOfCustomers = Annotated[
    Path | None, _out(Label(", .parquet for the customers themselves", "，客户明细可用 .parquet"))
]
"""The same of an answer about the customers of one book."""
OutOfPortfolio = Annotated[
    Path | None,
    _out(
        Label(
            ", .parquet for the customers of a book themselves; of a portfolio of Parquet, FOLDER/ for all customers as Parquet with "
            "the answer beside them",
            "，单份客户表的客户明细可用 .parquet；Parquet 客户数据可写“文件夹/”，把全部客户写成 Parquet 并附结果",
        ),
        say("FILE|FOLDER/", "文件|文件夹/"),
    ),
]
"""The same of an answer that an engine may compute."""
OutOfStages = Annotated[
    Path | None,
    _out(
        Label(
            "; of a portfolio of Parquet, FOLDER/ for all customers as Parquet with the answer beside them",
            "；Parquet 客户数据可写“文件夹/”，把全部客户写成 Parquet 并附结果",
        ),
        say("FILE|FOLDER/", "文件|文件夹/"),
    ),
]
"""The same where a file never holds the customers themselves."""
WriteBack = Annotated[
    bool,
    typer.Option(
        "--write-back",
        help=say(
            "Write the answer into a copy of the workbook, BOOK.keyclient.xlsx: columns beside the customers and a "
            "summary sheet; everything else stays unchanged.",
            "把结果写入原工作簿的副本“原名.keyclient.xlsx”：客户行右侧新增结果列，另加汇总工作表，其余内容不变。",
        ),
    ),
]

InPlace = Annotated[
    bool,
    typer.Option(
        "--in-place",
        help=say(
            "Write the answer into the workbook itself and keep the original as BOOK.bak.xlsx. Implies --write-back.",
            "直接写入原工作簿，原文件另存为“原名.bak.xlsx”。等同于同时使用 --write-back。",
        ),
    ),
]

Strict = Annotated[
    bool,
    typer.Option(
        "--strict", help=say("Exit with 1 if there is a warning or an error.", "有警告或错误时以 1 退出。")
    ),
]

Mask = Annotated[
    bool,
    typer.Option(
        "--mask",
        help=say(
            "Hide names and customer, phone and id numbers; row numbers and cell addresses stay.",
            "隐去客户名称、客户号、电话和证件号码；保留行号和单元格位置。",
        ),
    ),
]

Unit = Annotated[
    str | None,
    typer.Option(
        "--unit",
        metavar="yuan|wan",
        help=say(
            "Unit of amounts: yuan, or wan (10,000 yuan). JSON, CSV and Parquet always use yuan.",
            "金额单位：yuan（元）或 wan（万元）。JSON、CSV、Parquet 始终为元。",
        ),
        show_default=False,
    ),
]

Open = Annotated[
    bool,
    typer.Option("--open", help=say("Open the file after writing it.", "写入文件后自动打开。")),
]

OutFolder = Annotated[
    Path | None,
    typer.Option(
        "--out",
        "-o",
        metavar=say("FOLDER", "文件夹"),
        show_default=False,
        help=say("Folder for the results (default: batch.out).", "结果文件夹。省略时取 batch.out。"),
    ),
]


class OutputOptions(NamedTuple):
    """The format or file of an answer, and how it looks there."""

    format_: AnswerFormat = Format.TABLE
    out: Out = None
    unit: Unit = None
    mask: Mask = False
    opens: Open = False


class WriteBackOptions(NamedTuple):
    """Whether the answer goes into the user's own workbook."""

    write_back: WriteBack = False
    in_place: InPlace = False
