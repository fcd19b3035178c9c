"""`keyclient doctor`."""

import sys
from pathlib import Path
from typing import Annotated

import typer

from keyclient.cli import options
from keyclient.cli.start.exits import ExitCode
from keyclient.cli.start.session import running, say

Folders = Annotated[
    list[Path] | None,
    typer.Argument(
        metavar=say("FOLDER...", "文件夹..."),
        show_default=False,
        help=say(
            "Folders to look at. Left out: sources and out of [batch] in the policy.",
            "要检查的文件夹。省略时取策略中 [batch] 的 sources 和 out。",
        ),
    ),
]


def doctor_command(
    folders: Folders = None,
    out: options.OutFolder = None,
    settings: options.Set = None,
    format_: options.AnswerFormat = options.Format.TABLE,
) -> None:
    """Whether machine and shares are fit for an unattended run."""
    from keyclient.batch.doctor.examine import DoctorRequest, doctor_report, examine
    from keyclient.cli.input.reading import policy_of
    from keyclient.cli.output.answering import reply_alone

    session = running()
    loaded = policy_of(session, settings or ())
    encoding = session.screen.encoding if sys.stdout is not None else "utf-8"
    result = examine(DoctorRequest(tuple(folders or ()), out, encoding), loaded, session.lang)
    reply_alone(session, format_, "doctor", (result, doctor_report(result)))
    if result.errors:
        raise typer.Exit(ExitCode.FINDINGS)
