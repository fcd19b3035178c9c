import pytest

from keyclient.analysis.common.refusals import SumTooLargeError
from keyclient.analysis.funnel.stages import StagesUnknown
from keyclient.model.label import Lang
from tests.analysis.funnel.pipelines import counted, figures_of, reached, snapshot

LADDER = """
stage
潜在
潜在
可能
普通
重点
已成交
"""


def test_who_stands_at_a_stage_has_reached_all_before_it() -> None:
    result = counted(snapshot(LADDER))
    assert result.mode == "snapshot"
    assert reached(result) == {"potential": 6, "likely": 4, "ordinary": 3, "key": 2, "closed": 1}
    assert (result.entered, result.won, result.lost, result.open) == (6, 1, 0, 5)
    assert figures_of(result, "here_now", "lost_here", "moved_back", "skipped") == [
        (2, 0, 0, None),
        (1, 0, 0, None),
        (1, 0, 0, None),
        (1, 0, 0, None),
        (1, 0, 0, None),
    ]


def test_conversions_are_over_the_stage_before_and_over_all() -> None:
    result = counted(snapshot(LADDER))
    assert [stage.step_conversion for stage in result.stages] == [None, 4 / 6, 3 / 4, 2 / 3, 1 / 2]
    assert [stage.cumulative_conversion for stage in result.stages] == [1, 4 / 6, 3 / 6, 2 / 6, 1 / 6]
    assert (result.stages[0].step_low, result.stages[0].step_high) == (None, None)
    assert (result.stages[4].step_low, result.stages[4].step_high) == pytest.approx(
        (0.0945, 0.9055), abs=5e-5
    )


def test_stages_that_the_book_never_names_leave_the_ladder() -> None:
    result = counted(snapshot("stage\nProspecting\nEngaging\nWon\nLost"))
    assert [stage.stage for stage in result.stages] == ["potential", "likely", "closed"]
    assert result.ladder == ("potential", "likely", "ordinary", "key", "closed")


def test_the_lost_stand_at_the_last_stage_they_had() -> None:
    result = counted(snapshot("stage | outcome\n潜在 | lost\n可能 | lost\n可能 |\n已成交 | won"))
    assert figures_of(result, "stage", "reached", "here_now", "lost_here") == [
        ("potential", 4, 0, 1),
        ("likely", 3, 1, 1),
        ("closed", 1, 1, 0),
    ]
    assert (result.lost, result.win_rate, result.unplaced) == (2, 1 / 3, 0)


def test_the_lost_of_unknown_stage_enter_at_the_first_and_may_have_reached_all_but_the_last() -> None:
    result = counted(snapshot("stage\n潜在\n可能\n重点\n已成交\n丢单\nClosed Lost"))
    assert figures_of(result, "stage", "reached_low", "reached_high") == [
        ("potential", 6, 6),
        ("likely", 3, 5),
        ("key", 2, 4),
        ("closed", 1, 1),
    ]
    assert [stage.reached for stage in result.stages] == [stage.reached_low for stage in result.stages]
    assert (result.unplaced, result.unknown_stage, result.stages[0].lost_here) == (2, 0, 2)


def test_outcome_won_is_closed_whatever_the_stage_says() -> None:
    result = counted(snapshot("stage | outcome\n潜在 | won\n| won\n可能 | open"))
    assert reached(result) == {"potential": 3, "likely": 3, "closed": 2}
    assert (result.won, result.open) == (2, 1)


def test_closed_and_lost_is_a_contradiction_and_counts_as_lost() -> None:
    result = counted(snapshot("stage | outcome\n潜在 |\n已成交 | lost\n已成交 |"))
    assert (result.won, result.lost, result.contradicted, result.contradicted_row) == (1, 1, 1, 3)
    assert (result.unplaced, result.stages[0].lost_here, result.unknown_stage) == (1, 1, 0)


def test_an_unknown_stage_is_left_out_and_told_with_the_nearest() -> None:
    result = counted(snapshot("stage | outcome\n潜在 |\n重点 |\n谈盼 |\n谈盼 | open\n? | lost\n已成交 |"))
    assert (result.entered, result.unknown_stage, result.blank, result.lost) == (4, 3, 0, 1)
    found = [(name.name, name.rows, name.nearest, name.first_row) for name in result.unknown_names]
    assert found == [("谈盼", 2, "谈判", (0, 4)), ("?", 1, None, (0, 6))]


def test_who_has_neither_stage_nor_outcome_is_not_in_the_funnel() -> None:
    result = counted(snapshot("stage | outcome\n潜在 |\n|\n|"))
    assert (result.entered, result.blank, result.unknown_stage) == (1, 2, 0)


def test_who_is_open_and_no_more_has_entered() -> None:
    result = counted(snapshot("stage | outcome\n可能 |\n| open\n进行中 |\n已成交 |"))
    assert (result.entered, result.open, result.unplaced) == (4, 3, 2)
    assert figures_of(result, "stage", "reached_low", "reached_high", "here_now") == [
        ("likely", 4, 4, 3),
        ("closed", 1, 1, 1),
    ]


def test_a_book_with_outcomes_and_no_stages_is_a_funnel_of_two() -> None:
    result = counted(snapshot("outcome\nwon\nlost\nlost\nopen\n"))
    assert reached(result) == {"potential": 4, "closed": 1}
    assert (result.win_rate, result.conversion, result.open) == (1 / 3, 1 / 4, 1)


def test_all_lost_have_no_conversion_but_a_win_rate_of_nothing() -> None:
    result = counted(snapshot("stage | outcome\n可能 | lost\n可能 | lost"))
    assert figures_of(result, "stage", "reached", "step_conversion") == [
        ("likely", 2, None),
        ("closed", 0, 0.0),
    ]
    assert (result.win_rate, result.conversion, result.leak) == (0.0, 0.0, None)


