"""Who is close to a floor that moves."""

from keyclient.model.label import Label
from tests.analysis.books import book
from tests.analysis.what_if.tried import SIX, WAN, of_values, outcome_of, tried


def test_customers_within_five_percent_of_the_new_floor_are_listed_closest_first() -> None:
    result = of_values(
        (*SIX, 63, 57, 63.000001 * WAN, 56.99 * WAN, 57 * WAN, 63 * WAN), "tiers.gold.floor=60万"
    )
    assert [(one.customer_id, float(one.distance) / WAN) for one in result.near] == [
        ("c3", -2.0),
        ("c11", -3.0),
        ("c12", 3.0),
    ]
    assert {(one.group, float(one.floor)) for one in result.near} == {("gold", 60.0 * WAN)}


def test_how_close_that_is_stands_in_the_policy() -> None:
    own = ("tier.tiers=[{name='gold',floor='50万'},{name='iron'}]", "what_if.near=0.1")
    assert [one.customer_id for one in of_values(SIX, "tiers.gold.floor=60万", settings=own).near] == [
        "c3",
        "c2",
        "c4",
    ]


def test_nobody_is_near_a_floor_that_stays() -> None:
    assert list(of_values(SIX, "tier.near=0.8").near) == []


def test_amounts_that_are_tried_are_in_yuan_on_both_sides() -> None:
    (change,) = of_values(SIX, "tiers.gold.floor=60万").changes
    assert (change.key, change.base, change.reform) == ("tier.tiers.gold.floor", 500_000, 600_000)


def test_beside_a_floor_that_was_a_share_stands_what_that_comes_to_today() -> None:
    shares = ("tier.tiers=[{name='gold',top=0.5},{name='iron'}]",)
    said = outcome_of(book(list(SIX)), tried(["tiers.gold.floor=60万"], shares)).report.headline[0]
    tried_words = said.values["changes"].value
    assert isinstance(tried_words, Label)
    assert tried_words.en == "tier.tiers.gold.floor = 600,000 yuan (now not set; the floor is 580,000 yuan)"


def test_both_floors_stand_side_by_side() -> None:
    (floor,) = of_values(SIX, "tiers.gold.top=20%").floors
    assert (floor.group, float(floor.base or 0), float(floor.reform or 0)) == ("gold", 50.0 * WAN, 65.0 * WAN)
