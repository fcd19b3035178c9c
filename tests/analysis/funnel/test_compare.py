import pytest

from keyclient.analysis.funnel.calculate import funnel
from keyclient.analysis.funnel.result import FunnelResult
from keyclient.policy.parts.funnel import FunnelPolicy
from tests.analysis.funnel.pipelines import snapshot


def _compared(new: str, old: str) -> FunnelResult:
    return funnel(snapshot("stage\n" + new), FunnelPolicy(), beside=snapshot("stage\n" + old))


def _rows(**stages: int) -> str:
    return "\n".join(stage for stage, rows in stages.items() for _ in range(rows))


def test_a_difference_beyond_chance_is_told_as_one() -> None:
    result = _compared(_rows(潜在=14, 已成交=56), _rows(潜在=32, 已成交=48))
    assert result.compare is not None
    step = result.compare.stages[1]
    assert (step.stage, step.old_reached, step.old) == ("closed", 48, 0.6)
    assert step.difference == pytest.approx(0.2)
    assert (step.low, step.high) == pytest.approx((0.0524, 0.3339), abs=5e-5)
    assert step.significant is True
    assert result.compare.conversion.difference == pytest.approx(0.2)


def test_a_difference_within_chance_is_told_as_that() -> None:
    result = _compared(_rows(潜在=3, 已成交=4, Lost=1), _rows(潜在=4, 已成交=3, Lost=2))
    assert result.compare is not None
    assert (result.compare.win_rate.old, result.compare.win_rate.significant) == (3 / 5, False)
    assert (result.compare.entered, result.compare.won, result.compare.lost, result.compare.open) == (
        9,
        3,
        2,
        4,
    )


def test_both_books_stand_on_one_ladder() -> None:
    result = _compared(_rows(潜在=3, 已成交=1), _rows(潜在=2, 重点=2))
    assert result.compare is not None
    assert [stage.stage for stage in result.stages] == ["potential", "key", "closed"]
    assert [stage.stage for stage in result.compare.stages] == ["potential", "key", "closed"]
    assert result.compare.stages[0].difference is None
    assert [stage.old for stage in result.compare.stages] == [None, 0.5, 0.0]


def test_an_empty_older_book_has_no_rates_to_set_beside() -> None:
    result = _compared(_rows(潜在=3, 已成交=1), "")
    assert result.compare is not None
    assert result.compare.win_rate.difference is None
    assert [stage.significant for stage in result.compare.stages] == [None, None]
