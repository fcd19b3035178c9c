"""An analysis of a portfolio of Parquet: an engine computes it, and the answer is written as that of a book."""

from collections.abc import Sequence
from contextlib import nullcontext
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from keyclient.analysis.common.face import Analysis
from keyclient.cli.input.reading import ANALYSING, Wanted, parse_top, policy_of, settings_of, valid
from keyclient.cli.input.scanned import Asked, open_scans, refuse_telling_group, said_of
from keyclient.cli.options.engine import check_engine
from keyclient.cli.options.unscaled import refuse_unscaled
from keyclient.cli.output.scale_output import scale_output_of
from keyclient.cli.start.collecting import leave_program_alone
from keyclient.cli.start.ended import ended_cleanly
from keyclient.cli.start.session import Session
from keyclient.model.fields import fields

if TYPE_CHECKING:
    from keyclient.cli.commands.analysis import Chosen
    from keyclient.policy.models import Policy


def run_at_scale(session: Session, analysis: Analysis, chosen: "Chosen", paths: Sequence[Path]) -> None:
    """Compute and write the answer. Raises what opening the portfolio, the analysis and the files raise.

    What is written leaves nothing behind where the run is stopped, and neither does the engine.
    """
    check_engine(chosen.engine)
    refuse_unscaled(chosen)
    output = scale_output_of(chosen.output, chosen.top, paths, analysis.name)
    limit = output.rows(analysis.listing.rows)
    loaded = policy_of(session, settings_of(chosen.book, chosen.settings))
    session.narrator.detail(valid(loaded))
    asked = Asked.of(
        analysis,
        chosen,
        loaded.policy,
        paths,
        with_everything=output.folder is not None and analysis.keeps_fields,
    )

    from keyclient.analysis.common.query import Query
    from keyclient.analysis.common.rowless import without_rows
    from keyclient.answers.envelope import answer_of
    from keyclient.cli.output.answering import deliver, leave_if
    from keyclient.cli.output.scale_folder import check_customers, written_customers
    from keyclient.cli.output.unitless import say_if_unitless

    if output.answer.mask and chosen.by in fields():
        refuse_telling_group(chosen.by)
    if output.folder is not None:
        check_customers(analysis.name, output.folder)
    leave_program_alone()
    with ended_cleanly(), open_scans(session, asked) as inputs:
        told = output.answer
        session.narrator.told(said_of(asked, inputs))
        there = max(scan.customers for scan in inputs.scans)
        if analysis.lists_customers:
            output.refuse_beyond(loaded.policy.scale.listed, there, analysis.listing.rows)
        if told.mask:
            refuse_telling_group(inputs.scan.group)
        session.narrator.doing(ANALYSING)
        query = Query(session.lang, chosen.by, limit, parse_top(chosen.top, default=None), mask=told.mask)
        outcome = asked.compute(inputs, loaded.policy, query)
        if not outcome.portfolio.frame["row"].any():
            outcome = replace(outcome, report=without_rows(outcome.report))
        issues = outcome.issues
        session.narrator.issues(
            told.visible_issues(issues),
            told.full_list(_full_list(session, analysis, chosen, paths, loaded.policy, there)),
            told.unit,
        )
        say_if_unitless(session, told.unit, inputs.scan.measure)
        written = (
            nullcontext()
            if output.folder is None
            else written_customers(session, outcome, inputs.scan, output.folder)
        )
        with written:
            deliver(
                session, answer_of(outcome, loaded.policy, session.lang, analysis), told, None, loaded.policy
            )
    leave_if(issues, strict=chosen.strict)


def _full_list(
    session: Session,
    analysis: Analysis,
    chosen: "Chosen",
    paths: Sequence[Path],
    policy: "Policy",
    customers: int,
) -> str:
    """What to type for a file that lists every issue: a workbook, or a folder where there are more customers than one lists."""
    from keyclient.cli.output.full_list import full_list_command

    wanted = Wanted(
        analysis.name, chosen.book, chosen.measure, chosen.by, settings=chosen.settings, needs=analysis.needs
    )
    own = (*chosen.own, *chosen.engine.words())
    into = "out/" if analysis.lists_customers and customers > policy.scale.listed else None
    return full_list_command(session, wanted, (paths[0], policy), None, own, paths, into=into)
