"""`keyclient funnel`."""

import json
import re
from pathlib import Path
from typing import Annotated

import typer

from keyclient.cli import options
from keyclient.cli.input.reading import Wanted, open_wanted, parse_top
from keyclient.cli.output.delivery import Shown, delivery
from keyclient.cli.start.session import running, say
from keyclient.cli.writeback.request import asked_back

_BETWEEN = re.compile(r"\s*[,，、;；>→|]\s*")

Log = Annotated[
    Path | None,
    typer.Option(
        "--log",
        metavar="FILE",
        help=say(
            "A second file with the log of stages: customer or deal, stage, date. Left out: a sheet of BOOK that is one.",
            "另一个文件中的阶段变化记录（客户或商机、阶段、日期）。省略时查找 BOOK 中的记录工作表。",
        ),
        show_default=False,
    ),
]
LogSheet = Annotated[
    str | None,
    typer.Option(
        "--log-sheet", help=say("Sheet that is the log.", "阶段变化记录所在的工作表。"), show_default=False
    ),
]
Stages = Annotated[
    str | None,
    typer.Option(
        "--stages",
        metavar="A,B,C",
        help=say(
            "Stages in order, first to last; the last one means won.",
            "按先后顺序的各阶段，最后一个表示成交。",
        ),
        show_default=False,
    ),
]
Compare = Annotated[
    Path | None,
    typer.Option(
        "--compare",
        metavar="OLD",
        help=say("An older book to set the rates beside.", "用于对比的上期表格。"),
        show_default=False,
    ),
]
Window = Annotated[
    int | None,
    typer.Option(
        "--window",
        metavar="DAYS",
        min=1,
        help=say(
            "Tell who was won within so many days of entry, of those observed that long.",
            "统计进入后若干天内成交的比例，观察期不足者不计。",
        ),
        show_default=False,
    ),
]
TopGroups = Annotated[
    str | None,
    typer.Option(
        "--top",
        metavar="N|all",
        help=say(
            "How many groups to list. All; on a terminal as many as fit.",
            "列出多少个分组。默认全部；终端中以一屏为限。",
        ),
        show_default=False,
    ),
]


def funnel_command(
    book: options.Book = None,
    log: Log = None,
    by: options.By = None,
    stages: Stages = None,
    compare: Compare = None,
    window: Window = None,
    measure: options.Measure = None,
    top: TopGroups = None,
    format_: options.AnswerFormat = options.Format.TABLE,
    out: options.Out = None,
    write_back: options.WriteBack = False,
    in_place: options.InPlace = False,
    sheet: options.Sheet = None,
    log_sheet: LogSheet = None,
    header_row: options.HeaderRow = None,
    mapping: options.Map = None,
    as_of: options.AsOf = None,
    date_order: options.DateOrder = None,
    settings: options.Set = None,
    unit: options.Unit = None,
    *,
    mask: options.Mask = False,
    opens: options.Open = False,
    strict: options.Strict = False,
) -> None:
    """How many pass each stage, and where they are lost."""
    session = running()
    back = asked_back(out, write_back=write_back, in_place=in_place, mask=mask)
    goes = delivery(out, format_, top, Shown(mask, unit, opens, back.wanted))
    limit = parse_top(top, default=None)
    settings = [*(settings or ()), *_said(stages, window)]
    wanted = Wanted(
        "funnel",
        book,
        sheet,
        header_row,
        mapping,
        as_of,
        measure,
        by,
        settings,
        date_order,
        needs_measure=False,
        traced=back.wanted,
    )
    opened = open_wanted(session, wanted)

    from keyclient.answers.funnel import find_funnel
    from keyclient.answers.query import Query
    from keyclient.cli.input.pipelines import Beside, read_pipelines
    from keyclient.cli.output.answering import leave_if, reply

    read = read_pipelines(opened, Beside(log, log_sheet, compare))
    query = Query(session.lang, by, limit, mask=mask)
    found = find_funnel(read.loaded, opened.policy.policy, query, older=read.older)
    session.narrator.issues(goes.hears(found.issues), str(opened.book.path))
    goes.hold_groups(read.loaded.parts, opened.policy.policy.funnel)
    if back.wanted:
        from keyclient.answers.back import funnel_back
        from keyclient.cli.writeback.write import write_into_book

        write_into_book(
            session,
            read.book,
            (back, goes),
            funnel_back(found, read.loaded, opened.policy.policy, older=read.older),
        )
    if not back.is_all(format_):
        reply(session, read.book, goes, found)
    leave_if(found.issues, strict=strict)


def _said(stages: str | None, window: int | None) -> list[str]:
    """The options of this command that are values of the policy."""
    names = [name for name in _BETWEEN.split((stages or "").strip()) if name]
    said = [f"funnel.stages={json.dumps(names, ensure_ascii=False)}"] if stages is not None else []
    return [*said, *([] if window is None else [f"funnel.window={window}"])]