def test_where_nothing_is_decided_the_last_stage_is_not_told_and_there_is_no_win_rate() -> None:
    result = counted(snapshot("stage\n潜在\n可能\n可能"))
    assert reached(result) == {"potential": 3, "likely": 2}
    assert (result.won, result.open, result.win_rate, result.conversion) == (0, 3, None, 0.0)


def test_a_stage_that_nobody_reached_has_no_step_behind_it() -> None:
    result = counted(
        snapshot("stage | outcome\nvisit | lost\ncart | lost"), stages=("visit", "cart", "purchase")
    )
    assert figures_of(result, "stage", "reached", "step_conversion", "step_low") == [
        ("visit", 2, None, None),
        ("cart", 1, 0.5, pytest.approx(0.0945, abs=5e-5)),
        ("purchase", 0, 0.0, 0.0),
    ]


def test_all_won() -> None:
    result = counted(snapshot("stage\nWon\nWon"))
    assert reached(result) == {"potential": 2, "closed": 2}
    assert (result.win_rate, result.conversion, result.open, result.leak) == (1.0, 1.0, 0, None)


@pytest.mark.parametrize(
    ("table", "entered"), [("stage | outcome", 0), ("stage\n潜在", 1), ("outcome\nwon", 1)]
)
def test_one_customer_or_none(table: str, entered: int) -> None:
    result = counted(snapshot(table))
    assert result.entered == entered
    assert [stage.reached for stage in result.stages][:1] in ([], [entered])
    if not entered:
        assert (result.conversion, result.low, result.win_rate) == (None, None, None)
        assert [stage.cumulative_conversion for stage in result.stages] == [None] * len(result.stages)


def test_value_is_that_of_those_who_reached_a_stage() -> None:
    result = counted(snapshot("stage | value\n潜在 | 10.50\n潜在 |\n可能 | 4\n重点 |\n已成交 | 2"))
    assert [(stage.value, stage.value_here) for stage in result.stages] == [
        (pytest.approx(16.5), pytest.approx(10.5)),
        (6, 4),
        (2, None),
        (2, 2),
    ]
    assert result.measure == "aum"
    assert counted(snapshot(LADDER)).stages[0].value is None


def test_values_beyond_exact_sums_are_refused() -> None:
    with pytest.raises(SumTooLargeError):
        counted(snapshot(f"stage | value\n潜在 | {2**55}\n潜在 | {2**55}"))


def test_the_ladder_that_knows_most_of_the_names_is_taken() -> None:
    result = counted(snapshot("stage\n调查\n沟通\n谈判\n追踪\n签约"))
    assert [stage.stage for stage in result.stages] == [
        *("survey", "contact", "negotiation", "follow_up", "closed")
    ]
    few = counted(snapshot("stage\n沟通\n谈判\n签约"))
    assert [stage.stage for stage in few.stages] == ["likely", "key", "closed"]
    named = counted(snapshot("stage\n沟通\n谈判\n签约"), ladder="steps")
    assert [stage.stage for stage in named.stages] == ["contact", "negotiation", "closed"]


def test_the_last_stage_of_ones_own_is_won() -> None:
    result = counted(snapshot("stage\nvisit\ncart\npurchase"), stages=("visit", "cart", "purchase"))
    assert (reached(result), result.won) == ({"visit": 3, "cart": 2, "purchase": 1}, 1)


@pytest.mark.parametrize(
    "table", ["stage\na\nb\nWon", "stage | outcome\na | open\nb | open\nb | won"], ids=["word", "outcome"]
)
def test_won_beside_the_last_stage_stands_above_it(table: str) -> None:
    result = counted(snapshot(table), stages=("a", "b"))
    assert (reached(result), result.won) == ({"a": 3, "b": 2, "closed": 1}, 1)
    assert len(result.ladder) == 3


def test_a_book_of_unknown_stages_is_refused_with_its_names_and_what_to_do() -> None:
    with pytest.raises(StagesUnknown) as caught:
        counted(snapshot("stage\nvisit\nvisit\ncart\nWon\n"))
    assert caught.value.text(Lang.EN).startswith(
        "3 of 4 rows have a stage that is on no ladder: “visit”, “cart”."
    )
    assert '--stages "visit,cart,Won"' in caught.value.text(Lang.EN)
    with pytest.raises(StagesUnknown):
        counted(snapshot("stage\nvisit\ncart"), stages=("a", "b"))


def test_a_column_that_is_none_of_stages_is_not_repeated_in_the_refusal() -> None:
    with pytest.raises(StagesUnknown) as caught:
        counted(snapshot("\n".join(["stage", *(f"客户甲{n}" for n in range(30))])))
    assert "客户甲" not in caught.value.text(Lang.ZH)
    assert "30 行中有 30 行" in caught.value.text(Lang.ZH)


def test_the_leak_is_the_smallest_step_that_enough_could_have_made() -> None:
    rows = ["潜在"] * 4 + ["可能"] * 12 + ["重点"] * 4 + ["已成交"]
    result = counted(snapshot("\n".join(["stage", *rows])))
    assert (result.leak, result.leak_if_late) == ("key", "key")
    assert counted(snapshot("\n".join(["stage", *rows])), least=2).leak == "closed"
    assert counted(snapshot("\n".join(["stage", *rows])), least=22).leak is None


def test_the_leak_is_uncertain_where_it_hangs_on_those_of_unknown_stage() -> None:
    rows = ["潜在"] * 2 + ["可能"] * 4 + ["Lost"] * 10 + ["已成交"] * 6
    result = counted(snapshot("\n".join(["stage", *rows])))
    assert (result.leak, result.leak_if_late) == ("likely", "closed")
