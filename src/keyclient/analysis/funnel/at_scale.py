"""The answer of `funnel` over a portfolio that an engine computes."""

from dataclasses import dataclass, replace
from functools import partial
from typing import Any

import narwhals as nw

from keyclient.analysis.common.at_scale import ScanInputs
from keyclient.analysis.common.listed_customers import listed_portfolio
from keyclient.analysis.common.outcome import Outcome
from keyclient.analysis.common.query import Query
from keyclient.analysis.funnel.answer import told, untold
from keyclient.analysis.funnel.calculate import Counted, Older, funnel_of
from keyclient.analysis.funnel.everybody import standing_in_log, standing_of
from keyclient.analysis.funnel.grouped import grouped_positions
from keyclient.analysis.funnel.issues import ToldTable
from keyclient.analysis.funnel.position import positions_of
from keyclient.analysis.funnel.put_together import pipeline_of
from keyclient.analysis.funnel.result import FunnelResult
from keyclient.analysis.funnel.scale_log import LogAtScale, counted_log
from keyclient.analysis.funnel.stages import StageMap, stage_map_of
from keyclient.model.pipeline import Pipeline, Shape
from keyclient.model.scan import Scan
from keyclient.policy.models import Policy


def answer_funnel_at_scale(inputs: ScanInputs, policy: Policy, query: Query) -> Outcome[FunnelResult]:
    """How many pass each stage, and where they are lost, as `answer_funnel` of the same customers or events.

    Of two portfolios the newer is compared with the older. Issues of the older one are left out, and no cell is named.
    Raises as `pipeline_of`, `funnel` and `counted_log`.
    """
    new, *older = [_Part(scan, pipeline_of(scan, policy)) for scan in reversed(inputs.scans)]
    with untold(query):
        stage_map = stage_map_of([part.pipeline for part in (new, *older[:1])], policy.funnel)
    found = new.counted(stage_map, policy)
    before = [Older(part.scan.as_of, part.counted(stage_map, policy).positions.frame) for part in older[:1]]
    outcome = told(
        funnel_of(found, stage_map, policy.funnel, next(iter(before), None)),
        new.pipeline.book,
        policy,
        query,
        tables=[ToldTable(frozenset(new.scan.columns), new.scan.as_of, new.scan.as_of_from_file)],
        issues=new.scan.issues,
        sources=[source for part in (new, *older[:1]) for source in part.scan.sources],
    )
    everybody = partial(new.everybody, stage_map)
    return replace(outcome, portfolio=listed_portfolio(new.scan, []), everybody=everybody)


@dataclass(frozen=True, eq=False)
class _Part:
    """A portfolio, and its rows put together."""

    scan: Scan
    pipeline: Pipeline

    def counted(self, stage_map: StageMap, policy: Policy) -> Counted:
        log = self._log(stage_map)
        if log is not None:
            return counted_log(log, self.pipeline, policy.scale)
        positions = positions_of(self.pipeline, stage_map)
        days = nw.from_native(positions.frame, eager_only=True).lazy()
        return Counted(self.pipeline, positions, days, grouped_positions(self.pipeline, stage_map, positions))

    def everybody(self, stage_map: StageMap) -> "nw.LazyFrame[Any]":
        log = self._log(stage_map)
        return standing_of(self.scan, stage_map) if log is None else standing_in_log(log)

    def _log(self, stage_map: StageMap) -> LogAtScale | None:
        key = self.pipeline.key if self.pipeline.shape is Shape.LOG else None
        return None if key is None else LogAtScale(self.scan, key, stage_map)
