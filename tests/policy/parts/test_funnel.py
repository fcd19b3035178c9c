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
        *("没签成", "没谈拢", "未签成", "没成交", "客户没签成", "谈不下来", "客户说不要了", "客户表示不买了"),
        *(
            "选择他行了",
            "选了他行",
            "转他行了",
            "客户去他行了",
            "客户转投其他银行",
            "被他行抢走了",
            "被竞争对手挖走",
        ),
        *("Went to another bank", "Customer chose competitor"),
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
    "word",
    [
        *("取消预约后再访", "流失预警", "不要求担保", "待审批", "Unqualified lead", "Leading"),
        *("未签约", "没签", "未谈", "去他行拜访", "选择产品", "转介绍", "客户说明", "办理中", "签成"),
    ],
)
def test_what_only_contains_a_word_for_lost_is_no_outcome(word: str) -> None:
    assert POLICY.outcome_of(word) is None


def test_a_stage_that_the_policy_names_early_is_one_though_it_usually_means_lost() -> None:
    policy = _policy(stages=("Unqualified", "Qualified", "Won"))
    assert _stages(policy, "unqualified", "Won") == ["Unqualified", "Won"]
    assert [policy.outcome_of(word) for word in ("Unqualified", "Rejected")] == [None, "lost"]
    assert policy.stages_not_lost == ("Unqualified",)
    assert POLICY.stages_not_lost == ()


def test_a_word_for_lost_among_the_last_stages_is_named_with_the_way_out(tmp_path: Path) -> None:
    stages = 'funnel.stages=["New", "Unqualified", "Rejected", "Won"]'
    said = refusal(tmp_path, settings=[stages, "funnel.open=['Hm']"])
    assert "“Rejected”: lost is an outcome" in said
    assert "funnel.lost" not in said
    offered = said.partition('--set "')[2].partition('"')[0]
    assert offered == "funnel.open=['Hm', 'Rejected']"
    policy = load(tmp_path, "", settings=[stages, offered]).policy.funnel
    assert _stages(policy, "Rejected") == ["Rejected"]


@pytest.mark.parametrize(
    "settings",
    [
        ["funnel.stages=['Unqualified', 'Qualified', 'Won', 'Lost']"],
        ["funnel.stages=['Lost', 'Unqualified', 'Qualified', 'Won']"],
        ["funnel.stages=['跑路', 'Unqualified', 'Qualified', 'Won']", "funnel.lost=['跑路']"],
    ],
)
def test_what_plainly_means_lost_or_is_said_to_is_no_stage_and_no_way_out_is_offered(
    tmp_path: Path, settings: list[str]
) -> None:
    said = refusal(tmp_path, settings=settings)
    assert "”: lost is an outcome, not a stage" in said
    assert "“Unqualified”" not in said
    assert "funnel.open" not in said


def test_words_of_the_policy_come_before_the_usual_ones() -> None:
    policy = _policy(open=("放弃",), won=("Dead",), lost=("暂停",))
    assert [policy.outcome_of(word) for word in ("放弃", "dead", "暂停", "取消")] == [
        "open",
        "won",
        "lost",
        "lost",
    ]
