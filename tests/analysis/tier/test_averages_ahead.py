"""Near lists say what an average comes to, and what it takes to reach the floor."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import replace

from keyclient.analysis.common.occasions.issues import occasion_issues
from keyclient.analysis.common.occasions.occasion import Occasion
from keyclient.analysis.tier.calculate import tier
from keyclient.analysis.tier.issues import tier_issues
from keyclient.analysis.tier.report import tier_report
from keyclient.analysis.tier.result import TierResult
from keyclient.model.averaged import AveragedOver
from keyclient.model.label import Label, Lang
from keyclient.model.measure import Measure, MeasureKind
from keyclient.model.portfolio import Portfolio
from keyclient.model.report import Sentence
from keyclient.policy.models import Policy
from tests.analysis.common.occasions.reasons import reasons_of, told
from tests.analysis.tier.tiered import book_of

AVERAGE = Measure("aum_average", Label("average AUM", "AUM日均"), ("aum_average",), MeasureKind.MONEY, 2)
TIERS = ({"name": "gold", "floor": 50}, {"name": "iron"})
SETTINGS = {"tier": {"tiers": TIERS}}
TEXT = "value|aum_average|aum\n45|45|40\n46|46|100\n47|47|\n20|20|20"
DAY = dt.date(2026, 6, 20)
MONTH = {"aum_average": AveragedOver.MONTH}


def book(
    text: str = TEXT, averaged: Mapping[str, AveragedOver | None] = MONTH, day: dt.date = DAY
) -> Portfolio:
    return replace(book_of(text, measure=AVERAGE), as_of=day, averaged=averaged)


def ranked(portfolio: Portfolio) -> TierResult:
    return tier(portfolio, Policy.model_validate(SETTINGS))


def ahead(result: TierResult) -> dict[str | None, tuple[str, str]]:
    return {one.customer_id: (str(one.projected), str(one.needed)) for one in result.near}


def test_the_average_goes_on_with_the_balance_of_today() -> None:
    """30 days, 20 gone, average 45, balance 40, floor 50: it comes to 43.33, and 20 more for ten days reach the floor."""
    result = ranked(book())
    assert ahead(result) == {"c1": ("43.33", "20.00"), "c2": ("64.00", "0.00"), "c3": ("None", "None")}
    (time,) = result.averages
    assert (time.average, time.balance, time.days_gone, time.days_left) == ("aum_average", "aum", 20, 10)


def test_on_the_last_day_the_average_is_final() -> None:
    result = ranked(book(day=dt.date(2026, 6, 30)))
    assert ahead(result)["c1"] == ("45.00", "None")
    assert any("nothing changes it" in note.label.en for note in notes(result))


def test_a_tier_with_an_average_of_its_own_is_told_it_too() -> None:
    tiers = ({"name": "gold", "floor": 50, "measure": "aum_average"}, {"name": "iron"})
    portfolio = replace(book_of(TEXT, further=[AVERAGE]), as_of=DAY, averaged=MONTH)
    result = tier(portfolio, Policy.model_validate({"tier": {"tiers": tiers}}))
    assert ahead(result)["c1"] == ("43.33", "20.00")


def test_an_unknown_time_is_said_and_nothing_computed() -> None:
    portfolio = book(averaged={"aum_average": None})
    result = ranked(portfolio)
    assert set(ahead(result).values()) == {("None", "None")}
    policy = Policy.model_validate(SETTINGS)
    issues = tier_issues(result, policy.tier, DAY, as_of_from_file=False)
    assert [issue.code for issue in issues if issue.code == "KC719"] == ["KC719"]
    reasons = reasons_of(portfolio, settings=SETTINGS, days=[DAY])
    assert [issue.code for issue in occasion_issues(reasons, (Occasion.NEAR,))] == ["KC719"]


def test_a_book_without_the_balance_says_nothing() -> None:
    result = ranked(book("value|aum_average\n45|45", {"aum_average": None}))
    assert (result.averages, result.untimed) == ((), ())
    assert [one.projected for one in result.near] == [None]


def test_the_list_for_people_has_the_columns_only_where_they_say_something() -> None:
    def columns(result: TierResult) -> list[str]:
        tables = tier_report(result, AVERAGE, Policy.model_validate(SETTINGS).tier).tables
        return [column.key for table in tables if table.key == "near" for column in table.columns]

    assert {"projected", "needed"} <= set(columns(ranked(book())))
    assert {"projected", "needed"}.isdisjoint(columns(ranked(book(averaged={}))))


def test_the_reason_to_call_says_it_in_words() -> None:
    found = told(reasons_of(book(), settings=SETTINGS, days=[DAY]), Occasion.NEAR)
    gap = "5 yuan short of gold (average AUM of 50 yuan, today's floor)"
    assert found["c1"] == (
        f"{gap}; at today's balance the average of the month comes to 43.33 yuan on 2026-06-30, "
        "20 yuan more on each of the 10 days left reaches it"
    )
    assert found["c2"].endswith("comes to 64 yuan on 2026-06-30, which is enough")
    assert found["c3"].endswith("today's floor)")


def test_the_reason_is_said_in_chinese() -> None:
    found = told(reasons_of(book(), settings=SETTINGS, days=[DAY], lang=Lang.ZH), Occasion.NEAR)
    assert found["c1"].endswith(
        "；余额保持当前水平时，至2026-06-30本月日均预计为43.33元，剩余10天每天须多存20元"
    )


def notes(result: TierResult) -> tuple[Sentence, ...]:
    return tier_report(result, AVERAGE, Policy.model_validate(SETTINGS).tier).notes
