"""`keyclient demo`."""

from pathlib import Path
from typing import Annotated

import typer

from keyclient.cli.start.session import current_session, say
from keyclient.model.label import Label

_MAKING = Label("Making {path}", "正在生成 {path}")


def demo_command(
    out: Annotated[
        Path,
        typer.Argument(
            metavar=say("FILE", "文件"),
            help=say(".xlsx or .csv; must not exist.", ".xlsx 或 .csv；不得已存在。"),
        ),
    ] = Path("demo.xlsx"),
    customers: Annotated[
        int, typer.Option("--customers", help=say("Number of customers.", "客户数。"))
    ] = 300,
    seed: Annotated[
        int, typer.Option("--seed", help=say("The same seed gives the same book.", "种子相同则内容相同。"))
    ] = 1,
    *,
    ugly: Annotated[
        bool,
        typer.Option(
            "--ugly",
            help=say(
                "As messy as real books: 万元, totals, blanks, wrong cells. .xlsx only.",
                "像实际工作中那样杂乱：万元、合计行、空行、错误单元格。仅限 .xlsx。",
            ),
        ),
    ] = False,
) -> None:
    """A realistic example book."""
    from keyclient.cli.output.files import write_new, wrote
    from keyclient.demo.write import clean_bytes, messy_bytes

    session = current_session()
    made = messy_bytes if ugly else clean_bytes
    session.narrator.doing(_MAKING.filled(path=out.name))
    write_new(out, made(out.suffix, customers, seed, session.lang))
    session.narrator.note(wrote(out))
