"""From an outcome to the answer that every format takes."""

import datetime as dt

from pydantic import BaseModel

from keyclient import __version__
from keyclient.analysis.analyses import analysis_named
from keyclient.analysis.common.face import Analysis
from keyclient.analysis.common.outcome import Outcome
from keyclient.model.envelope import Envelope, IssueLine, issue_line
from keyclient.model.label import Lang
from keyclient.model.receipt import Source
from keyclient.policy.models import Policy
from keyclient.policy.showing.snapshot import PolicySnapshot, policy_snapshot
from keyclient.render.answer import Answer


def answer_of(
    outcome: Outcome[BaseModel], policy: Policy, lang: Lang, analysis: Analysis | None = None
) -> Answer:
    """The answer of one analysis, None: that of the outcome's name. `policy`: the one in force."""
    used = policy_snapshot(policy, *(analysis or analysis_named(outcome.name)).policy)
    return make_answer(outcome, used, lang)


def make_answer(outcome: Outcome[BaseModel], used: PolicySnapshot, lang: Lang) -> Answer:
    """The answer to a question about a book, with the part of the policy that it used."""
    lines = tuple(issue_line(issue, lang) for issue in outcome.issues)
    envelope = make_envelope(outcome.name, outcome.result, used, lines, outcome.sources, outcome.as_of)
    envelope = envelope.model_copy(update={"only": outcome.only and dict(outcome.only)})
    return Answer(
        outcome.report,
        envelope,
        outcome.issues,
        portfolio=outcome.portfolio,
        changes=used.changes,
        other_numbers=outcome.other_numbers,
    )


def make_envelope(
    command: str,
    result: BaseModel,
    used: PolicySnapshot,
    issues: tuple[IssueLine, ...] = (),
    sources: tuple[Source, ...] = (),
    as_of: dt.date | None = None,
) -> "Envelope[BaseModel]":
    """A result as it stands in JSON; without sources and data date if it is not about a book."""
    return Envelope(
        schema_=f"keyclient/{command}/1",
        version=__version__,
        as_of=as_of,
        sources=sources,
        policy=used.values,
        policy_sha256=used.sha256,
        result=result,
        issues=issues,
    )
