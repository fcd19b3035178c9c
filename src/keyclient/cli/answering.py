"""From a result to standard output and an exit code."""

import datetime as dt
from collections.abc import Iterable
from pathlib import Path

import typer
from pydantic import BaseModel, JsonValue

from keyclient import __version__
from keyclient.cli.exits import ExitCode, show
from keyclient.cli.options import Format
from keyclient.cli.output import write_out
from keyclient.cli.reading import Read
from keyclient.cli.session import Session
from keyclient.model.envelope import Envelope, IssueLine
from keyclient.model.issue import Issue
from keyclient.model.receipt import Source
from keyclient.model.report import Report
from keyclient.model.rules import Severity
from keyclient.policy.load import LoadedPolicy
from keyclient.policy.part import UsedPart, no_policy, policy_part, whole_policy
from keyclient.policy.shown import policy_result
from keyclient.render.formats import RENDERERS, Answer, View

POLICY_PARTS = {
    "segment": ("segment",),
    "tier": ("tier", "key"),
    "lifecycle": ("lifecycle",),
    "funnel": ("funnel",),
    "check": ("check",),
    "columns": ("read",),
}
"""The tables of the policy that each command uses; the second and further ones stand in the first by name."""


def reply(
    session: Session,
    read: Read,
    chosen: Format | Path,
    command: str,
    found: tuple[BaseModel, Report],
    issues: Iterable[Issue],
    *,
    whole: bool = False,
) -> None:
    """Write the answer about a book in the format that was chosen, or to the file that was.

    `whole`: the user has said how many rows to show, so that none may be left out.
    """
    result, report = found
    portfolio = read.loaded.portfolio
    used = policy_part(read.policy.policy, *POLICY_PARTS[command])
    lines = tuple(_line(issue, session) for issue in issues)
    sources = (*portfolio.sources, *read.earlier)
    envelope = _envelope(command, result, used, lines, sources, portfolio.as_of)
    if isinstance(chosen, Path):
        write_out(session, chosen, Answer(report, envelope), read.path)
    else:
        _write(session, chosen, Answer(report, envelope), whole=whole)


def reply_policy(session: Session, policy: LoadedPolicy, chosen: Format, report: Report) -> None:
    """Write the policy in force in the format that was asked for."""
    envelope = _envelope("policy", policy_result(policy), whole_policy(policy.policy), (), (), None)
    _write(session, chosen, Answer(report, envelope), whole=True)


def reply_explain(session: Session, chosen: Format, found: tuple[BaseModel, Report]) -> None:
    """Write what issue codes mean in the format that was asked for."""
    result, report = found
    _write(
        session, chosen, Answer(report, _envelope("explain", result, no_policy(), (), (), None)), whole=True
    )


def leave_if(issues: Iterable[Issue], *, strict: bool) -> None:
    """With `--strict`, end the run with 1 when there is a warning or an error."""
    if strict and any(issue.severity is not Severity.NOTE for issue in issues):
        raise typer.Exit(ExitCode.FINDINGS)


def _write(session: Session, chosen: Format, answer: Answer, *, whole: bool) -> None:
    show(RENDERERS[chosen](answer, View(session.lang, session.screen, whole=whole)))


def _envelope(
    command: str,
    result: BaseModel,
    used: UsedPart,
    issues: tuple[IssueLine, ...],
    sources: tuple[Source, ...],
    as_of: dt.date | None,
) -> Envelope[BaseModel]:
    policy: dict[str, JsonValue] = used.values
    return Envelope[BaseModel](
        schema_=f"keyclient/{command}/1",
        version=__version__,
        as_of=as_of,
        sources=sources,
        policy=policy,
        policy_sha256=used.sha256,
        result=result,
        issues=issues,
    )


def _line(issue: Issue, session: Session) -> IssueLine:
    return IssueLine(
        code=issue.code, severity=issue.severity.value, cell=issue.cell, message=issue.message(session.lang)
    )
