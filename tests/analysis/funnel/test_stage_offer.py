import json
import re
import shlex
from collections.abc import Sequence

import pytest

from keyclient.analysis.funnel.face import FUNNEL
from keyclient.analysis.funnel.result import FunnelResult
from keyclient.analysis.funnel.stages import StagesUnknown
from keyclient.model.label import Lang
from keyclient.model.pipeline import Pipeline
from keyclient.policy.loading.raw_setting import read_text
from keyclient.policy.parts.stage_words import are_opposite, sounds_lost, sounds_won
from tests.analysis.funnel.pipelines import counted, log, snapshot


def refusal(pipeline: Pipeline, lang: Lang = Lang.EN, **policy: object) -> str:
    with pytest.raises(StagesUnknown) as caught:
        counted(pipeline, **policy)
    return caught.value.text(lang)


def typed(text: str) -> tuple[list[str], list[str]]:
    """The stages and the words for lost of the command in a refusal, as the program reads them."""
    found = re.search(r'--stages ".*?"(?: --set ".*?")?(?=[.。])', text)
    assert found is not None
    words = shlex.split(found[0])
    option = next(option for option in FUNNEL.options if option.flag == "--stages")
    _, _, stages = option.settings(words[1])[0].partition("=")  # type: ignore[union-attr]
    lost = read_text(("funnel", "lost"), words[3].partition("=")[2]) if len(words) > 2 else []
    assert isinstance(lost, list)
    return json.loads(stages), lost


def as_offered(pipeline: Pipeline, text: str) -> FunnelResult:
    stages, lost = typed(text)
    return counted(pipeline, stages=stages, **({"lost": lost} if lost else {}))


def column(*names: str) -> Pipeline:
    return snapshot("\n".join(["stage", *names]))


@pytest.mark.parametrize(
    ("names", "stages", "lost"),
    [
        (("名单获取", "面谈", "开户签约", "未签约"), ["名单获取", "面谈", "开户签约"], ["未签约"]),
        (("比价战败", "开户签约", "面谈", "名单获取"), ["面谈", "名单获取", "开户签约"], ["比价战败"]),
        (
            ("Open - Not Contacted", "Working - Contacted", "Closed - Converted", "Closed - Not Converted"),
            ["Open - Not Contacted", "Working - Contacted", "Closed - Converted"],
            ["Closed - Not Converted"],
        ),
        (("visit", "cart", "Rejected by email"), ["visit", "cart", "won"], ["Rejected by email"]),
    ],
)
def test_what_is_offered_ends_with_won_and_never_makes_lost_ones_won(
    names: Sequence[str], stages: list[str], lost: list[str]
) -> None:
    pipeline = column(*names)
    text = refusal(pipeline)
    assert typed(text) == (stages, lost)
    result = as_offered(pipeline, text)
    is_won = stages[-1] in names
    assert (result.won, result.lost, result.unknown_stage) == (int(is_won), len(lost), 0)
    assert f"Taken for lost by their names: “{lost[0]}”" in text


def test_where_no_stage_sounds_won_a_place_is_left_for_it_in_both_languages() -> None:
    pipeline = column("visit", "visit", "cart")
    assert '--stages "visit,cart,won". ' in refusal(pipeline)
    assert "In place of “won” put the stage that means won." in refusal(pipeline)
    assert '--stages "visit,cart,成交"。' in refusal(pipeline, Lang.ZH)
    assert as_offered(pipeline, refusal(pipeline)).won == 0


def test_known_stages_are_offered_too_in_the_order_of_their_ladder_whatever_their_number() -> None:
    pipeline = column(*["忠诚客户"] * 9, *["成长客户"] * 5, "谈判", "潜在", "新客户", "已成交")
    stages, lost = typed(refusal(pipeline))
    assert stages == ["潜在", "新客户", "谈判", "忠诚客户", "成长客户", "已成交"]
    assert lost == []


def test_stages_with_numbers_or_dates_are_offered_in_that_order() -> None:
    assert typed(refusal(column("3 carry", "10 keep", "1 call")))[0] == [
        "1 call",
        "3 carry",
        "10 keep",
        "won",
    ]
    events = "customer_id | stage | stage_date\nA | cart | 2026-01-05\nA | visit | 2026-01-01\nB | cart | 2026-02-01"
    assert typed(refusal(log(events)))[0] == ["visit", "cart", "won"]


