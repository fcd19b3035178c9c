"""The defaults are taken as they stand, so that a run without settings builds no validators; here they are validated."""

from pathlib import Path

import pytest

from keyclient.policy.loading.load import load_policy
from keyclient.policy.models import Policy
from keyclient.policy.parts.base import PolicyItem
from keyclient.policy.parts.catalogue_presets import ACTIVITIES, CATALOGUES, PERKS
from keyclient.policy.parts.families import FAMILIES
from keyclient.policy.parts.needs import NEEDS
from keyclient.policy.parts.presets import PRESETS


def test_the_defaults_are_valid_as_they_stand() -> None:
    """Each part and item of them, by its own rules and those between parts."""
    usual = Policy.usual()
    assert Policy.model_validate(usual.model_dump(), strict=True) == usual


def test_the_defaults_are_those_of_a_policy_without_settings() -> None:
    usual, validated = Policy.usual(), Policy.model_validate({}, strict=True)
    assert usual == validated
    assert usual.model_dump_json() == validated.model_dump_json()


def test_what_a_part_remembers_is_no_setting(tmp_path: Path) -> None:
    """All policies share the parts that are as usual."""
    assert Policy.usual().funnel.ladders
    loaded = load_policy(config=None, start=tmp_path, environ={}, settings=["funnel.window=30"])
    assert loaded.policy.funnel.window == 30


@pytest.mark.parametrize("given", [PRESETS, CATALOGUES, ACTIVITIES, PERKS, FAMILIES, NEEDS])
def test_whatever_can_be_chosen_is_valid_as_it_stands(given: dict[str, PolicyItem]) -> None:
    for one in given.values():
        assert type(one).model_validate(one.model_dump(), strict=True) == one


def test_a_default_that_is_no_field_is_refused() -> None:
    item = next(iter(PERKS.values()))
    with pytest.raises(TypeError, match="Perk has no shares"):
        type(item).usual(zh="x", shares=0.3)
