"""Why a customer is in its tier, in words."""

import pytest

from keyclient.analysis.tier.reasons import score_below
from keyclient.model.label import Lang
from tests.analysis.books import AUM
from tests.analysis.tier.tiered import tiered

FILL = "\n".join("1||||||" for _ in range(7))
BOOK = f"""
value|open_date|products|last_contact|last_transaction|referrals|satisfaction
1200000|2016-05-01|5|2026-01-19||3|
623600|2016-05-01|4|2026-01-19||2|
480000||||||
500000|2024-01-01|1|2025-07-15||0|
450000|2025-06-01||||0|
30000|2010-01-01|3|||1|85.5
0||||||
-12.5||||||
|2030-01-01|2|2026-02-10|||
{FILL}
"""
TIERS: dict[str, object] = {
    "tiers": (
        {"name": "platinum", "zh": "铂金", "top": 0.05},
        {"name": "gold", "zh": "黄金", "floor": "48万", "loyalty": 60},
        {"name": "iron", "zh": "铁"},
    )
}
ENGLISH = {
    "c1": "platinum: 1.2m yuan is in the top 5 % (floor 1.2m yuan); loyalty 99: 9 years, 5 products, contact 12 days ago, 3 referrals",
    "c2": "gold: 624k yuan reaches the floor 480k yuan; loyalty 87: 9 years, 4 products, contact 12 days ago, 2 referrals",
    "c3": "gold: 480k yuan reaches the floor 480k yuan; loyalty unknown, value alone decides",
    "c4": "iron: 500k yuan reaches gold's floor 480k yuan, but loyalty 18 is below 60: 2 years, 1 product, contact 200 days ago",
    "c5": "iron: 450k yuan is below gold's floor 480k yuan; loyalty 5: under 1 year",
    "c6": "iron: 30k yuan is below gold's floor 480k yuan; loyalty 71: 16 years, 3 products, 1 referral, satisfaction 85.5",
    "c7": "iron: 0 yuan is below gold's floor 480k yuan; loyalty unknown, value alone decides",
    "c8": "iron: -12.50 yuan is below gold's floor 480k yuan; loyalty unknown, value alone decides",
    "c9": "iron: no value; loyalty 34: open date after the data date, 2 products, contact after the data date",
}
CHINESE = {
    "c1": "铂金：120万元，位列前 5%（门槛 120万元）；忠诚度 99：入行 9 年、产品 5 项、12 天前有联系、转介绍 3 人",
    "c2": "黄金：62.4万元，达到门槛 48万元；忠诚度 87：入行 9 年、产品 4 项、12 天前有联系、转介绍 2 人",
    "c3": "黄金：48万元，达到门槛 48万元；忠诚度未知，仅按价值判定",
    "c4": "铁：50万元，已达黄金门槛 48万元，但忠诚度 18 低于 60：入行 2 年、产品 1 项、200 天前有联系",
    "c5": "铁：45万元，低于黄金门槛 48万元；忠诚度 5：入行不足 1 年",
    "c6": "铁：3万元，低于黄金门槛 48万元；忠诚度 71：入行 16 年、产品 3 项、转介绍 1 人、满意度 85.5",
    "c9": "铁：无数值；忠诚度 34：开户日期晚于数据日期、产品 2 项、联系日期晚于数据日期",
}


@pytest.mark.parametrize(("lang", "said"), [(Lang.EN, ENGLISH), (Lang.ZH, CHINESE)])
def test_every_customer_is_told_why(lang: Lang, said: dict[str, str]) -> None:
    reasons = {customer.customer_id: customer.reason for customer in tiered(BOOK, TIERS, lang=lang).top}
    assert {name: reasons[name] for name in said} == said


def test_a_share_is_told_with_its_floor() -> None:
    reasons = [customer.reason for customer in tiered("value\n" + "\n".join(map(str, range(40, 0, -1)))).top]
    assert (
        reasons[0]
        == "platinum: 40 yuan is in the top 5 % (floor 39 yuan); loyalty unknown, value alone decides"
    )
    assert (
        reasons[7] == "gold: 33 yuan is in the top 20 % (floor 33 yuan); loyalty unknown, value alone decides"
    )
    assert reasons[8].startswith("iron: 32 yuan is below gold's floor 33 yuan;")


def test_transactions_today_and_yesterday_have_words_of_their_own() -> None:
    text = "value|last_contact|last_transaction|referrals\n3|2025-12-01|2026-01-31|\n2|2026-01-30||\n1|||0"
    reasons = [customer.reason for customer in tiered(text, {"preset": "pyramid"}).top]
    assert [reason.partition("; ")[2] for reason in reasons] == [
        "loyalty 100: transaction today",
        "loyalty 100: contact 1 day ago",
        "loyalty 0: no referrals",
    ]


def test_loyalty_that_no_tier_asks_for_is_not_missed() -> None:
    (customer,) = tiered("value\n7", {"preset": "pyramid"}).top
    assert customer.reason == "top: 7 yuan is in the top 1 % (floor 7 yuan)"


def test_another_measure_is_named() -> None:
    tiers = ({"name": "rich", "floor": "5万", "measure": "AUM!"}, {"name": "rest"})
    portfolio_further = [AUM.__class__("AUM!", AUM.label, ("aum",), AUM.kind, 2)]
    result = tiered("value|aum\n9|60000\n8|\n7|400", {"tiers": tiers}, further=portfolio_further)
    assert [customer.reason for customer in result.top] == [
        "rich: AUM 60k yuan reaches the floor 50k yuan",
        "rest: no value",
        "rest: AUM 400 yuan is below rich's floor 50k yuan",
    ]


def test_the_only_tier_needs_no_reason() -> None:
    (customer,) = tiered("value\n7", {"tiers": ({"name": "all"},)}).top
    assert customer.reason == "all: the only tier"


def test_a_book_without_positive_values_says_so() -> None:
    reasons = [customer.reason for customer in tiered("value\n0\n").top]
    assert reasons == ["iron: no customer has a positive value; loyalty unknown, value alone decides"]


def test_customers_under_watch_are_told_how_long() -> None:
    result = tiered(
        "value\n90\n100", {"preset": "pyramid", "grace": 2}, earlier=["value\n100\n1", "value\n50\n60"]
    )
    reasons = {customer.customer_id: customer.reason for customer in result.top}
    assert reasons["c1"] == "top (watch 2 of 2, today small): 90 yuan is below top's floor 100 yuan"
    chinese = tiered("value\n90\n100", {"grace": 1}, earlier=["value\n100\n1"], lang=Lang.ZH)
    assert (
        chinese.top[1].reason
        == "铂金（观察 1/1 期，按本期为铁）：90元，低于铂金门槛 100元；忠诚度未知，仅按价值判定"
    )


@pytest.mark.parametrize(
    ("score", "needed", "said"),
    [
        (41.2, 60.0, "41"),
        (59.6, 60.0, "59.6"),
        (59.97, 60.0, "59.97"),
        (59.99999, 60.0, "59.99999"),
        (62.4, 62.5, "62"),
    ],
)
def test_a_score_that_is_too_low_looks_too_low(score: float, needed: float, said: str) -> None:
    assert score_below(score, needed) == said
