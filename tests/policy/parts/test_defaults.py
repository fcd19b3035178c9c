"""The defaults are taken as they stand, so that a run without settings builds no validators; here they are validated."""

from pathlib import Path

from keyclient.policy.loading.load import load_policy
from keyclient.policy.models import Policy


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
