"""What a criterion asks, however it is written, and why some text is none."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from keyclient.analysis.plan.criteria.conditions import condition_of
from keyclient.analysis.plan.criteria.parse import parse_criterion
from keyclient.analysis.plan.criteria.refusals import (
    AmountError,
    ContactSignError,
    CriterionDateError,
    CriterionError,
    CriterionTooLongError,
    EmptyConditionError,
    NeverMetError,
    NoConditionError,
    NoCriterionError,
    OrError,
    UnknownNameError,
    UnknownSubjectError,
)
from keyclient.analysis.plan.criteria.render import render
from keyclient.model.label import Lang
from keyclient.policy.models import Policy

POLICY = Policy()


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("aum >= 500000", "aum >= 500000"),
        ("资产 >= 50万 且 持有 基金", "aum >= 500000 and holds fund"),
        ("资产>=50万且持有基金", "aum >= 500000 and holds fund"),
        ("ＡＵＭ ＞＝ ５０万元", "aum >= 500000"),
        ("AUM≥1.2亿", "aum >= 120000000"),
        ("存款不低于 3,000,000.50 元", "deposits >= 3000000.5"),
        ("average AUM > ￥100,000", "aum_average > 100000"),
        ("贷款 = 0", "loans = 0"),
        ("revenue < -1万", "revenue < -10000"),
        ("价值达到80万", "value >= 800000"),
        ("持有产品数 >= 3个", "products >= 3"),
        ("tier >= gold", "tier >= gold"),
        ("层级 >= 黄金", "tier >= gold"),
        ("tier = Platinum", "tier = platinum"),
        ("holds mutual funds", "holds fund"),
        ("持有 保险金信托", "holds insurance_trust"),
        ("contact since 2026-11-01", "contact since 2026-11-01"),
        ("联系 自 2026年11月1日", "contact since 2026-11-01"),
        ("2026/11/1 起有联系", "contact since 2026-11-01"),
        ("last_contact >= 20261101", "contact since 2026-11-01"),
        ("stage >= key", "stage >= key"),
        ("阶段 ≥ 重点", "stage >= key"),
        ("销售阶段达到签约", "stage >= closed"),
        ("资产 50万以上", "aum >= 500000"),
        ("资产在50万元及以上", "aum >= 500000"),
        ("AUM >= 50万元以上", "aum >= 500000"),
        ("存款 30万以下", "deposits <= 300000"),
        ("资产 >= 50w", "aum >= 500000"),
        ("层级黄金或以上", "tier >= gold"),
        ("aum > = 5", "aum >= 5"),
        ("\ufeffaum >=\u200b5", "aum >= 5"),
        ("资产 >= 50万 和 持有 基金", "aum >= 500000 and holds fund"),
        ("持有 基金以及资产达到5万", "holds fund and aum >= 50000"),
        ("持有 遗嘱与传承", "holds will_advice"),
        (
            "aum >= 500,000，持有基金；联系自2026-11-01",
            "aum >= 500000 and holds fund and contact since 2026-11-01",
        ),
    ],
)
def test_a_criterion_means_the_same_however_it_is_written(written: str, meant: str) -> None:
    assert render(parse_criterion(written, POLICY)) == meant


@pytest.mark.parametrize("lang", list(Lang))
def test_a_criterion_that_is_written_back_is_itself(lang: Lang) -> None:
    text = "aum >= 499999.99 and value > 800000 and tier >= gold and holds fund and contact since 2026-11-01 and stage >= key"
    criterion = parse_criterion(text, POLICY)
    assert parse_criterion(render(criterion, lang), POLICY) == criterion
    assert render(criterion) == text


def test_chinese_has_amounts_with_their_unit_in_wan_where_nothing_is_lost() -> None:
    criterion = parse_criterion("aum >= 500000 and deposits >= 499999.99", POLICY)
    assert render(criterion, Lang.ZH) == "AUM >= 50万元 且 存款 >= 499999.99元"


@pytest.mark.parametrize(
    ("written", "refusal", "place"),
    [
        ("", NoCriterionError, 1),
        (" 　", NoCriterionError, 1),
        ("aum >= 5 and", EmptyConditionError, 12),
        ("aum >= 5 and and holds fund", EmptyConditionError, 13),
        ("aum >= 5 or holds fund", OrError, 10),
        ("资产达到50万或持有基金", OrError, 8),
        ("call her", NoConditionError, 1),
        ("aum >= 5 and call her", NoConditionError, 14),
        (">= 500000", NoConditionError, 1),
        ("aum >=", NoConditionError, 1),
        ("name >= 5", UnknownSubjectError, 1),
        ("aun >= 5", UnknownSubjectError, 1),
        ("tier >= golden", UnknownNameError, 9),
        ("tier >= 500000", UnknownNameError, 9),
        ("holds  fnud", UnknownNameError, 8),
        ("stage >= somewhere", UnknownNameError, 10),
        ("aum >= many", AmountError, 8),
        ("aum >= 0.005", AmountError, 8),
        ("aum >= 10 20", AmountError, 8),
        ("aum >= 1e999999999", AmountError, 8),
        ("aum >= 9" + "0" * 400, AmountError, 8),
        ("contact since soon", CriterionDateError, 15),
        ("contact since 2026-02-30", CriterionDateError, 15),
        ("last_contact < 2026-11-01", ContactSignError, 1),
        ("aum <= 50万以上", AmountError, 8),
        ("50万以上", NoConditionError, 1),
        ("tier > platinum", NeverMetError, 1),
        ("层级 < 铁", NeverMetError, 1),
        ("stage > closed", NeverMetError, 1),
        ("aum >= 5 and aum < 5", NeverMetError, 14),
        ("aum = 5 and tier >= gold and aum > 5", NeverMetError, 30),
        ("tier > gold and tier < platinum", NeverMetError, 17),
        ("aum >= 5" + "0" * 500, CriterionTooLongError, 501),
    ],
)
def test_what_is_no_criterion_is_refused_at_its_place(
    written: str, refusal: type[CriterionError], place: int
) -> None:
    with pytest.raises(refusal) as refused:
        parse_criterion(written, POLICY)
    assert type(refused.value) is refusal
    assert refused.value.place == place
    assert all(refused.value.text(lang) for lang in Lang)


@pytest.mark.parametrize(
    ("written", "word"), [("tier >= golden", "gold"), ("持有 基今", "基金"), ("aun >= 5", "aum")]
)
def test_a_name_that_is_nearly_right_is_suggested_and_never_taken(written: str, word: str) -> None:
    with pytest.raises(CriterionError) as refused:
        parse_criterion(written, POLICY)
    assert f"Perhaps {word}?" in refused.value.text(Lang.EN)


@pytest.mark.parametrize(
    "written",
    [
        "aum >= 5 and aum <= 5",
        "tier = platinum",
        "tier < platinum",
        "tier > gold",
        "stage > key",
        "aum > 5 and deposits < 5",
    ],
)
def test_what_somebody_can_meet_is_no_contradiction(written: str) -> None:
    assert render(parse_criterion(written, POLICY)) == written


@pytest.mark.parametrize("lang", list(Lang))
def test_every_stage_is_itself_again_when_it_is_written_back(lang: Lang) -> None:
    """Some are other words for stages of other ladders."""
    for ladder in POLICY.funnel.ladders:
        for stage in ladder.stages:
            criterion = parse_criterion(f"stage >= {stage.name}", POLICY)
            assert parse_criterion(render(criterion, lang), POLICY) == criterion


@pytest.mark.parametrize(
    "text", ["2026{}x", "contact since{}2026{}x", "aum{}>{}x", "holds{}\n{}x", "{}5{}x", "aum >= 5{}x"]
)
def test_long_blanks_take_no_time(text: str) -> None:
    """The patterns alone, without the limit of characters: a pattern that tries blanks in two ways takes minutes here."""
    blanks = " " * 20_000
    with pytest.raises(CriterionError):
        condition_of(text.format(*[blanks] * 2).strip(), 1, POLICY)


_PIECES = st.sampled_from(
    ["aum", "资产", "tier", "层级", "阶段", "holds", "持有", "基金", "contact since", "联系 自", "且", "and", "or", ">=", "＞", "=",
     "50万", "50w", "以上", "及以下", "和", "在", "\u200b", "stage", "contact", "沟通", "platinum", "1e9", "-3", "gold", "黄金", "2026-11-01", "2026-13-45", ",", "，", "。", ";", " ", "　", "ﷺ", "İ", "\x00", "①", "万"]
)  # fmt: skip


@given(st.lists(_PIECES, max_size=9).map("".join) | st.text(max_size=30))
@example("and")
@example("。")
@example(";")
def test_any_text_is_a_criterion_that_can_be_written_back_or_is_refused_within_itself(text: str) -> None:
    refusal = _refusal(text)
    if refusal is not None:
        assert 1 <= refusal.place <= max(len(text), 1)
        assert refusal.text(Lang.ZH)
        return
    criterion = parse_criterion(text, POLICY)
    for lang in Lang:
        assert parse_criterion(render(criterion, lang), POLICY) == criterion


def _refusal(text: str) -> CriterionError | None:
    try:
        parse_criterion(text, POLICY)
    except CriterionError as refusal:
        return refusal
    return None
