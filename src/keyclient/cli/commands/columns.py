"""`keyclient columns`."""

from pathlib import Path
from typing import Annotated

import typer

from keyclient.cli import options
from keyclient.cli.input.reading import Wanted, open_wanted
from keyclient.cli.output.delivery import Shown, delivery
from keyclient.cli.start.session import running, say


def columns_command(
    book: options.Book = None,
    format_: options.AnswerFormat = options.Format.TABLE,
    sheet: options.Sheet = None,
    header_row: options.HeaderRow = None,
    mapping: options.Map = None,
    settings: options.Set = None,
    *,
    save: Annotated[
        bool,
        typer.Option(
            "--save",
            help=say(
                "Keep the --map headings in the nearest keyclient.toml.",
                "把 --map 指定的列名写入最近的 keyclient.toml。",
            ),
        ),
    ] = False,
) -> None:
    """How each heading was understood."""
    session = running()
    wanted = Wanted("columns", book, sheet, header_row, mapping, settings=settings, needs_measure=False)
    opened = open_wanted(session, wanted)

    from keyclient.analysis.guide.columns import ColumnsResult, columns_report
    from keyclient.answers.found import Found
    from keyclient.cli.output.answering import reply

    read = opened.read()
    result = ColumnsResult(columns=read.loaded.columns)
    report, portfolio = columns_report(result.columns), read.loaded.portfolio
    found = Found("columns", result, report, read.loaded.issues, portfolio.sources, portfolio)
    reply(session, read, delivery(None, format_, "all", Shown()), found)
    if save:
        from keyclient.cli.input.saving import save_columns

        session.narrator.note(save_columns(opened.request.mapping, read.policy.file, Path.cwd()))
