"""The part `[lifecycle]`: bands from edges, needs by age, presets, families."""

from pathlib import Path

import pytest

from keyclient.policy.loading.keys import keys
from keyclient.policy.parts.families import FAMILIES, family_words
from keyclient.policy.parts.lifecycle import LifecyclePolicy
from keyclient.policy.parts.needs import NEEDS
from tests.policy.support import load, refusal

STANDARD = {
    "<30": {"basic": "core"},
    "30-39": {"basic": "core", "mortgage": "core"},
    "40-49": {"basic": "core", "mortgage": "secondary", "investment": "core"},
    "50-59": {"basic": "core", "investment": "core", "estate": "secondary"},
    "60+": {"basic": "core", "investment": "secondary", "estate": "core"},
}


def _weights(policy: LifecyclePolicy) -> dict[str, dict[str, str]]:
    return {
        band.name: {
            need: weight for need in policy.needs if (weight := policy.weight(need, band)) is not None
        }
        for band in policy.bands
    }


def _policy(folder: Path, text: str = "", settings: tuple[str, ...] = ()) -> LifecyclePolicy:
    return load(folder, text, settings=settings).policy.lifecycle


def test_each_band_needs_what_the_training_material_says() -> None:
    assert _weights(LifecyclePolicy()) == STANDARD


def test_the_literal_preset_gives_each_decade_one_need() -> None:
    assert _weights(LifecyclePolicy(preset="literal")) == {
        "<30": {"basic": "core"},
        "30-39": {"basic": "core"},
        "40-49": {"mortgage": "core"},
        "50-59": {"investment": "core"},
        "60+": {"estate": "core"},
    }


def test_bands_follow_the_edges_and_keep_the_ages_of_the_needs() -> None:
    assert _weights(LifecyclePolicy(edges=(25, 35, 45, 55, 65))) == {
        "<25": {"basic": "core"},
        "25-34": {"basic": "core", "mortgage": "core"},
        "35-44": {"basic": "core", "mortgage": "core", "investment": "core"},
        "45-54": {"basic": "core", "mortgage": "secondary", "investment": "core", "estate": "secondary"},
        "55-64": {"basic": "core", "investment": "core", "estate": "core"},
        "65+": {"basic": "core", "investment": "secondary", "estate": "core"},
    }


def test_a_band_of_one_year_is_called_by_it() -> None:
    assert [band.name for band in LifecyclePolicy(edges=(18, 19)).bands] == ["<18", "18", "19+"]


def test_a_band_has_a_need_from_the_first_age_of_it_to_below_the_last() -> None:
    policy = LifecyclePolicy(edges=(29, 30, 49, 50))
    assert {band.name: policy.weight("mortgage", band) for band in policy.bands} == {
        "<29": None,
        "29": None,
        "30-48": "core",
        "49": "secondary",
        "50+": None,
    }


def test_the_part_in_use_has_the_ages_that_the_preset_gives() -> None:
    needs = LifecyclePolicy(preset="literal").in_use().needs
    assert {name: (need.core, need.secondary) for name, need in needs.items()} == {
        "basic": ((0, 40), None),
        "mortgage": ((40, 50), None),
        "investment": ((50, 60), None),
        "estate": ((60, 121), None),
    }
    assert LifecyclePolicy().in_use() == LifecyclePolicy()


def test_a_bank_adds_a_need_with_its_family_and_words_of_its_own(tmp_path: Path) -> None:
    policy = _policy(
        tmp_path,
        """
        [lifecycle]
        preset = "literal"
        [lifecycle.needs.education]
        zh = "子女教育"
        core = [35, 50]
        [lifecycle.families.education_plan]
        zh = "教育金"
        need = "education"
        [lifecycle.families.wealth_product]
        also = ["安心存"]
        """,
    )
    assert policy.weight("education", policy.bands[1]) == "core"
    assert [name for name, _ in policy.serving("education")] == ["education_plan"]
    assert "安心存" in family_words("wealth_product", policy.families["wealth_product"])
    assert policy.families["wealth_product"].risk == "R1"


def test_one_rating_can_be_changed_alone(tmp_path: Path) -> None:
    changed = _policy(tmp_path, settings=("lifecycle.families.fund.risk=R2",))
    assert (changed.families["fund"].risk, changed.families["trust"].risk) == ("R2", "R5")


@pytest.mark.parametrize(
    ("setting", "said"),
    [
        ("lifecycle.edges=[40,30]", "the ages must be in ascending order"),
        ("lifecycle.edges=[30,30]", "the ages must be in ascending order"),
        ("lifecycle.edges=[]", "a non-empty list of items"),
        ("lifecycle.edges=[0]", "at least 1"),
        ("lifecycle.months=0", "at least 1"),
        ("lifecycle.needs.basic.core=[50,30]", "the second age must be above the first"),
        (
            "lifecycle.families.fund.need=wealth",
            "the need must be one of basic, mortgage, investment, estate",
        ),
        ("lifecycle.families.fund.also=理财", "“理财” already means wealth_product"),
        ("lifecycle.families.fund.also=Debit Card", "“Debit Card” already means debit_card"),
        ("lifecycle.families.fund.risk=R9", "one of R1, R2, R3, R4, R5"),
    ],
)
def test_what_cannot_be_is_refused(tmp_path: Path, setting: str, said: str) -> None:
    assert said in refusal(tmp_path, settings=(setting,))


def test_a_policy_without_needs_is_refused(tmp_path: Path) -> None:
    taken = [f"lifecycle.needs.{name}=" for name in NEEDS] + [
        f"lifecycle.families.{name}=" for name in FAMILIES
    ]
    assert "keep at least one need" in refusal(tmp_path, settings=taken)


def test_every_family_is_asked_for_by_the_ratings_of_the_training_material() -> None:
    families = LifecyclePolicy().families
    assert {name: family.risk for name, family in families.items() if family.risk} == {
        "wealth_product": "R1",
        "fund": "R3",
        "insurance": "R1",
        "precious_metal": "R4",
        "foreign_exchange": "R4",
        "trust": "R5",
    }
    assert families["other_loan"].need is None
    assert keys()["lifecycle", "families", "fund", "zh"].default == "基金"
