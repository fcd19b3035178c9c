"""From the options of `batch` to a run, and from the run to standard output and an exit code."""

from collections.abc import Sequence
from dataclasses import replace

import typer
from pydantic import BaseModel

from keyclient.batch.record.run_record import BookLine
from keyclient.batch.run.dry_run import dry_run_plan, plan_report
from keyclient.batch.run.runner import plan, run, settings_in_force
from keyclient.batch.run.settings import BatchOptions, Settings, make_settings
from keyclient.batch.run.summary import progress, run_report
from keyclient.cli.input.reading import policy_of
from keyclient.cli.options.output import Format
from keyclient.cli.start.collecting import leave_program_alone
from keyclient.cli.start.exits import ExitCode, show
from keyclient.cli.start.session import Session, end_narration, start_session
from keyclient.model.label import Label
from keyclient.model.report import Report
from keyclient.render.machine import render_json

_KEPT = Label(
    "The results are in English, as those of the run that is continued.",
    "结果沿用原运行的语言：中文。",
)


def settled(session: Session, asked: BatchOptions, settings: Sequence[str]) -> Settings:
    """The settings of the run from the command line and the policy. Raises as `make_settings`."""
    return make_settings(asked, policy_of(session, settings), session.lang)


def answer_plan(session: Session, settings: Settings, chosen: Format) -> None:
    """Print what a run would do."""
    settings = settings_in_force(settings)
    session = _in_language_of(session, settings)
    planned = plan(settings)
    found = dry_run_plan(planned, session.lang)
    _show(session, chosen, plan_report(planned, found), found)


def answer_run(session: Session, settings: Settings, chosen: Format) -> None:
    """Run and print the record, whose exit code ends the program."""
    settings = settings_in_force(settings)
    session = _in_language_of(session, settings)

    def told(line: BookLine, number: int, of: int) -> None:
        say = session.narrator.note if line.status in ("done", "skipped") else session.narrator.warning
        say(progress(line, number, of))

    leave_program_alone()
    record = run(settings, told)
    _show(session, chosen, run_report(record), record)
    if record.exit_code:
        raise typer.Exit(ExitCode(record.exit_code))


def _in_language_of(session: Session, settings: Settings) -> Session:
    """The session in the language of the results; that of a retry is the one of the run that it continues."""
    if settings.lang is session.lang:
        return session
    end_narration()
    speaking = replace(session, lang=settings.lang)
    start_session(speaking)
    speaking.narrator.note(_KEPT)
    return speaking


def _show(session: Session, chosen: Format, report: Report, found: BaseModel) -> None:
    """The record is the JSON; the other formats are imported only after the run."""
    if chosen is Format.JSON:
        show(render_json(found))
        return
    from keyclient.cli.output.answering import reply_alone

    reply_alone(session, chosen, "batch", (found, report))
