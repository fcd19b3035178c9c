"""Every option that commands share: once, with its name, its type and its help."""

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer
from typer.models import OptionInfo

from keyclient.cli.start.session import say
from keyclient.model.label import Label, Lang


class Format(StrEnum):
    """How an answer is written to standard output."""

    TABLE = "table"
    JSON = "json"
    CSV = "csv"
    MD = "md"


class AEnd(StrEnum):
    """Where class A ends."""

    SHARE = "share"
    AUTO = "auto"


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
Measure = Annotated[
    str | None,
    typer.Option(
        "--measure",
        "-m",
        metavar="FIELD|HEADING",
        help=say("What customers are ranked by.", "客户按什么排序。"),
        show_default=False,
    ),
]
By = Annotated[
    str | None,
    typer.Option(
        "--by",
        metavar="FIELD|HEADING",
        help=say("Group customers by this column too.", "同时按此列分组。"),
        show_default=False,
    ),
]
Cut = Annotated[
    AEnd | None,
    typer.Option(
        "--cut",
        help=say(
            "Where class A ends: share, at the target of the policy (80 %); auto, where the curve of this book is "
            "nearest to the ideal.",
            "A 类的分界：share 按策略的目标占比（80%）；auto 取本表累计曲线上距理想点最近处。",
        ),
        show_default=False,
        case_sensitive=False,
    ),
]
Top = Annotated[
    str | None,
    typer.Option(
        "--top",
        metavar="N|all",
        help=say("How many customers to list. 20; in CSV all.", "列出多少个客户。默认 20，CSV 为全部。"),
        show_default=False,
    ),
]
Preset = Annotated[
    str | None,
    typer.Option(
        "--preset",
        metavar="NAME",
        help=say(
            "A list of tiers from the policy's presets, such as training or cards.",
            "采用策略中的某个分层方案，例如 training、cards。",
        ),
        show_default=False,
    ),
]
Previous = Annotated[
    list[Path] | None,
    typer.Option(
        "--previous",
        metavar="BOOK",
        help=say(
            "An earlier book of the same customers: tiers rise at once and fall slowly. May be given several times.",
            "同一批客户的往期客户表：升级即时、降级从缓。可多次使用。",
        ),
        show_default=False,
    ),
]
TopFindings = Annotated[
    str | None,
    typer.Option(
        "--top",
        metavar="N|all",
        help=say(
            "How many findings and customers with gaps to list. All findings, 20 customers; with --out all of both.",
            "列出多少条问题和多少个待补录客户。默认为全部问题和 20 个客户；使用 --out 时均为全部。",
        ),
        show_default=False,
    ),
]
AnswerFormat = Annotated[
    Format,
    typer.Option(
        "--format", "-f", help=say("How the answer is written.", "输出格式。"), case_sensitive=False
    ),
]
_TO_FILE = Label(
    "Write everything to this file instead of standard output; the suffix says how: {suffixes}.",
    "把完整结果写入此文件，不再输出到屏幕；格式由后缀决定：{suffixes}。",
)


def _out(suffixes: Label) -> OptionInfo:
    """The option of the file that an answer is written to, by the suffixes that the command can."""
    filled = _TO_FILE.filled(suffixes=suffixes)
    option: OptionInfo = typer.Option(
        "--out", "-o", metavar=say("FILE", "文件"), help=say(filled.en, filled.zh), show_default=False
    )
    return option


Out = Annotated[
    Path | None, _out(Label(".xlsx, .csv, .json, .md or .html", ".xlsx、.csv、.json、.md 或 .html"))
]
OutCustomers = Annotated[
    Path | None,
    _out(
        Label(
            ".xlsx, .csv, .json, .md or .html; .parquet: the customers",
            ".xlsx、.csv、.json、.md 或 .html；.parquet 为客户明细",
        )
    ),
]
OutReport = Annotated[Path | None, _out(Label(".xlsx, .json, .md or .html", ".xlsx、.json、.md 或 .html"))]
WriteBack = Annotated[
    bool,
    typer.Option(
        "--write-back",
        help=say(
            "Write the answer into a copy of the workbook, BOOK.keyclient.xlsx: columns beside the customers, a summary on "
            "a new sheet, all else as it is.",
            "把结果写入原工作簿的副本“原名.keyclient.xlsx”：客户行右侧新增结果列，另加汇总工作表，其余内容不变。",
        ),
    ),
]
InPlace = Annotated[
    bool,
    typer.Option(
        "--in-place",
        help=say(
            "Write the answer into the workbook itself; the old one is kept as BOOK.bak.xlsx. Implies --write-back.",
            "直接写入原工作簿，原文件另存为“原名.bak.xlsx”。等同于同时使用 --write-back。",
        ),
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
DateOrder = Annotated[
    str | None,
    typer.Option(
        "--date-order",
        metavar="dmy|mdy",
        help=say("How dates such as 03/04/2026 are meant.", "03/04/2026 这类日期的顺序。"),
        show_default=False,
    ),
]
Strict = Annotated[
    bool,
    typer.Option(
        "--strict", help=say("Exit with 1 when there is a warning or error.", "有警告或错误时以 1 退出。")
    ),
]
Mask = Annotated[
    bool,
    typer.Option(
        "--mask",
        help=say(
            "Hide names, customer numbers, telephone and id numbers; rows and cells stay.",
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
            "What amounts are counted in where people read them: yuan, or wan (10,000 yuan). JSON, CSV and Parquet keep yuan.",
            "金额单位：yuan（元）或 wan（万元）。JSON、CSV、Parquet 始终为元。",
        ),
        show_default=False,
    ),
]
Open = Annotated[
    bool,
    typer.Option(
        "--open", help=say("Open the file of --out when it is written.", "写入 --out 的文件后自动打开。")
    ),
]
Language = Annotated[
    Lang, typer.Option("--lang", help=say("Language.", "语言。"), show_default=False, case_sensitive=False)
]
Config = Annotated[
    Path | None,
    typer.Option(
        "--config",
        envvar="KEYCLIENT_CONFIG",
        show_envvar=False,
        metavar="FILE",
        help=say(
            "Policy file, instead of the nearest keyclient.toml upward.",
            "策略文件；默认向上查找最近的 keyclient.toml。",
        ),
        show_default=False,
    ),
]
Quiet = Annotated[bool, typer.Option("--quiet", "-q", help=say("Say errors only.", "只显示错误。"))]
Verbose = Annotated[
    bool,
    typer.Option("--verbose", help=say("Say more, also values as typed.", "显示更多内容，包括单元格原值。")),
]
NoColor = Annotated[bool, typer.Option("--no-color", help=say("No colours.", "不使用颜色。"))]
OutFolder = Annotated[
    Path | None,
    typer.Option(
        "--out",
        "-o",
        metavar=say("FOLDER", "文件夹"),
        show_default=False,
        help=say("Folder of the results. Left out: batch.out.", "结果文件夹。省略时取 batch.out。"),
    ),
]
