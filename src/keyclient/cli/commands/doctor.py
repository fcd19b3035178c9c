"""`keyclient doctor`."""

import sys
from pathlib import Path
from typing import Annotated

import typer

from keyclient.cli.options.book import Set
from keyclient.cli.options.output import AnswerFormat, Format, OutFolder
from keyclient.cli.start.exits import ExitCode
from keyclient.cli.start.session import current_session, say

Folders = Annotated[
    list[Path] | None,
    typer.Argument(
        metavar=say("FOLDER...", "文件夹..."),
        show_default=False,
        help=say(
            "Folders to check (default: batch.sources and batch.out).",
            "要检查的文件夹。省略时取策略中 [batch] 的 sources 和 out。",
        ),
    ),
]


def doctor_command(
    folders: Folders = None,
    out: OutFolder = None,
    settings: Set = None,
    format_: AnswerFormat = Format.TABLE,
) -> None:
    """Check that this machine and the shares are ready for unattended runs."""
    from keyclient.batch.doctor.examine import DoctorRequest, doctor_report, examine
    from keyclient.cli.input.reading import policy_of
    from keyclient.cli.output.answering import reply_alone

    session = current_session()
    loaded = policy_of(session, settings or ())
    encoding = session.screen.encoding if sys.stdout is not None else "utf-8"
    result = examine(DoctorRequest(tuple(folders or ()), out, encoding), loaded, session.lang)
    reply_alone(session, format_, "doctor", (result, doctor_report(result)))
    if result.errors:
        raise typer.Exit(ExitCode.FINDINGS)
