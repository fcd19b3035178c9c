"""`keyclient batch`."""

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from keyclient.cli.options.book import Set
from keyclient.cli.options.output import AnswerFormat, Format, OutFolder
from keyclient.cli.start.session import current_session, say

Sources = Annotated[
    list[Path] | None,
    typer.Argument(
        metavar=say("FOLDER...", "文件夹..."),
        show_default=False,
        help=say(
            "Folders of books, searched with their subfolders (default: batch.sources).",
            "存放表格的文件夹（含下级）。省略时取策略中的 batch.sources。",
        ),
    ),
]
Analyses = Annotated[
    list[str] | None,
    typer.Option(
        "--analyses",
        metavar="A,B",
        show_default=False,
        help=say(
            "Analyses to run, separated by commas (default: all the book has data for).",
            "每份表格所做的分析，以逗号分隔。省略时做该表允许的全部分析。",
        ),
    ),
]
Jobs = Annotated[
    int | None,
    typer.Option(
        "--jobs",
        "-j",
        min=1,
        show_default=False,
        help=say(
            "Books to process at the same time (default: one per core).",
            "同时处理的表格数。默认每个处理器核心一份。",
        ),
    ),
]
Expect = Annotated[
    Path | None,
    typer.Option(
        "--expect",
        metavar=say("FILE", "文件"),
        show_default=False,
        help=say(
            "List of branches, one per line; those without a book are reported.",
            "网点清单，每行一个；缺表的网点会列出。",
        ),
    ),
]
Wait = Annotated[
    float | None,
    typer.Option(
        "--wait",
        metavar=say("SECONDS", "秒数"),
        min=0,
        show_default=False,
        help=say(
            "Seconds to wait for another run into the same folder.",
            "结果文件夹有其他运行时，最多等待的秒数。",
        ),
    ),
]
Retry = Annotated[
    Path | None,
    typer.Option(
        "--retry",
        metavar="run.json",
        show_default=False,
        help=say(
            "Process only the books that failed or were incomplete in this earlier run.",
            "只补跑这次运行中结果不完整的表格。",
        ),
    ),
]


class Unchanged(StrEnum):
    """What becomes of a book that has not changed."""

    SKIP = "skip"
    REDO = "redo"


def batch_command(
    sources: Sources = None,
    out: OutFolder = None,
    analyses: Analyses = None,
    jobs: Jobs = None,
    expect: Expect = None,
    wait: Wait = None,
    retry: Retry = None,
    since_unchanged: Annotated[
        Unchanged,
        typer.Option(
            "--since-unchanged",
            case_sensitive=False,
            help=say(
                "Books whose content, policy and version are unchanged: skip or redo.",
                "内容、策略和版本均未变化的表格：skip 跳过，redo 重做。",
            ),
        ),
    ] = Unchanged.SKIP,
    settings: Set = None,
    format_: AnswerFormat = Format.TABLE,
    *,
    force: Annotated[
        bool, typer.Option("--force", help=say("Process every book again.", "全部重做。"))
    ] = False,
    dry_run: Annotated[
        bool,
        typer.Option(
            "--dry-run",
            help=say(
                "Show what would be done with each book and why; write nothing.",
                "只说明每份表格将如何处理及原因，不写入任何内容。",
            ),
        ),
    ] = False,
) -> None:
    """Every book under the shares of the branches."""
    from keyclient.batch.run.settings import BatchOptions
    from keyclient.cli.commands.batch_options import answer_plan, answer_run, settled

    session = current_session()
    names = [name.strip() for text in analyses or () for name in text.split(",") if name.strip()]
    redo = force or since_unchanged is Unchanged.REDO
    asked = BatchOptions(tuple(sources or ()), out, tuple(names), expect, jobs, wait, redo, retry)
    wanted = settled(session, asked, settings or ())
    if dry_run:
        answer_plan(session, wanted, format_)
    else:
        answer_run(session, wanted, format_)
