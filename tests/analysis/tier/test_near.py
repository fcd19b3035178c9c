"""Who is near the tier above, and what it would take."""

from decimal import Decimal

import pytest

from keyclient.analysis.tier.result import TierResult
from tests.analysis.tier.tiered import tiered

TIERS: dict[str, object] = {
    "tiers": ({"name": "a", "floor": 1000}, {"name": "b", "floor": 100, "loyalty": 60}, {"name": "c"})
}


def near(result: TierResult) -> list[tuple[str | None, str, str, str, str | None, str]]:
    return [
        (
            customer.customer_id,
            customer.next_tier,
            str(customer.value),
            str(customer.gap),
            None if customer.loyalty_gap is None else f"{customer.loyalty_gap:g}",
            str(customer.cumulative_gap),
        )
        for customer in result.near
    ]


def test_from_nine_tenths_of_the_floor_on_a_customer_is_near() -> None:
    result = tiered("value\n900\n899.99\n90\n89.99\n100\n1000", TIERS)
    assert near(result) == [
        ("c3", "b", "90.00", "10.00", None, "10.00"),
        ("c1", "a", "900.00", "100.00", None, "110.00"),
    ]


def test_who_has_the_value_and_lacks_ten_points_of_loyalty_at_most_is_near() -> None:
    text = "value|satisfaction\n100|50\n100|49.9\n100|59.9\n100|60\n100|\n5000|1"
    assert near(tiered(text, TIERS)) == [
        ("c3", "b", "100.00", "0.00", "0.1", "0.00"),
        ("c1", "b", "100.00", "0.00", "10", "0.00"),
    ]


def test_who_lacks_value_and_loyalty_is_told_both() -> None:
    assert near(tiered("value|satisfaction\n95|20", TIERS)) == [("c1", "b", "95.00", "5.00", "40", "5.00")]


def test_only_the_tier_directly_above_counts() -> None:
    assert near(tiered("value|satisfaction\n950|10", TIERS)) == []


def test_totals_tell_those_short_of_value_from_those_short_of_loyalty() -> None:
    result = tiered("value|satisfaction\n95|80\n990|70\n120|55\n130|52", TIERS)
    assert (result.near_total.customers, result.near_total.short_of_value) == (4, 2)
    assert result.near_total.gap == Decimal("15.00")


def test_the_policy_says_how_near_is_near() -> None:
    result = tiered("value|satisfaction\n51|90\n100|30", {**TIERS, "near": 0.5, "near_loyalty": 30.0})
    assert [row[0] for row in near(result)] == ["c2", "c1"]


def test_nobody_is_near_a_tier_that_nobody_can_reach() -> None:
    assert near(tiered("value\n0\n-5\n", {})) == []


def test_today_s_floor_counts_for_shares_too() -> None:
    values = [100, *range(50, 31, -1)]
    result = tiered("\n".join(["value", *map(str, values)]))
    assert [(row[0], row[1], row[3]) for row in near(result)] == [
        ("c5", "gold", "1.00"),
        ("c6", "gold", "2.00"),
        ("c7", "gold", "3.00"),
        ("c8", "gold", "4.00"),
    ]


@pytest.mark.parametrize("by", ["branch"])
def test_groups_have_their_own_totals(by: str) -> None:
    text = "value|branch\n95|x\n91|x\n95|y\n500|z\n99|"
    result = tiered(text, TIERS, by=by)
    assert result.groups is not None
    assert {group.group: (group.near.customers, group.near.gap) for group in result.groups} == {
        "x": (2, Decimal("14.00")),
        "y": (1, Decimal("5.00")),
        "z": (0, Decimal(0)),
        None: (1, Decimal("1.00")),
    }
    assert [group.group for group in result.groups] == ["z", "x", None, "y"]
