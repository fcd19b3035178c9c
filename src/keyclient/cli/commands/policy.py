"""`keyclient policy`."""

from pathlib import Path
from typing import Annotated

import typer

from keyclient.cli.input.reading import policy_of, valid
from keyclient.cli.options.book import Set
from keyclient.cli.options.output import AnswerFormat, Format
from keyclient.cli.start.session import current_session, say

_ALL = "all"
"""In place of a part: the whole policy."""


def policy_show_command(
    part: Annotated[
        str | None,
        typer.Argument(
            metavar=say("PART", "名称"),
            show_default=False,
            help=say(
                "Part or key to show, by its name or title: tier, tiers, loyalty; all for the whole policy.",
                "显示哪一部分或哪一项，中英文名称均可：tier、客户分层、漏斗；all 表示全部。",
            ),
        ),
    ] = None,
    settings: Set = None,
    format_: AnswerFormat = Format.TABLE,
) -> None:
    """Show every value in force and where it comes from."""
    from keyclient.analysis.analyses import ANALYSES
    from keyclient.cli.output.answering import reply_policy
    from keyclient.policy.showing.part import part_named

    session = current_session()
    policy = policy_of(session, settings or ())
    others = {
        word: (analysis.policy[0],)
        for analysis in ANALYSES
        for word in (analysis.name, analysis.title.zh, analysis.title.en)
    }
    path = None if part is None else () if part.lower() == _ALL else part_named(part, others)
    reply_policy(session, policy, format_, path)


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
    full: Annotated[
        bool,
        typer.Option(
            "--full",
            help=say(
                "Every key, not only what banks change first.", "写入全部策略项，而不只是最先调整的内容。"
            ),
        ),
    ] = False,
    force: Annotated[
        bool, typer.Option("--force", help=say("Replace an existing file.", "文件已存在时覆盖。"))
    ] = False,
) -> None:
    """A commented policy file to start from."""
    from keyclient.cli.commands.policy_start import start_policy

    start_policy(current_session(), out, full=full, force=force)
