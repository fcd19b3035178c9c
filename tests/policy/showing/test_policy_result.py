"""The policy in force as data."""

from pathlib import Path

from keyclient.policy.loading.origin import OriginKind
from keyclient.policy.showing.policy_result import ShownKey, policy_result
from tests.policy.support import load


def test_every_key_is_shown_with_its_value_and_origin(tmp_path: Path) -> None:
    loaded = load(tmp_path, '[columns]\naum = "资产"', {"KEYCLIENT_AS_OF": "2026-01-31"})
    shown = {key.key: key for key in policy_result(loaded).keys}
    assert list(shown) == list(loaded.origins)
    assert shown["segment.bands"].value == [0.08, 0.16, 0.24]
    assert shown["segment.bands"].place is None
    assert shown["as_of"] == ShownKey(
        key="as_of", value="2026-01-31", origin=OriginKind.ENVIRONMENT, place="KEYCLIENT_AS_OF", line=None
    )
    assert (shown["columns.aum"].value, shown["columns.aum"].line) == ("资产", 2)
