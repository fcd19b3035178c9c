from pathlib import Path

import pytest
from pydantic import ValidationError

from keyclient.policy.parts.funnel import FunnelPolicy
from keyclient.policy.parts.lead_sources import FAMILIES
from keyclient.policy.parts.stage_ladders import LADDERS
from keyclient.policy.parts.stages import Ladder, stage_key
from tests.policy.support import load, refusal

POLICY = FunnelPolicy()


def _policy(**values: object) -> FunnelPolicy:
    return FunnelPolicy.model_validate(values)


def _stages(policy: FunnelPolicy, *texts: str) -> list[str | None]:
    ladder = policy.ladders[0]
    places = [ladder.place(text) for text in texts]
    return [None if place is None else ladder.stages[place].name for place in places]


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("Closed Won", "closedwon"),
        ("closed_won", "closedwon"),
        ("  ２．可能（40%）", "可能"),
        ("1-潜在", "潜在"),
        ("阶段3：谈判", "谈判"),
        ("Proposal/Price Quote", "proposalpricequote"),
        ("Stage 2: Demo", "demo"),
        ("3", "3"),
        ("(?)", "(?)"),
        ("2026", "2026"),
    ],
)
def test_names_are_compared_without_numbers_brackets_and_signs(text: str, key: str) -> None:
    assert stage_key(text) == key


@pytest.mark.parametrize("ladder", LADDERS.values(), ids=list(LADDERS))
def test_no_word_means_two_stages_or_a_stage_and_lost(ladder: Ladder) -> None:
    words = [(stage_key(word), stage.name) for stage in ladder.stages for word in stage.words]
    assert {key for key, name in words if dict(words)[key] != name} == set()
    assert {POLICY.outcome_of(key) for key, _ in words} <= {None, "won"}


def test_stages_of_sales_systems_are_known() -> None:
    salesforce = (
        "Prospecting",
        "Qualification",
        "Needs Analysis",
        "Value Proposition",
        "Id. Decision Makers",
    )
    assert _stages(POLICY, *salesforce) == ["potential", "likely", "likely", "ordinary", "ordinary"]
    later = ("Perception Analysis", "Proposal/Price Quote", "Negotiation/Review", "Closed Won")
    assert _stages(POLICY, *later) == ["ordinary", "ordinary", "key", "closed"]
    hubspot = ("Appointment Scheduled", "Qualified To Buy", "Presentation Scheduled", "Contract Sent")
    assert _stages(POLICY, *hubspot) == ["potential", "likely", "ordinary", "key"]
    pipedrive = ("Qualified", "Contact Made", "Demo Scheduled", "Proposal Made", "Negotiations Started")
    assert _stages(POLICY, *pipedrive) == ["likely", "likely", "ordinary", "ordinary", "key"]
    chinese = ("验证客户", "需求确定", "方案/报价", "谈判审核", "赢单")
    assert _stages(POLICY, *chinese) == ["potential", "likely", "ordinary", "key", "closed"]
    assert {POLICY.outcome_of(word) for word in ("Closed Lost", "Lost", "输单", "丢单", "无吸引力")} == {
        "lost"
    }


def test_stages_of_ones_own_bring_the_names_of_known_ones_along() -> None:
    policy = _policy(stages=("潜在", "likely", "面谈", "已成交"), aliases={"面谈": ("会面",)})
    found = _stages(policy, "Prospecting", "意向", "会面", "签约", "谈判")
    assert found == ["潜在", "likely", "面谈", "已成交", None]


def test_more_names_go_to_the_stages_that_ship() -> None:
    policy = _policy(aliases={"likely": ("初次见面",), "重点": ("高层拜访",)})
    assert _stages(policy, "初次见面", "高层拜访") == ["likely", "key"]


def test_a_stage_named_by_the_user_goes_before_the_alias_of_another() -> None:
    policy = _policy(stages=("potential", "prospect", "won"))
    assert _stages(policy, "prospect", "lead") == ["prospect", "potential"]


