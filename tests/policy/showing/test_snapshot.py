"""The part of the policy that a result tells."""

import hashlib
import json

from keyclient.model.policy_change import PolicyChange
from keyclient.policy.models import Policy
from keyclient.policy.parts.segment import SegmentPolicy
from keyclient.policy.showing.snapshot import policy_snapshot, snapshot_of_tables


def test_part_holds_every_key_as_json() -> None:
    values = policy_snapshot(Policy(), "segment").values
    assert set(values) == set(SegmentPolicy.model_fields)
    assert values["bands"] == [0.08, 0.16, 0.24]
    assert values["measure"] is None


def test_hash_is_that_of_the_sorted_json() -> None:
    used = policy_snapshot(Policy(), "read")
    canonical = json.dumps(used.values, sort_keys=True, separators=(",", ":"))
    assert used.sha256 == hashlib.sha256(canonical.encode()).hexdigest()


def test_equal_policies_have_equal_hashes_and_others_have_not() -> None:
    one = Policy(segment=SegmentPolicy(target=0.7))
    same = Policy.model_validate({"segment": {"target": 0.70, "ties": "up"}})
    other = Policy(segment=SegmentPolicy(target=0.71))
    assert policy_snapshot(one, "segment") == policy_snapshot(same, "segment")
    assert policy_snapshot(one, "segment").sha256 != policy_snapshot(other, "segment").sha256
    assert policy_snapshot(one, "read") == policy_snapshot(other, "read")


def test_what_differs_from_the_defaults_is_told_key_by_key() -> None:
    policy = Policy.model_validate({"segment": {"target": 0.7}, "tier": {"grace": 3, "preset": "pyramid"}})
    assert policy_snapshot(policy, "segment").changes == (PolicyChange("segment.target", 0.7, 0.8),)
    changes = snapshot_of_tables(policy, ["segment", "tier"]).changes
    assert {"segment.target", "tier.preset", "tier.grace"} <= {change.key for change in changes}
    assert policy_snapshot(Policy(), "segment", "tier", "read").changes == ()
