"""From what was found to the answer that every format takes."""

import datetime as dt

from pydantic import BaseModel

from keyclient import __version__
from keyclient.answers.found import Found
from keyclient.model.envelope import Envelope, IssueLine
from keyclient.model.issue import Issue
from keyclient.model.label import Lang
from keyclient.model.receipt import Source
from keyclient.policy.models import Policy
from keyclient.policy.showing.snapshot import PolicySnapshot, policy_snapshot
from keyclient.render.answer import Answer

POLICY_PARTS = {
    "segment": ("segment",),
    "tier": ("tier", "key"),
    "lifecycle": ("lifecycle",),
    "funnel": ("funnel",),
    "check": ("check",),
    "columns": ("read",),
}
"""The tables of the policy that each command uses; the second and further ones stand in the first by name."""


def answered(found: Found[BaseModel], policy: Policy, lang: Lang) -> Answer:
    """The answer of one analysis."""
    used = policy_snapshot(policy, *POLICY_PARTS[found.name])
    lines = tuple(issue_line(issue, lang) for issue in found.issues)
    envelope = enveloped(found.name, found.result, used, lines, found.sources, found.as_of)
    return Answer(found.report, envelope, portfolio=found.portfolio)


def enveloped(
    command: str,
    result: BaseModel,
    used: PolicySnapshot,
    issues: tuple[IssueLine, ...] = (),
    sources: tuple[Source, ...] = (),
    as_of: dt.date | None = None,
) -> Envelope[BaseModel]:
    """A result as the JSON has it; without a book where it is about none."""
    return Envelope[BaseModel](
        schema_=f"keyclient/{command}/1",
        version=__version__,
        as_of=as_of,
        sources=sources,
        policy=used.values,
        policy_sha256=used.sha256,
        result=result,
        issues=issues,
    )


def issue_line(issue: Issue, lang: Lang) -> IssueLine:
    """An issue as the JSON has it."""
    return IssueLine(
        code=issue.code, severity=issue.severity.value, cell=issue.cell, message=issue.message(lang)
    )