def test_names_with_separators_or_quotation_marks_survive() -> None:
    names = ("call, then write", "面见，回访", "a > b", "the client's wish", 'say "yes"', "'noted")
    stages, _ = typed(refusal(column(*names)))
    assert stages == [
        *("call, then write", "面见，回访", "a > b"),
        "the clients wish",
        "say yes",
        "noted",
        "won",
    ]
    assert as_offered(column(*names), refusal(column(*names))).unknown_stage == 0


def test_nothing_of_a_long_ladder_is_left_out() -> None:
    names = [f"step {letter}{other}" for letter in "abcde" for other in "vwxyz"]
    text = refusal(column(*names * 3))
    assert typed(text)[0] == [*names, "won"]
    assert "…" not in text


def test_after_stages_that_do_not_fit_those_of_the_book_are_offered() -> None:
    assert typed(refusal(column("潜在", "可能"), stages=("a", "b")))[0] == ["潜在", "可能", "won"]


def test_names_that_sound_lost_or_won() -> None:
    for name in ("战败", "未签约", "Closed - Lost", "不合格", "Not converted", "Unqualified"):
        assert (sounds_lost(name), sounds_won(name)) == (True, False)
    for name in ("开户签约", "Closed - Converted", "Deal Won", "成交客户"):
        assert (sounds_lost(name), sounds_won(name)) == (False, True)
    for name in ("待签约", "签约谈判", "Open - Not Contacted", "未联系", "面谈"):
        assert (sounds_lost(name), sounds_won(name)) == (False, False)


@pytest.mark.parametrize(
    ("name", "never"), [("已联系", "未联系"), ("Close Lost", "close won"), ("Not Qualified", "qualified")]
)
def test_the_nearest_stage_is_never_the_opposite(name: str, never: str) -> None:
    assert are_opposite(name, never)
    found = counted(column("潜在", "可能", "可能", name)).unknown_names
    assert [(one.name, one.nearest == never) for one in found] == [(name, False)]


def test_an_unknown_stage_stands_where_it_first_appears_among_the_known_ones() -> None:
    pipeline = column("未接触", "已接触", "已接触", "待签约", "已签", "签约失败", "未接触")
    assert typed(refusal(pipeline)) == (["未接触", "已接触", "待签约", "已签"], ["签约失败"])


def test_a_name_in_two_lines_is_offered_in_one() -> None:
    assert (
        typed(refusal(log("customer_id | stage | stage_date\nA | first\tcall | 2026-01-05")))[0][0]
        == "first call"
    )


@pytest.mark.parametrize(
    "name", ["谈崩了", "黄了", "输了", "客户跑单", "No Deal", "Withdrawn", "Not interested"]
)
def test_more_ways_to_say_lost(name: str) -> None:
    assert sounds_lost(name)
    assert not sounds_won(name)


@pytest.mark.parametrize("name", ["已签", "赢了", "已开户", "开户成功"])
def test_more_ways_to_say_won(name: str) -> None:
    assert sounds_won(name)
    assert not sounds_lost(name)


def test_a_word_that_means_lost_is_never_offered_as_a_stage_nor_has_to_be_named() -> None:
    pipeline = column("破冰", "加微", "见面", "不做了", "客户取消", "暂停", "No longer interested", "签约")
    text = refusal(pipeline)
    assert typed(text) == (["破冰", "加微", "见面", "签约"], [])
    result = as_offered(pipeline, text)
    assert (result.entered, result.won, result.lost, result.open, result.unknown_stage) == (8, 1, 3, 4, 0)


def test_a_refusal_says_how_to_name_a_word_as_lost_and_that_works_when_typed() -> None:
    pipeline = column("破冰", "加微", "跑路", "放弃", "签约")
    text = refusal(pipeline)
    assert typed(text)[0] == ["破冰", "加微", "跑路", "签约"]
    said = re.search(r'take it out of --stages and add --set "funnel\.lost=(.*?)"', text)
    assert said is not None
    lost = read_text(("funnel", "lost"), said[1].replace("NAME", "跑路"))
    result = counted(pipeline, stages=["破冰", "加微", "签约"], lost=lost)
    assert (result.won, result.lost, result.unknown_stage) == (1, 2, 0)
    assert "funnel.lost=['名称']" in refusal(pipeline, Lang.ZH)


def test_the_users_own_words_for_lost_stay_in_the_command() -> None:
    pipeline = column("破冰", "加微", "跑路", "嫌贵不要了", "签约")
    assert typed(refusal(pipeline, lost=["跑路"])) == (["破冰", "加微", "签约"], ["嫌贵不要了", "跑路"])
