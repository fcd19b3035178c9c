"""The answer of `funnel` over a portfolio that an engine computes."""

from dataclasses import replace
from functools import partial

from keyclient.analysis.common.at_scale import ScanInputs
from keyclient.analysis.common.listed_customers import listed_portfolio
from keyclient.analysis.common.outcome import Outcome
from keyclient.analysis.common.query import Query
from keyclient.analysis.funnel.answer import told
from keyclient.analysis.funnel.everybody import standing_of
from keyclient.analysis.funnel.issues import ToldTable
from keyclient.analysis.funnel.put_together import pipeline_of
from keyclient.analysis.funnel.result import FunnelResult
from keyclient.analysis.funnel.stages import stage_map_of
from keyclient.model.scan import Scan
from keyclient.policy.models import Policy


def answer_funnel_at_scale(inputs: ScanInputs, policy: Policy, query: Query) -> Outcome[FunnelResult]:
    """How many pass each stage, and where they are lost, as `answer_funnel` of the same customers.

    Of two portfolios the newer is compared with the older. Issues of the older one are left out, and no cell is named.
    Raises as `pipeline_of` and `funnel`.
    """
    scan, *older = reversed(inputs.scans)
    pipeline = pipeline_of(scan, policy.scale)
    beside = pipeline_of(older[0], policy.scale, grouped=False) if older else None
    outcome = told(
        pipeline,
        policy,
        query,
        beside=beside,
        tables=[_table(scan)],
        issues=scan.issues,
        sources=[source for part in (scan, *older[:1]) for source in part.sources],
    )
    stage_map = stage_map_of([pipeline] if beside is None else [pipeline, beside], policy.funnel)
    return replace(
        outcome, portfolio=listed_portfolio(scan, []), everybody=partial(standing_of, scan, stage_map)
    )


def _table(scan: Scan) -> ToldTable:
    return ToldTable(frozenset(scan.columns), scan.as_of, scan.as_of_from_file)
