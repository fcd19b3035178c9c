"""What each value of a range gives."""

import pytest

from keyclient.policy.loading.refusals import ContradictoryValues
from tests.analysis.books import book
from tests.analysis.what_if.tried import GOLD, SIX, WAN, counted, of_values, outcome_of, tried


def test_a_range_gives_the_key_customers_at_every_value() -> None:
    result = of_values(SIX, "tiers.gold.floor=40万..80万/10万")
    assert result.curve is not None
    assert result.curve.key == "tier.tiers.gold.floor"
    assert [(step.text, float(step.value), step.focus.reform.customers) for step in result.curve.steps] == [
        ("40万", 40.0 * WAN, 6),
        ("50万", 50.0 * WAN, 5),
        ("60万", 60.0 * WAN, 2),
        ("70万", 70.0 * WAN, 1),
        ("80万", 80.0 * WAN, 0),
    ]
    assert counted(result.curve.steps[2].focus.out) == [(3, 165 * WAN)]


def test_a_range_lists_nobody_and_has_a_hash_for_each_value() -> None:
    result = of_values(SIX, "tiers.gold.floor=40万..80万/10万")
    assert (result.focus, result.reform_sha256, len(result.moved)) == (None, None, 0)
    assert result.curve is not None
    hashes = [step.policy_sha256 for step in result.curve.steps]
    assert len(set(hashes)) == 5
    assert hashes[2] == of_values(SIX, "tiers.gold.floor=60万").reform_sha256


def test_other_values_are_tried_at_every_step() -> None:
    portfolio = book(list(SIX), manager=["anna"] * 6)
    asked = tried(["tiers.gold.floor=50万..60万/10万", "managers.seats=3"], GOLD)
    curve = outcome_of(portfolio, asked).result.curve
    assert curve is not None
    assert [step.over for step in curve.steps] == [2, 0]


def test_a_value_that_contradicts_the_policy_ends_the_run_and_is_named() -> None:
    own = ["tier.tiers=[{name='platinum',floor='60万'},{name='gold',floor='50万'},{name='iron'}]"]
    with pytest.raises(ContradictoryValues, match=r"--what-if tier\.tiers\.gold\.floor=60万"):
        tried(["tiers.gold.floor=50万..70万/10万"], own)
