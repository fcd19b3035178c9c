"""Which customers and deals of a book are still on their way: open, neither won nor lost."""

from dataclasses import dataclass
from typing import Any

import narwhals as nw
import numpy as np
import pandas as pd
from numpy.typing import NDArray

from keyclient.analysis.common.stage_ladder import ladder_of
from keyclient.metrics.stage import is_log
from keyclient.model.portfolio import Portfolio
from keyclient.policy.parts.funnel import FunnelPolicy

_SAYING = ("stage", "outcome")
"""Fields that say whether a deal is open; one of them is enough."""
_FOLLOWED = ("opportunity_id", "row")
"""Whose events the rows of a log are, best first."""
Flags = NDArray[np.bool_]


@dataclass(frozen=True, eq=False)
class OpenRows:
    """The rows of a book that are about an open customer or deal."""

    rows: pd.DataFrame
    """`row` of the customer as in the frame of the portfolio; `branch` and `manager` of the row where the book has them."""
    is_open: Flags
    is_last: Flags
    """Which rows stand as of now: of a log those of the last day, of other books all."""
    is_log: bool
    """Whether the rows are events."""
    unknown: int
    """Rows with a stage that is on no ladder and means no outcome, so that nobody knows whether they are open."""


def open_rows(portfolio: Portfolio, policy: FunnelPolicy) -> OpenRows | None:
    """Which rows are open now; None where the book has neither stages nor outcomes.

    A row is open at a stage of the ladder below the last, or by its outcome, unless stage or outcome say won or lost. Of a
    log (more than one stage for most of those with several rows) the rows of the last day alone count.
    """
    frame = portfolio.frame
    said = [name for name in _SAYING if name in frame]
    if not said:
        return None
    further = [name for name in ("branch", "manager", "stage_date", "opportunity_id") if name in frame]
    each = portfolio.rows_of
    rows = frame[["row", *said, *further]] if each is None else each([*said, *further])
    rows = rows.reset_index(drop=True)
    is_open, is_decided, unknown = _meaning(rows, policy)
    followed, last = _followed(rows, policy), np.ones(len(rows), dtype=bool)
    if followed is not None:
        last = _is_last(rows["stage_date"], followed)
        decided = pd.Series(is_decided & last).groupby(followed).transform("any").to_numpy(bool)
        is_open = is_open & last & ~decided
    kept = [name for name in ("row", "branch", "manager") if name in rows]
    return OpenRows(rows[kept], is_open, last, followed is not None, int(unknown.sum()))


def _meaning(rows: pd.DataFrame, policy: FunnelPolicy) -> tuple[Flags, Flags, Flags]:
    """Which rows are open, decided, and of unknown stage."""
    nothing = np.zeros(len(rows), dtype=bool)
    by_stage = pd.Series(None, index=rows.index, dtype="object")
    if "stage" in rows:
        by_stage = rows["stage"].map(_meanings(rows, policy), na_action="ignore")
    outcome = rows["outcome"] if "outcome" in rows else pd.Series(None, index=rows.index, dtype="object")
    decided = (by_stage.isin(["won", "lost"]) | outcome.isin(["won", "lost"])).to_numpy(bool)
    is_open = (by_stage.eq("open").fillna(value=False) | outcome.eq("open").fillna(value=False)).to_numpy(
        bool
    )
    unknown = by_stage.eq("").fillna(value=False).to_numpy(bool) if "stage" in rows else nothing
    return is_open & ~decided, decided, unknown & ~is_open & ~decided


def _meanings(rows: pd.DataFrame, policy: FunnelPolicy) -> dict[str, str]:
    """What each text in the column of stages means: an outcome, or "" if nobody knows."""
    names = [str(name) for name in rows["stage"].dropna().unique()]
    ladder = ladder_of(names, [rows], policy)
    found: dict[str, str] = {}
    for name in names:
        place = ladder.place(name)
        outcome = policy.outcome_of(name) or ""
        found[name] = outcome if place is None else "won" if place == ladder.closing else "open"
    return found


def _followed(rows: pd.DataFrame, policy: FunnelPolicy) -> "pd.Series[Any] | None":
    """Whose events the rows are; None if they are no events."""
    if policy.mode == "snapshot" or not {"stage", "stage_date"} <= set(rows):
        return None
    key = next(name for name in _FOLLOWED if name in rows)
    codes = pd.Series(pd.factorize(rows[key])[0])
    blank = (codes < 0).to_numpy()
    codes[blank] = np.arange(len(codes), len(codes) + int(blank.sum()))
    if not codes.duplicated().any():
        return None
    coded = pd.DataFrame(
        {"key": codes, "stage": pd.Series(pd.factorize(rows["stage"])[0]).where(rows["stage"].notna())}
    )
    is_events = policy.mode == "log" or is_log(
        nw.from_native(coded, eager_only=True), "key", policy.log_share
    )
    return codes if is_events else None


def _is_last(days: "pd.Series[Any]", followed: "pd.Series[Any]") -> Flags:
    """The rows of the last day of each; all where it has no day."""
    last = days.groupby(followed.to_numpy()).transform("max")
    flags: Flags = (days.eq(last).fillna(value=False) | last.isna()).to_numpy(bool)
    return flags