@pytest.mark.parametrize("stages", [("a",), ("a", "A"), ("a", "b", "Lost"), ("a", "输单", "b")])
def test_one_stage_a_stage_twice_or_lost_are_no_ladder(stages: tuple[str, ...]) -> None:
    with pytest.raises(ValidationError):
        _policy(stages=stages)


def test_sources_of_the_training_material_have_their_families() -> None:
    sources = (
        "广告",
        "电话营销",
        "亲友推荐",
        "工商联",
        "会计师事务所",
        "行长单",
        "关系单",
        "明星客户经理单",
        "Seminar",
        "?",
    )
    families = [POLICY.family_of(source) for source in sources]
    assert families == [
        *("marketing", "marketing", "existing", "institutions", "institutions"),
        *("person", "person", "person", "marketing", None),
    ]
    assert set(POLICY.families) == set(FAMILIES)


def test_no_source_is_in_two_families() -> None:
    owners: dict[str, set[str]] = {}
    for family, sources in POLICY.families.items():
        for source in (family, *sources):
            owners.setdefault(stage_key(source), set()).add(family)
    assert {source: found for source, found in owners.items() if len(found) > 1} == {}


def test_a_policy_file_names_stages_aliases_and_families(tmp_path: Path) -> None:
    text = """
[funnel]
stages = ["visit", "cart", "purchase"]
lost = ["bounced"]

[funnel.aliases]
cart = ["basket"]

[funnel.families]
person = ["行长单"]
digital = ["app"]
"""
    policy = load(tmp_path, text).policy.funnel
    assert _stages(policy, "Basket", "purchase") == ["cart", "purchase"]
    assert [policy.outcome_of(word) for word in ("bounced", "lost")] == ["lost", "lost"]
    assert [policy.family_of(source) for source in ("app", "关系单", "广告")] == [
        "digital",
        None,
        "marketing",
    ]


def test_stages_that_are_no_ladder_are_refused_with_their_place(tmp_path: Path) -> None:
    said = refusal(tmp_path, settings=['funnel.stages=["a", "Lost", "b"]'])
    assert "lost is an outcome, not a stage" in said
    assert "funnel.stages" in said


@pytest.mark.parametrize(
    "word",
    [
        *(
            "不做了",
            "不要了",
            "不办了",
            "不考虑",
            "不考虑了",
            "放弃",
            "主动放弃",
            "取消",
            "客户取消",
            "客户已取消",
            "撤销",
            "终止合作",
            "拒绝",
        ),
        *(
            "已拒绝",
            "被拒",
            "婉拒",
            "战败客户",
            "丢失",
            "失败",
            "没戏了",
            "无意向",
            "不感兴趣",
            "没兴趣",
            "否决",
        ),
        *(
            "Lost",
            "Deal rejected",
            "Declined by client",
            "Canceled",
            "Dropped out",
            "Dead lead",
            "Disqualified",
        ),
        *("Not interested", "No longer interested", "No-Go", "Closed - Cancelled", "Withdrawn"),
    ],
)
def test_words_that_mean_lost_are_read_as_lost(word: str) -> None:
    assert POLICY.outcome_of(word) == "lost"


@pytest.mark.parametrize(
    "word", ["暂停", "搁置", "暂缓", "暂不考虑", "暂无意向", "On hold", "On-Hold", "Postponed"]
)
def test_what_is_put_off_is_open(word: str) -> None:
    assert POLICY.outcome_of(word) == "open"


@pytest.mark.parametrize(
    "word", ["取消预约后再访", "流失预警", "不要求担保", "待审批", "Unqualified lead", "Leading"]
)
def test_what_only_contains_a_word_for_lost_is_no_outcome(word: str) -> None:
    assert POLICY.outcome_of(word) is None


def test_words_of_the_policy_come_before_the_usual_ones() -> None:
    policy = _policy(open=("放弃",), won=("Dead",), lost=("暂停",))
    assert [policy.outcome_of(word) for word in ("放弃", "dead", "暂停", "取消")] == [
        "open",
        "won",
        "lost",
        "lost",
    ]
