"""The part of the policy that a result tells."""

import hashlib
import json

from keyclient.policy.models import Policy
from keyclient.policy.parts.segment import SegmentPolicy
from keyclient.policy.showing.snapshot import policy_snapshot


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
