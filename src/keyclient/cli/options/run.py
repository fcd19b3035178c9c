"""The options of every run, which stand before the command or after it."""

from pathlib import Path
from typing import Annotated

import typer

from keyclient.cli.start.session import say
from keyclient.model.label import Lang

Language = Annotated[
    Lang | None,
    typer.Option(
        "--lang",
        help=say("Language: zh or en.", "语言：zh 或 en。"),
        show_default=False,
        case_sensitive=False,
    ),
]

Config = Annotated[
    Path | None,
    typer.Option(
        "--config",
        envvar="KEYCLIENT_CONFIG",
        show_envvar=False,
        metavar="FILE",
        help=say(
            "Policy file (default: the nearest keyclient.toml in this folder or above).",
            "策略文件；默认向上查找最近的 keyclient.toml。",
        ),
        show_default=False,
    ),
]

Quiet = Annotated[bool, typer.Option("--quiet", "-q", help=say("Show errors only.", "只显示错误。"))]

Verbose = Annotated[
    bool,
    typer.Option(
        "--verbose",
        help=say("Show details, including cell values as typed.", "显示更多内容，包括单元格原值。"),
    ),
]

NoColor = Annotated[bool, typer.Option("--no-color", help=say("Disable colours.", "不使用颜色。"))]
