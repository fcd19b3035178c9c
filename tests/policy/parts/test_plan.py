"""The part `[plan]`: its catalogue, activities and perks, and what is refused."""

from pathlib import Path

import pytest

from keyclient.errors import PolicyError
from keyclient.model.label import Lang
from keyclient.policy.models import Policy
from keyclient.policy.parts.catalogue import places
from tests.policy.support import load

_ENTRY = """[[plan.catalogue]]
name = "ours"
trigger = "key"
target = "t"
strategy = "s"
activity = "a"
proof = "contact since {start}"
"""


def refused(tmp_path: Path, text: str, *settings: str) -> str:
    with pytest.raises(PolicyError) as error:
        load(tmp_path, text, settings=list(settings))
    return error.value.text(Lang.EN)


def test_the_catalogue_of_the_bank_takes_the_place_of_the_preset(tmp_path: Path) -> None:
    assert load(tmp_path, settings=["plan.preset=contact"]).policy.plan.entries[0].name == "complaint"
    assert [one.name for one in load(tmp_path, _ENTRY).policy.plan.entries] == ["ours"]


def test_one_entry_may_be_changed_by_its_name_in_either_language(tmp_path: Path) -> None:
    found = load(
        tmp_path, settings=["plan.catalogue.临界提升.effort=3", "plan.catalogue.maturity.days=5"]
    ).policy.plan
    assert {
        one.name: (one.effort, one.days) for one in found.entries if one.name in ("next-tier", "maturity")
    } == {
        "next-tier": (3.0, 1),
        "maturity": (1.0, 5),
    }


def test_an_entry_without_a_proof_is_refused(tmp_path: Path) -> None:
    assert "plan.catalogue[1] has no proof" in refused(tmp_path, _ENTRY.replace("proof", "# proof"))


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        ('"contact since {start}"', '"contact since {begin}"', "in braces may stand {balance}"),
        ('activity = "a"', 'activity = "call {offers}"', "in braces may stand {amount}"),
        ('"contact since {start}"', '"{balance} >= {kept:q}"', "a name alone: {kept}"),
        ('"contact since {start}"', '"{balance} >= {kept!r}"', "a name alone: {kept}"),
        ('"contact since {start}"', '"contact since {start:%d}"', "a name alone: {start}"),
        ('activity = "a"', 'activity = "call {offer!s}"', "a name alone: {offer}"),
        ('activity = "a"', 'activity = "call {offer"', "a brace must have its counterpart"),
        ('activity = "a"', 'activity = "a"\ntiers = ["platin"]', "it must be one of"),
        ('activity = "a"', 'activity = "a"\nneeds = ["golf"]', "it must be one of"),
        ('activity = "a"', 'activity = "a"\nages = [50, 40]', "the second age must be above the first"),
        ('trigger = "key"', 'trigger = "rain"', "trigger"),
    ],
)
def test_what_cannot_be_meant_is_refused_at_its_place(
    tmp_path: Path, before: str, after: str, said: str
) -> None:
    found = refused(tmp_path, _ENTRY.replace(before, after))
    assert said in found
    assert "keyclient.toml" in found


def test_two_entries_of_one_name_are_refused(tmp_path: Path) -> None:
    assert "two entries have the same name" in refused(tmp_path, _ENTRY + _ENTRY)


def test_a_preset_that_there_is_not_is_refused(tmp_path: Path) -> None:
    assert "training, contact" in refused(tmp_path, "", "plan.preset=ours")


def test_a_policy_with_other_tiers_keeps_the_activities_of_the_usual_ones(tmp_path: Path) -> None:
    assert load(tmp_path, settings=["tier.preset=cards"]).policy.plan.activities["golf"].tiers == (
        "platinum",
    )


def test_every_preset_says_the_same_in_both_languages() -> None:
    for preset in Policy().plan.presets.values():
        for entry in preset.catalogue:
            for label in (entry.words("target"), entry.words("strategy"), entry.words("activity")):
                assert sorted(places(label.en)) == sorted(places(label.zh)), entry.name
                assert label.en != label.zh, entry.name


def test_a_result_tells_the_catalogue_in_force_alone() -> None:
    used = Policy().plan.in_use()
    assert used.presets == {}
    assert used.catalogue == Policy().plan.entries
