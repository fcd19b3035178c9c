"""The defaults are taken as they stand, so that a run without settings builds no validators; here they are validated."""

from keyclient.policy.models import Policy


def test_the_defaults_are_valid_as_they_stand() -> None:
    """Each part and item of them, by its own rules and those between parts."""
    usual = Policy.usual()
    assert Policy.model_validate(usual.model_dump(), strict=True) == usual


def test_the_defaults_are_those_of_a_policy_without_settings() -> None:
    usual, validated = Policy.usual(), Policy.model_validate({}, strict=True)
    assert usual == validated
    assert usual.model_dump_json() == validated.model_dump_json()
