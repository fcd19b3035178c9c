"""The customers of a portfolio of any size as a pipeline: all that are alike, put together by the engine."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import narwhals as nw
import pandas as pd

from keyclient.analysis.common.listed_customers import collected
from keyclient.analysis.common.too_many_groups import refuse_beyond
from keyclient.analysis.funnel.alike import COPIES, KNOWN, SUMS
from keyclient.analysis.funnel.scale_refusals import (
    LogWithoutId,
    StagesMissing,
    TooManyStages,
)
from keyclient.metrics.stage import is_log
from keyclient.metrics.whole_sums import halves
from keyclient.model.label import listed
from keyclient.model.pipeline import Pipeline, Shape, event_key
from keyclient.model.portfolio import GROUPED_BY_HEADING, Portfolio
from keyclient.model.scan import Scan
from keyclient.policy.models import Policy
from keyclient.policy.parts.funnel import FunnelPolicy
from keyclient.policy.parts.scale import ScalePolicy

STATED = ("stage", "outcome")
GROUP = "group"


def pipeline_of(scan: Scan, policy: Policy) -> Pipeline:
    """The customers or events, one pass over the portfolio: a row for each stage, outcome and, of customers, group that occurs.

    Its book has `row`, the first of each, and the columns of `keyclient.analysis.funnel.alike`; rows come in the order
    in which they first appear, equal ones by stage. Raises `StagesMissing`, `TooManyStages`, `TooManyGroupsError` and
    `LogWithoutId`.
    """
    stated = [name for name in STATED if name in scan.columns]
    if not stated:
        raise StagesMissing(columns=listed(sorted(scan.columns)))
    key = event_key(scan.columns)
    are_events = rows_are_events(scan, key, policy.funnel)
    if are_events and key is None:
        raise LogWithoutId
    by = None if scan.group is None else _column_of(scan.group)
    frame = _alike(scan, stated if by is None or are_events else [*stated, GROUP], policy.scale)
    book = Portfolio(frame, scan.as_of, scan.sources, scan.measure)
    if are_events:
        return Pipeline(Shape.LOG, book, key=key, log_group=by)
    if by is not None and by not in STATED:
        book = replace(book, frame=frame.rename(columns={GROUP: by}))
    return Pipeline(Shape.SNAPSHOT, book, group=by)


def rows_are_events(scan: Scan, key: str | None, policy: FunnelPolicy) -> bool:
    """Whether the rows are the events of a log, by the policy, or by their stages and dates as in a book.

    Where there are branches, an id is one customer in each: several branches may chase her.
    """
    if policy.mode is not None:
        return policy.mode == "log"
    if key is None or not {"stage", "stage_date"} <= set(scan.columns):
        return False
    within = ["branch"] if "branch" in scan.columns else []
    rows = scan.frame.select(*within, key, "stage")
    return is_log(rows, key, policy.log_share, within=within)


def _alike(scan: Scan, keys: Sequence[str], policy: ScalePolicy) -> pd.DataFrame:
    rows = collected(_counted(scan, keys).head(policy.collected + 1))
    _hold_limits(rows, scan, policy)
    return rows.sort_values(["row", *keys], na_position="first", ignore_index=True)


def _counted(scan: Scan, keys: Sequence[str]) -> "nw.LazyFrame[Any]":
    names = [name for name in ("row", *keys, "value") if name in scan.columns]
    rows, added = scan.frame.select(*names), []
    if "value" in names:
        known = (~nw.col("value").is_null()).cast(nw.Int64).alias(KNOWN)
        rows = rows.with_columns(*halves("value", nw.col("value")), known)
        added = list(SUMS)
    found = rows.group_by(*keys).agg(
        nw.len().alias(COPIES), nw.col("row").min(), *(nw.col(name).sum() for name in added)
    )
    return found.with_columns(nw.col(name).cast(nw.Int64) for name in (COPIES, *added))


def _hold_limits(rows: pd.DataFrame, scan: Scan, policy: ScalePolicy) -> None:
    """Refuse a column that holds no stages, and more groups than memory should hold."""
    is_cut = len(rows) > policy.collected
    if "stage" in rows and _stages_in(rows, scan, policy, is_cut=is_cut) > policy.stage_names:
        raise TooManyStages(limit=policy.stage_names)
    refuse_beyond(len(rows), policy.collected, scan.group or "stage")


def _stages_in(rows: pd.DataFrame, scan: Scan, policy: ScalePolicy, *, is_cut: bool) -> int:
    """How many different stages there are, counted no further than needed to see that they are too many."""
    if not is_cut:
        return int(rows["stage"].nunique())
    named = scan.frame.select("stage").filter(~nw.col("stage").is_null()).unique()
    return len(named.head(policy.stage_names + 1).collect())


def _column_of(by: str) -> str:
    """The column of the book for what customers are grouped by, apart from its own columns."""
    return by if by in (*STATED, "source") else f"{by}{GROUPED_BY_HEADING}"
