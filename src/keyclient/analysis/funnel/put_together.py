"""The customers of a portfolio of any size as a pipeline: all that are alike, put together by the engine."""

from collections.abc import Sequence
from typing import Any

import narwhals as nw
import pandas as pd

from keyclient.analysis.common.listed_customers import collected
from keyclient.analysis.funnel.alike import COPIES, KNOWN, SUMS
from keyclient.analysis.funnel.scale_refusals import StagesMissing, TooManyGroups, TooManyStages
from keyclient.metrics.whole_sums import HALF, half_names
from keyclient.model.pipeline import Pipeline, Shape
from keyclient.model.portfolio import GROUPED_BY_HEADING, Portfolio
from keyclient.model.scan import Scan
from keyclient.policy.parts.scale import ScalePolicy

STATED = ("stage", "outcome")
GROUP = "group"


def pipeline_of(scan: Scan, policy: ScalePolicy, *, grouped: bool = True) -> Pipeline:
    """The customers as they stand, one pass over the portfolio: a row for each stage, outcome and group that occurs.

    Its book has `row`, the first of each, and the columns of `keyclient.analysis.funnel.alike`; rows come in the order
    in which they first appear, equal ones by stage. Raises `StagesMissing`, `TooManyStages` and `TooManyGroups`.
    """
    stated = [name for name in STATED if name in scan.columns]
    if not stated:
        raise StagesMissing(columns=", ".join(sorted(scan.columns)))
    by = scan.group if grouped else None
    keys = [*stated, *([] if by is None else [GROUP])]
    rows = collected(_counted(scan, keys).head(policy.collected + 1))
    _hold_limits(rows, scan, policy)
    frame = rows.sort_values(["row", *keys], na_position="first", ignore_index=True)
    name = None if by is None else _column_of(by)
    if name is not None and name not in STATED:
        frame = frame.rename(columns={GROUP: name})
    return Pipeline(Shape.SNAPSHOT, Portfolio(frame, scan.as_of, scan.sources, scan.measure), group=name)


def _counted(scan: Scan, keys: Sequence[str]) -> "nw.LazyFrame[Any]":
    names = [name for name in ("row", *keys, "value") if name in scan.columns]
    rows, added = scan.frame.select(*names), []
    if "value" in names:
        rows = rows.with_columns(*_halves(), (~nw.col("value").is_null()).cast(nw.Int64).alias(KNOWN))
        added = list(SUMS)
    found = rows.group_by(*keys).agg(
        nw.len().alias(COPIES), nw.col("row").min(), *(nw.col(name).sum() for name in added)
    )
    return found.with_columns(nw.col(name).cast(nw.Int64) for name in (COPIES, *added))


def _halves() -> tuple[nw.Expr, nw.Expr]:
    """The two halves of each value: columns of their own, since pandas adds up nothing but columns fast."""
    value = nw.col("value")
    low = value % HALF
    names = half_names("value")
    return low.alias(names[0]), ((value - low) / HALF).cast(nw.Int64).alias(names[1])


def _hold_limits(rows: pd.DataFrame, scan: Scan, policy: ScalePolicy) -> None:
    """Refuse a column that holds no stages, and more groups than memory should hold."""
    is_cut = len(rows) > policy.collected
    if "stage" in rows and _stages_in(rows, scan, policy, is_cut=is_cut) > policy.stage_names:
        raise TooManyStages(limit=policy.stage_names)
    if is_cut:
        raise TooManyGroups(by=scan.group or "stage", limit=policy.collected)


def _stages_in(rows: pd.DataFrame, scan: Scan, policy: ScalePolicy, *, is_cut: bool) -> int:
    """How many different stages there are, counted no further than needed to see that they are too many."""
    if not is_cut:
        return int(rows["stage"].nunique())
    named = scan.frame.select("stage").filter(~nw.col("stage").is_null()).unique()
    return len(named.head(policy.stage_names + 1).collect())


def _column_of(by: str) -> str:
    """The column of the book for what customers are grouped by, apart from its own columns."""
    return by if by in (*STATED, "source") else f"{by}{GROUPED_BY_HEADING}"
