"""From an answer to standard output or a file, and to an exit code."""

import sys
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import typer
from pydantic import BaseModel

from keyclient.cli.options.output import Format
from keyclient.cli.output.delivery import AnswerOutput
from keyclient.cli.start.exits import ExitCode, show
from keyclient.cli.start.session import Session
from keyclient.model.amount_unit import AmountUnit
from keyclient.model.issue import Issue
from keyclient.model.label import Label
from keyclient.model.rules.rule import Severity
from keyclient.render.answer import Answer, View
from keyclient.render.formats import RENDERERS

if TYPE_CHECKING:
    from keyclient.analysis.common.outcome import Outcome
    from keyclient.model.report import Report
    from keyclient.policy.loading.keys import KeyPath
    from keyclient.policy.loading.load import LoadedPolicy
    from keyclient.policy.models import Policy

_NOTHING = Label(
    "{path} was not written: there is nothing to put in it.", "没有可写入的内容，未生成 {path}。"
)
_WRITING = Label("Writing {path}", "正在写入 {path}")


def deliver(
    session: Session, answer: Answer, output: AnswerOutput, book: Path | None, policy: "Policy"
) -> None:
    """Write the answer in the chosen format, or to the chosen file. `book`: what it is about, None: no single file."""
    if output.mask and answer.portfolio is not None:
        from keyclient.answers.masking import Mask

        answer = Mask.of(answer.portfolio, policy, answer.other_numbers()).answer(answer)
    if isinstance(output.chosen, Path):
        from keyclient.cli.output.output import write_out
        from keyclient.cli.output.showing import is_attended, show_file

        session.narrator.doing(_WRITING.filled(path=output.chosen.name))
        written = write_out(session, output.chosen, answer, book, output.unit)
        if output.opens:
            show_file(session, written, attended=is_attended((sys.stdin, sys.stdout, sys.stderr)))
    else:
        _write(session, output.chosen, answer, whole=output.whole, unit=output.unit)


def deliver_files(
    session: Session, outcome: "Outcome[BaseModel]", files: Mapping[str, Path], book: Path
) -> None:
    """Write the further files that are asked for, by the name that the analysis gives them, and say where.

    Raises `WouldReplaceBookError` or `NotWritableError`.
    """
    if not files:
        return
    from keyclient.cli.output.files import write_result, wrote, wrote_instead

    for name, path in files.items():
        content = outcome.files[name]()
        if content is None:
            session.narrator.note(_NOTHING.filled(path=path))
            continue
        written = write_result(path, content, books=[book])
        session.narrator.note(wrote(path) if written == path else wrote_instead(written, path))


def reply_policy(session: Session, policy: "LoadedPolicy", chosen: Format, part: "KeyPath | None") -> None:
    """Write the policy in force, or a part of it, in the chosen format.

    `part`: empty for all keys; None for what was typed without any, which on a screen is what is set and the parts.
    """
    from keyclient.answers.envelope import make_envelope
    from keyclient.cli.output.policy_page import PolicyPage
    from keyclient.policy.showing.policy_result import policy_result
    from keyclient.policy.showing.report import policy_report
    from keyclient.policy.showing.snapshot import full_snapshot
    from keyclient.render.text import Voice

    report = policy_report(policy, part or ())
    envelope = make_envelope("policy", policy_result(policy, part or ()), full_snapshot(policy.policy))
    if chosen is not Format.TABLE:
        _write(session, chosen, Answer(report, envelope), whole=True)
        return
    screen = session.screen
    page = PolicyPage.on(screen, policy, report, Voice(session.lang, encoding=screen.encoding))
    text = page.overview() if part is None and screen.terminal else page.part(part or ())
    session.narrator.done()
    show(text.encode(screen.encoding, errors="replace"))


def reply_alone(session: Session, chosen: Format, command: str, found: "tuple[BaseModel, Report]") -> None:
    """Write the result of a command without a book in the chosen format."""
    from keyclient.answers.envelope import make_envelope
    from keyclient.policy.showing.snapshot import empty_snapshot

    result, report = found
    _write(session, chosen, Answer(report, make_envelope(command, result, empty_snapshot())), whole=True)


def leave_if(issues: Iterable[Issue], *, strict: bool) -> None:
    """With `--strict`, end the run with 1 when there is a warning or an error."""
    if strict and any(issue.severity is not Severity.NOTE for issue in issues):
        raise typer.Exit(ExitCode.FINDINGS)


def _write(
    session: Session, chosen: Format, answer: Answer, *, whole: bool, unit: AmountUnit = AmountUnit.YUAN
) -> None:
    content = RENDERERS[chosen](answer, View(session.lang, session.screen, whole=whole, unit=unit))
    session.narrator.done()
    show(content)
