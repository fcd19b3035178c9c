"""`keyclient columns`."""

from pathlib import Path
from typing import Annotated

import typer

from keyclient.cli.input.reading import Wanted, open_wanted
from keyclient.cli.options.book import BookOptions
from keyclient.cli.options.expand import expanded
from keyclient.cli.options.output import AnswerFormat, Format, OutputOptions
from keyclient.cli.output.delivery import output_of
from keyclient.cli.start.session import current_session, say


@expanded
def columns_command(
    book: BookOptions,
    format_: AnswerFormat = Format.TABLE,
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
    session = current_session()
    opened = open_wanted(session, Wanted("columns", book))

    from keyclient.analysis.common.outcome import Outcome
    from keyclient.analysis.guide.columns import ColumnsResult, columns_report
    from keyclient.answers.envelope import make_answer
    from keyclient.cli.output.answering import deliver
    from keyclient.cli.output.unread import say_unread
    from keyclient.policy.showing.snapshot import policy_snapshot

    read = opened.read()
    say_unread(session, read.loaded.issues)
    policy, loaded = read.policy.policy, read.loaded
    result, portfolio = ColumnsResult(columns=loaded.columns), loaded.portfolio
    report = columns_report(result.columns)
    outcome = Outcome("columns", result, report, loaded.issues, portfolio.sources, portfolio)
    answer = make_answer(outcome, policy_snapshot(policy, "read"), session.lang)
    deliver(session, answer, output_of(OutputOptions(format_), "all"), read.path, policy)
    if save:
        from keyclient.cli.output.saving import save_columns

        session.narrator.note(save_columns(opened.request.mapping, read.policy.file, Path.cwd()))
