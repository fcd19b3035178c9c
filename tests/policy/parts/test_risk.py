"""The part `[risk]`: its names are those of tiers and of groups of lead sources."""

from pathlib import Path

import pytest

from tests.policy.support import load, refusal

TIERS = "platinum, gold, iron, top, large, medium, small, private, diamond, ordinary, high-net-worth"


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("risk.contact_days = { glod = 60 }", f"it must be one of {TIERS}."),
        (
            'risk.person_families = ["persons"]',
            "it must be one of marketing, existing, institutions, person.",
        ),
    ],
)
def test_a_name_that_is_none_is_refused_with_those_that_there_are(
    line: str, said: str, tmp_path: Path
) -> None:
    assert said in refusal(tmp_path, line)


def test_days_may_be_set_for_a_tier_of_any_list_and_people_for_a_group_of_their_own(tmp_path: Path) -> None:
    text = 'risk.contact_days = { diamond = 20 }\nrisk.person_families = ["stars"]\nfunnel.families.stars = ["Wu"]'
    policy = load(tmp_path, text).policy.risk
    assert policy.contact_days["diamond"] == 20
    assert policy.person_families == ("stars",)


def test_the_usual_names_stand_in_a_policy_whose_lists_lack_them(tmp_path: Path) -> None:
    text = '[[tier.tiers]]\nname = "vip"\nfloor = 9\n[[tier.tiers]]\nname = "rest"\n'
    assert load(tmp_path, text).policy.risk.contact_days["platinum"] == 30
