"""The contents of the consolidated files: the workbook and the JSON."""

from collections.abc import Iterator, Sequence

from keyclient import __version__
from keyclient.batch.consolidated.report import consolidated_report
from keyclient.batch.consolidated.result import ConsolidatedResult
from keyclient.batch.record.state import BookState
from keyclient.model.envelope import Envelope
from keyclient.model.label import Lang
from keyclient.model.policy_change import PolicyChange
from keyclient.policy.models import Policy
from keyclient.policy.showing.snapshot import policy_snapshot
from keyclient.render.machine import render_json
from keyclient.render.workbook.book import render_workbook

SCHEMA = "keyclient/batch/1"
_PARTS = ("segment", "tier", "funnel", "overlap", "key")
"""The parts of the policy that the consolidated figures depend on."""


def consolidated_files(
    result: ConsolidatedResult, states: Sequence[BookState], policy: Policy, lang: Lang
) -> tuple[bytes, bytes]:
    """The contents of `consolidated.xlsx` and `consolidated.json`."""
    used = policy_snapshot(policy, *_PARTS)
    shown = {**used.values, "smallest_sample": policy.batch.smallest_sample}
    envelope = Envelope[ConsolidatedResult](
        schema_=SCHEMA,
        version=__version__,
        as_of=result.last_as_of,
        sources=(),
        policy=shown,
        policy_sha256=used.sha256,
        result=result,
        issues=(),
    )
    main = next((state for state in states if state.figures.measure == result.measure), None)
    report = consolidated_report(result, policy, is_money=main is not None and main.figures.is_money)
    changes = (*used.changes, *_sample_change(policy))
    return render_workbook(report, envelope, lang, changes=changes), render_json(envelope)


def _sample_change(policy: Policy) -> Iterator[PolicyChange]:
    """The smallest sample, unless it is the default; nothing else of the part `batch` changes a figure."""
    value, default = policy.batch.smallest_sample, Policy().batch.smallest_sample
    if value != default:
        yield PolicyChange("batch.smallest_sample", value, default)
