"""`keyclient demo`."""

from pathlib import Path
from typing import Annotated

import typer

from keyclient.cli.start.session import current_session, say
from keyclient.model.label import Label

_MAKING = Label("Making {path}", "正在生成 {path}")
_BOOK, _FOLDER = Path("demo.xlsx"), Path("demo")
_CUSTOMERS = 300


def demo_command(
    out: Annotated[
        Path | None,
        typer.Argument(
            metavar=say("FILE", "文件"),
            help=say(
                ".xlsx or .csv; with --months a folder. Must not exist (default: demo.xlsx; with --months demo).",
                ".xlsx 或 .csv；用 --months 时为文件夹。不得已存在。默认 demo.xlsx；用 --months 时为 demo。",
            ),
            show_default=False,
        ),
    ] = None,
    customers: Annotated[
        int | None,
        typer.Option(
            "--customers",
            help=say(
                "Number of customers (default: 300; with --months 300 a branch).",
                "客户数。默认 300；用 --months 时每个支行 300。",
            ),
            show_default=False,
        ),
    ] = None,
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
    months: Annotated[
        int | None,
        typer.Option(
            "--months",
            help=say(
                "A folder with the books of so many months (1 to 24), with movements that are known.",
                "生成一个文件夹，内含连续若干个月（1 至 24）的客户表，其中的变动已知。",
            ),
        ),
    ] = None,
    branches: Annotated[
        int | None,
        typer.Option(
            "--branches",
            help=say(
                "With --months: so many branches (1 to 8), a book a month for each.",
                "与 --months 合用：支行数（1 至 8），每个支行每月一份。",
            ),
        ),
    ] = None,
    together: Annotated[
        bool,
        typer.Option(
            "--together",
            help=say(
                "With --months: one book a month for all branches.", "与 --months 合用：各支行合为每月一份。"
            ),
        ),
    ] = False,
    truth: Annotated[
        Path | None,
        typer.Option(
            "--truth",
            help=say(
                "With --months: list what is planted, .json or .csv; without a folder, only that.",
                "与 --months 合用：将预设的变动写成清单（.json 或 .csv）；未指定文件夹时只写清单。",
            ),
        ),
    ] = None,
) -> None:
    """A realistic example book."""
    from keyclient.cli.output.demo_series import SeriesOptions, write_series
    from keyclient.demo.series.size import SeriesSize, usual_customers

    options = SeriesOptions(months, branches, together, truth)
    options.check(ugly=ugly)
    if months is None:
        _write_book(out or _BOOK, _CUSTOMERS if customers is None else customers, seed, ugly=ugly)
        return
    shared = 1 if branches is None else branches
    size = SeriesSize(months, shared, usual_customers(shared) if customers is None else customers, seed)
    write_series(_FOLDER if out is None and truth is None else out, size, options)


def _write_book(out: Path, customers: int, seed: int, *, ugly: bool) -> None:
    from keyclient.cli.output.files import write_new, wrote
    from keyclient.demo.write import clean_bytes, messy_bytes

    session = current_session()
    made = messy_bytes if ugly else clean_bytes
    session.narrator.doing(_MAKING.filled(path=out.name))
    write_new(out, made(out.suffix, customers, seed, session.lang))
    session.narrator.note(wrote(out))
