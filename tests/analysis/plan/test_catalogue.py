"""Whom a plan is for, and which entry of the catalogue makes the line of each."""

from decimal import Decimal
from typing import get_args

import pytest

from keyclient.analysis.common.occasions.occasion import Occasion
from keyclient.analysis.plan.grid import CELLS
from keyclient.analysis.plan.words import held_words
from keyclient.model.label import Label, Lang
from keyclient.model.measure import Measure, MeasureKind
from keyclient.policy.parts.catalogue import Cell, Trigger
from tests.analysis.plan.planned import entries_of, entry, line_of, plan_of

BOOK = """
aum|value|last_contact|maturity_date|maturity_amount|complaints|birth_date|manager
120|120|2026-01-30|2026-02-10|50||1975-06-01|Wang
150|150|2026-01-30|||1|1975-06-01|Wang
110|110|2025-06-30||||1975-06-01|Wang
60|60|2026-01-30||||1975-06-01|Wang
39|39|2026-01-30||||1975-06-01|Wang
9|9|2026-01-30|2026-02-10|5|1|1975-06-01|Wang
"""
"""The first two are platinum by value; the fifth is near gold; the last is nobody's concern though her money matures."""


def test_the_triggers_are_the_reasons_to_get_in_touch_and_the_cells_those_of_the_grid() -> None:
    assert set(get_args(Trigger)) == {one.value for one in Occasion} - {"plan_due"}
    assert set(get_args(Cell)) == set(CELLS)


def test_one_line_a_customer_by_the_first_entry_that_fits() -> None:
    found = entries_of(plan_of(BOOK))
    assert (found["c1"], found["c2"], found["c3"], found["c5"]) == (
        "maturity",
        "complaint",
        "contact",
        "next-tier",
    )


def test_a_customer_far_below_the_key_tiers_has_no_line_whatever_her_reasons() -> None:
    assert "c6" not in entries_of(plan_of(BOOK))


def test_a_plan_may_be_for_key_customers_alone() -> None:
    assert set(entries_of(plan_of(BOOK, whom=["key"]))) == {"c1", "c2", "c3", "c4"}


def test_all_reasons_of_a_customer_stand_on_her_line() -> None:
    codes = [
        one.code
        for one in line_of(plan_of(BOOK.replace("150|150|2026-01-30", "150|150|2025-06-30")), "c2").reasons
    ]
    assert {"overdue", "complaint"} <= set(codes)


def test_an_entry_fits_the_tiers_ages_and_cells_that_it_names_and_the_rest_go_on_to_the_next() -> None:
    catalogue = [
        entry("platinum-50", tiers=["platinum"], ages=[50, 60]),
        entry("asked", cells=["ask"]),
        entry("rest"),
    ]
    found = entries_of(
        plan_of(
            BOOK.replace("110|110|2025-06-30||||1975-06-01", "110|110|2025-06-30||||1990-06-01"),
            catalogue=catalogue,
        )
    )
    assert (found["c1"], found["c3"], found["c5"]) == ("platinum-50", "asked", "rest")


def test_the_upper_age_is_no_longer_in() -> None:
    catalogue = [entry("below-50", ages=[40, 50]), entry("rest")]
    ages = BOOK.replace("1975-06-01|Wang\n150", "1976-01-31|Wang\n150")
    assert entries_of(plan_of(ages, catalogue=catalogue))["c1"] == "rest"


def test_an_entry_whose_proof_cannot_be_written_for_a_customer_goes_on_to_the_next() -> None:
    catalogue = [entry("rise", proof="tier >= {next_tier}"), entry("stay", proof="tier >= {tier}")]
    found = plan_of(BOOK, catalogue=catalogue)
    assert line_of(found, "c1").criterion == "tier >= platinum"
    assert line_of(found, "c4").criterion == "tier >= platinum"
    assert (line_of(found, "c1").entry, line_of(found, "c4").entry) == ("stay", "rise")


def test_whoever_no_entry_fits_has_no_line() -> None:
    assert set(entries_of(plan_of(BOOK, catalogue=[entry("only", tiers=["gold"])]))) == {"c4"}


@pytest.mark.parametrize(
    ("birth", "tier_value", "event"),
    [("1960-01-01", 120, "senior travel"), ("1980-01-01", 120, "golf"), ("1990-01-01", 120, "tasting"),
     ("1998-01-01", 60, "test drive"), ("", 120, "lecture")],
)  # fmt: skip
def test_customers_are_invited_to_what_fits_their_age_and_tier(
    birth: str, tier_value: int, event: str
) -> None:
    book = f"aum|value|birth_date\n{tier_value}|{tier_value}|{birth}\n"
    found = plan_of(
        book, catalogue=[entry("invite", activity="invite: {event}", activity_zh="邀约：{event}")]
    )
    assert line_of(found, "c1").activity == f"invite: {event}"


def test_texts_are_in_the_language_of_the_answer() -> None:
    found = plan_of(BOOK, lang=Lang.ZH)
    assert line_of(found, "c1").target == "留住 2026-02-10 到期的 50元"
    assert line_of(plan_of(BOOK), "c1").target == "keep the 50 yuan that matures on 2026-02-10"


def test_what_is_no_money_says_what_it_counts() -> None:
    held = Measure("products", Label("products", "持有产品数"), ("products",), MeasureKind.NUMBER, 0)
    assert [held_words(Decimal(6), held, lang) for lang in Lang] == ["6 (products)", "6（持有产品数）"]


def test_a_text_of_either_language_asks_for_what_stands_in_its_braces() -> None:
    found = plan_of(BOOK, catalogue=[entry("dated", target_zh="{date}前"), entry("rest")], lang=Lang.ZH)
    assert set(entries_of(found).values()) == {"rest"}


def test_the_most_valued_perk_is_offered() -> None:
    found = plan_of(BOOK, catalogue=[entry("perk", activity="with {perk}")])
    assert line_of(found, "c1").activity == "with hotel"
