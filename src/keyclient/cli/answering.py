"""From what was found to standard output and an exit code."""

from collections.abc import Iterable
from pathlib import Path

import typer
from pydantic import BaseModel

from keyclient.answers.enveloped import answered, enveloped
from keyclient.answers.found import Found
from keyclient.cli.exits import ExitCode, show
from keyclient.cli.options import Format
from keyclient.cli.output import write_out
from keyclient.cli.reading import Read
from keyclient.cli.session import Session
from keyclient.model.issue import Issue
from keyclient.model.report import Report
from keyclient.model.rules import Severity
from keyclient.policy.load import LoadedPolicy
from keyclient.policy.part import no_policy, whole_policy
from keyclient.policy.shown import policy_result
from keyclient.render.answer import Answer, View
from keyclient.render.formats import RENDERERS


def reply(
    session: Session, read: Read, chosen: Format | Path, found: Found[BaseModel], *, whole: bool = False
) -> None:
    """Write the answer about a book in the format that was chosen, or to the file that was.

    `whole`: the user has said how many rows to show, so that none may be left out.
    """
    answer = answered(found, read.policy.policy, session.lang)
    deliver(session, answer, chosen, read.path, whole=whole)


def deliver(
    session: Session, answer: Answer, chosen: Format | Path, book: Path, *, whole: bool = False
) -> None:
    """The same of an answer that is made already."""
    if isinstance(chosen, Path):
        write_out(session, chosen, answer, book)
    else:
        _write(session, chosen, answer, whole=whole)


def reply_policy(session: Session, policy: LoadedPolicy, chosen: Format, report: Report) -> None:
    """Write the policy in force in the format that was asked for."""
    envelope = enveloped("policy", policy_result(policy), whole_policy(policy.policy))
    _write(session, chosen, Answer(report, envelope), whole=True)


def reply_alone(session: Session, chosen: Format, command: str, found: tuple[BaseModel, Report]) -> None:
    """Write what a command without a book has found in the format that was asked for."""
    result, report = found
    _write(session, chosen, Answer(report, enveloped(command, result, no_policy())), whole=True)


def leave_if(issues: Iterable[Issue], *, strict: bool) -> None:
    """With `--strict`, end the run with 1 when there is a warning or an error."""
    if strict and any(issue.severity is not Severity.NOTE for issue in issues):
        raise typer.Exit(ExitCode.FINDINGS)


def _write(session: Session, chosen: Format, answer: Answer, *, whole: bool) -> None:
    show(RENDERERS[chosen](answer, View(session.lang, session.screen, whole=whole)))
