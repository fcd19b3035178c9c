"""What holds for every funnel, whatever the book."""

import random
from collections.abc import Sequence
from itertools import pairwise

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from keyclient.analysis.funnel.calculate import funnel
from keyclient.analysis.funnel.figures import FunnelDoesNotTie, hold_identity
from keyclient.analysis.funnel.result import FunnelCounts, FunnelResult
from keyclient.analysis.funnel.tally import FunnelTally
from keyclient.model.pipeline import Pipeline, Shape
from keyclient.policy.parts.funnel import FunnelPolicy
from tests.analysis.funnel.pipelines import portfolio
from tests.examples import costly

POLICY = FunnelPolicy(known_share=1e-9, least=1)
NAMES = ["潜在", "可能", "普通", "重点", "已成交", "Lost", "?", ""]
OUTCOMES = ["", "", "open", "won", "lost"]
GROUPS = ["甲", "乙", "丙", ""]
ROW = st.tuples(
    st.sampled_from(NAMES),
    st.sampled_from(OUTCOMES),
    st.sampled_from(GROUPS),
    st.sampled_from(["", "5", "-2.5"]),
)
EVENT = st.tuples(
    st.sampled_from(["A", "B", "C", "D", ""]),
    st.sampled_from(NAMES),
    st.sampled_from(["", *(f"2026-01-0{day}" for day in range(1, 6))]),
    st.sampled_from(OUTCOMES),
    st.sampled_from(GROUPS),
)
ROWS = st.lists(ROW, max_size=25).map(lambda rows: [("潜在", "", "甲", "1"), *rows])
EVENTS = st.lists(EVENT, max_size=25).map(lambda rows: [("A", "潜在", "2026-01-01", "", "甲"), *rows])


def _snapshot(rows: Sequence[Sequence[str]]) -> Pipeline:
    lines = [" | ".join(row) for row in rows]
    return Pipeline(
        Shape.SNAPSHOT, portfolio("\n".join(["stage | outcome | manager | value", *lines])), group="manager"
    )


def _log(rows: Sequence[Sequence[str]]) -> Pipeline:
    lines = [" | ".join(row) for row in rows]
    table = "\n".join(["customer_id | stage | stage_date | outcome | manager", *lines])
    return Pipeline(Shape.LOG, portfolio(table), key="customer_id", log_group="manager")


def _hold(result: FunnelResult) -> None:
    stages = result.stages
    for stage, further in zip(stages, [*stages[1:], None], strict=True):
        beyond = further.reached if further is not None else 0
        assert stage.reached == beyond + stage.here_now + stage.lost_here + stage.moved_back
        assert stage.reached_low <= stage.reached_high <= result.entered
    assert all(one.reached >= other.reached for one, other in pairwise(stages))
    assert all(one.reached_high >= other.reached_high for one, other in pairwise(stages))
    assert result.entered == result.won + result.lost + result.open == stages[0].reached
    assert sum(stage.lost_here for stage in stages) == result.lost
    for low, rate, high in [
        *((stage.step_low, stage.step_conversion, stage.step_high) for stage in stages),
        (result.low, result.conversion, result.high),
        *((group.low, group.conversion, group.high) for group in result.groups or ()),
    ]:
        assert (low is None) == (rate is None) == (high is None)
        assert low is None or rate is None or high is None or 0 <= low <= rate <= high <= 1
    _hold_sum(result, result.groups or ())
    if result.cohorts is not None:
        _hold_sum(result, result.cohorts)


def _hold_sum(result: FunnelResult, parts: Sequence[FunnelCounts]) -> None:
    for name in ("entered", "won", "lost", "open"):
        assert sum(getattr(part, name) for part in parts) == getattr(result, name)


@costly
@given(ROWS)
def test_a_snapshot_ties_and_accounts_for_every_row(rows: list[tuple[str, ...]]) -> None:
    result = funnel(_snapshot(rows), POLICY)
    _hold(result)
    left_out = sum(
        (name == "?" and outcome in ("", "open")) or (name == outcome == "") for name, outcome, _, _ in rows
    )
    assert result.entered + left_out == len(rows)
    assert result.unknown_stage + result.blank >= left_out


@costly
@given(EVENTS)
def test_a_log_ties_and_accounts_for_everybody_in_it(rows: list[tuple[str, ...]]) -> None:
    result = funnel(_log(rows), POLICY)
    _hold(result)
    keys = {row[0] for row in rows if row[0]}
    nameless = sum(not row[0] for row in rows)
    assert result.entered <= len(keys) + nameless
    assert result.entered + result.unknown_stage + result.blank >= len(keys) + nameless
    assert all((stage.skipped or 0) <= stage.reached for stage in result.stages)


@costly
@given(ROWS, st.randoms())
def test_order_of_rows_never_matters_in_a_snapshot(rows: list[tuple[str, ...]], dice: random.Random) -> None:
    shuffled = funnel(_snapshot(dice.sample(rows, len(rows))), POLICY)
    assert shuffled.model_dump() == funnel(_snapshot(rows), POLICY).model_dump()


@costly
@given(EVENTS, st.randoms())
def test_order_of_rows_never_matters_in_a_log(rows: list[tuple[str, ...]], dice: random.Random) -> None:
    shuffled = funnel(_log(dice.sample(rows, len(rows))), POLICY)
    assert shuffled.model_dump() == funnel(_log(rows), POLICY).model_dump()


@costly
@given(ROWS)
def test_a_group_has_the_counts_that_it_has_alone(rows: list[tuple[str, ...]]) -> None:
    result = funnel(_snapshot(rows), POLICY)
    for group in result.groups or ():
        own = [row for row in rows if row[2] == (group.group or "")]
        if not {row[0] for row in own} & set(NAMES[:5]):
            continue
        alone = funnel(_snapshot(own), FunnelPolicy(known_share=1e-9, least=1, ladder="development"))
        assert (group.entered, group.won, group.lost, group.open) == (
            alone.entered,
            alone.won,
            alone.lost,
            alone.open,
        )
        assert (group.conversion, group.low, group.high, group.win_rate) == (
            alone.conversion,
            alone.low,
            alone.high,
            alone.win_rate,
        )


def test_figures_that_contradict_each_other_are_refused() -> None:
    standing = pd.DataFrame({"furthest": [0, 1], "fate": [0, 0], "placed": [True, True]})
    with pytest.raises(
        FunnelDoesNotTie, match="does not tie at stage potential: 2 reached it, but 1 went on"
    ):
        hold_identity(standing, FunnelTally((), 2), ["potential", "closed"])
