"""`keyclient policy`."""

from pathlib import Path
from typing import Annotated

import typer

from keyclient.cli.input.reading import policy_of, valid
from keyclient.cli.options.book import Set
from keyclient.cli.options.output import AnswerFormat, Format
from keyclient.cli.start.session import current_session, say


def policy_show_command(settings: Set = None, format_: AnswerFormat = Format.TABLE) -> None:
    """Show every value in force and where it comes from."""
    from keyclient.cli.output.answering import reply_policy
    from keyclient.policy.showing.report import policy_report

    session = current_session()
    policy = policy_of(session, settings or ())
    reply_policy(session, policy, format_, policy_report(policy))


def policy_validate_command(settings: Set = None) -> None:
    """Check that the policy is valid."""
    session = current_session()
    policy = policy_of(session, settings or ())
    session.narrator.note(valid(policy))


def policy_init_command(
    out: Annotated[
        Path | None,
        typer.Option(
            "--out",
            "-o",
            metavar="FILE",
            help=say(
                "File to write (default: keyclient.toml in this folder).",
                "写到哪里。默认为当前文件夹的 keyclient.toml。",
            ),
            show_default=False,
        ),
    ] = None,
    *,
    force: Annotated[
        bool, typer.Option("--force", help=say("Replace an existing file.", "文件已存在时覆盖。"))
    ] = False,
) -> None:
    """A commented policy file to start from."""
    from keyclient.cli.commands.policy_start import start_policy

    start_policy(current_session(), out, force=force)
