"""One tier is changed without retyping the list."""

from pathlib import Path

import pytest

from keyclient.policy.loading.load import LoadedPolicy
from tests.policy.support import load, refusal

OWN = """
[[tier.tiers]]
name = "private"
zh = "私行"
floor = "600万"
[[tier.tiers]]
name = "gold"
floor = "50万"
[[tier.tiers]]
name = "rest"
"""


def floors(loaded: LoadedPolicy) -> dict[str, object]:
    """What each tier asks for: its floor, else its share."""
    return {tier.name: tier.top if tier.floor is None else tier.floor for tier in loaded.policy.tier.ladder}


@pytest.mark.parametrize(
    "setting",
    [
        "tiers.gold.floor=50万",
        "tier.tiers.gold.floor=50万",
        "tiers.黄金.floor=50万",
        "tiers.Ｇｏｌｄ.floor=50万",
        "tiers.gold={floor='50万'}",
    ],
)
def test_a_setting_names_a_tier_in_either_language_and_the_others_stay(tmp_path: Path, setting: str) -> None:
    assert floors(load(tmp_path, settings=[setting])) == {"platinum": 0.05, "gold": "50万", "iron": None}


def test_the_environment_and_the_policy_file_name_a_tier_as_well(tmp_path: Path) -> None:
    changed = {"platinum": 0.05, "gold": "50万", "iron": None}
    assert floors(load(tmp_path, environ={"KEYCLIENT_TIERS__GOLD__FLOOR": "50万"})) == changed
    assert floors(load(tmp_path, environ={"KEYCLIENT_TIER__TIERS__黄金__FLOOR": "50万"})) == changed
    assert floors(load(tmp_path, '[tier.tiers.gold]\nfloor = "50万"')) == changed


def test_what_an_item_lacks_is_the_doing_of_who_took_it_away(tmp_path: Path) -> None:
    said = str(refusal(tmp_path, OWN, settings=["tiers.gold.floor="]))
    assert "--set tiers.gold.floor=" in said


def test_a_share_takes_the_place_of_a_floor_and_the_other_way_round(tmp_path: Path) -> None:
    assert floors(load(tmp_path, OWN, settings=["tiers.gold.top=10%"]))["gold"] == 0.1
    assert (
        floors(load(tmp_path, '[tiers.gold]\nfloor = "50万"', settings=["tiers.gold.top=0.1"]))["gold"] == 0.1
    )
    said = refusal(tmp_path, "", settings=["tiers.gold.top=0.1", "tiers.gold.floor=50万"])
    assert said.endswith("a tier has either top or floor.")


def test_the_tier_is_one_of_the_list_in_force(tmp_path: Path) -> None:
    cards = load(tmp_path, settings=["tiers.金卡.floor=10万", "tier.preset=cards"])
    assert floors(cards)["gold"] == "10万"
    own = load(tmp_path, OWN, settings=["tiers.私行.floor=800万"])
    assert floors(own) == {"private": "800万", "gold": "50万", "rest": None}
    preset = load(tmp_path, "", settings=["tier.presets.cards.tiers.gold.floor=6万", "tier.preset=cards"])
    assert floors(preset)["gold"] == "6万"


def test_a_requirement_is_removed_by_nothing(tmp_path: Path) -> None:
    assert load(tmp_path, settings=["tiers.gold.loyalty="]).policy.tier.ladder[1].loyalty is None


def test_a_whole_list_replaces_what_was_set_of_its_tiers_before(tmp_path: Path) -> None:
    whole = "tier.tiers=[{name='rich',floor='1万'},{name='rest'}]"
    after = load(tmp_path, environ={"KEYCLIENT_TIERS__GOLD__FLOOR": "50万"}, settings=[whole])
    assert floors(after) == {"rich": "1万", "rest": None}


def test_a_tier_that_there_is_not_is_answered_with_those_there_are(tmp_path: Path) -> None:
    said = "--set tiers.glod.floor=1: tier.tiers has no “glod”; it has platinum 铂金, gold 黄金, iron 铁."
    assert refusal(tmp_path, settings=["tiers.glod.floor=1"]) == said


def test_a_misspelt_key_of_a_tier_is_answered_with_the_near_one(tmp_path: Path) -> None:
    assert refusal(tmp_path, settings=["tiers.gold.flor=1"]).endswith("Did you mean tier.tiers.gold.floor?")
    assert refusal(tmp_path, settings=["teirs.gold.floor=1"]).endswith("Did you mean tiers.gold.floor?")


def test_what_contradicts_is_named_with_the_place_of_each_value(tmp_path: Path) -> None:
    assert refusal(tmp_path, OWN, settings=["tiers.gold.floor=700万"]) == (
        'tier.tiers[1].floor = "600万" (keyclient.toml, line 5), tier.tiers[2].floor = "700万" '
        "(--set tiers.gold.floor=700万): a lower tier must require less value."
    )
    assert "tier.tiers[1].top = 0.05 (default)" in refusal(tmp_path, "", settings=["tiers.gold.top=4%"])


def test_a_need_is_named_in_chinese_and_a_field_too(tmp_path: Path) -> None:
    policy = load(tmp_path, settings=["lifecycle.needs.按揭.core=30,45", "columns.存款=存款 定期"]).policy
    assert policy.lifecycle.needs["mortgage"].core == (30, 45)
    assert policy.columns == {"deposits": "存款 定期"}
