"""Pipelines of a handful of customers or deals, written down as text, for tests of the funnel."""

import datetime as dt
from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

import pandas as pd

from keyclient.analysis.funnel.calculate import funnel
from keyclient.analysis.funnel.result import FunnelResult
from keyclient.model.pipeline import Pipeline, Shape
from keyclient.model.portfolio import Portfolio
from keyclient.policy.parts.funnel import FunnelPolicy
from tests.analysis.books import AUM

AS_OF = dt.date(2026, 6, 30)
DAYS = ("stage_date",)


def portfolio(table: str, as_of: dt.date = AS_OF) -> Portfolio:
    """A table: headings, then one line a row, cells between bars; a blank cell is blank. `value` is in yuan.

    A column called `HEADING#day` or `stage_date` holds days.
    """
    heads, *lines = [[cell.strip() for cell in line.split("|")] for line in table.strip("\n").splitlines()]
    frame = pd.DataFrame({"row": pd.Series(range(2, len(lines) + 2), dtype="int64")})
    for place, head in enumerate(heads):
        frame[head] = _column(head, [line[place] or None for line in lines])
    return Portfolio(frame, as_of, (), AUM if "value" in heads else None)


def snapshot(table: str, group: str | None = None) -> Pipeline:
    """Rows that tell the current stage."""
    return Pipeline(Shape.SNAPSHOT, portfolio(table), group=group)


def log(table: str, group: str | None = None, key: str = "customer_id") -> Pipeline:
    """Rows that are events."""
    return Pipeline(Shape.LOG, portfolio(table), key=key, log_group=group)


def both(book: str, events: str, group: str | None = None, log_group: str | None = None) -> Pipeline:
    """Customers, and their events."""
    return Pipeline(
        Shape.BOTH, portfolio(book), portfolio(events), "customer_id", group=group, log_group=log_group
    )


def wide(table: str, columns: Mapping[str, str]) -> Pipeline:
    """Customers with one column a stage."""
    return Pipeline(Shape.WIDE, portfolio(table), key="customer_id", stage_columns=columns)


def counted(pipeline: Pipeline, **policy: object) -> FunnelResult:
    """The funnel of a pipeline under a policy."""
    return funnel(pipeline, FunnelPolicy.model_validate(policy))


def figures_of(result: FunnelResult, *names: str) -> list[tuple[object, ...]]:
    """Some figures of every stage."""
    return [tuple(getattr(stage, name) for name in names) for stage in result.stages]


def reached(result: FunnelResult) -> dict[str, int]:
    """How many reached each stage."""
    return {stage.stage: stage.reached for stage in result.stages}


def _column(head: str, cells: Sequence[str | None]) -> "pd.Series[Any]":
    if head in DAYS or head.endswith("#day"):
        days = [pd.NaT if cell is None else pd.Timestamp(cell) for cell in cells]
        return pd.Series(days, dtype="datetime64[s]")
    if head == "value":
        return pd.Series(
            [None if cell is None else int(Decimal(cell) * 100) for cell in cells], dtype="Int64"
        )
    return pd.Series(pd.array(list(cells), dtype="str"))
