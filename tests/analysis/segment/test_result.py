import datetime as dt
import json

from keyclient.analysis.segment.calculate import segment
from keyclient.analysis.segment.result import SegmentResult
from keyclient.model.envelope import Envelope
from keyclient.policy.parts.segment import SegmentPolicy
from tests.analysis.books import book

KEYS = {
    "": "measure customers blank total gross_positive gross_negative vital_few top_share classes bands concentration "
    "whale sensitivity top groups theil",
    "vital_few": "target customers share_of_customers",
    "top_share": "share_of_customers customers share_of_value",
    "classes": "class customers share_of_customers value share_of_value smallest largest",
    "bands": "band customers share_of_customers value share_of_value reference_customers reference_value",
    "concentration": "gini gini_method gini_positive hhi effective_customers top1 top5 top10",
    "whale": "peak customers_at_peak peak_over_net erosion",
    "sensitivity": "target customers",
    "top": "rank customer_id row value share cumulative_share class",
    "groups": "group customers total share_of_total vital_few classes gini",
}


def _result() -> SegmentResult:
    return segment(book([25] * 4, branch=["x", "x", "y", None]), SegmentPolicy(), by="branch")


def test_the_json_has_the_keys_of_the_contract_in_their_order() -> None:
    written = json.loads(_result().model_dump_json())
    for part, keys in KEYS.items():
        value = written[part] if part else written
        assert list(value[0] if isinstance(value, list) else value) == keys.split()


def test_the_keys_are_the_same_inside_the_envelope() -> None:
    envelope = Envelope[SegmentResult].model_validate(
        {
            "schema": "keyclient/segment/1",
            "version": "0",
            "as_of": dt.date(2026, 1, 31),
            "sources": (),
            "policy": {},
            "policy_sha256": "",
            "result": _result(),
            "issues": (),
        }
    )
    for by_alias in (True, None):
        written = json.loads(envelope.model_dump_json(by_alias=by_alias))["result"]
        assert written == json.loads(_result().model_dump_json())


def test_the_schema_describes_what_is_written() -> None:
    schema = SegmentResult.model_json_schema(mode="serialization")
    assert list(schema["properties"]) == [*KEYS[""].split(), "a_edge", "unread"]
    assert list(schema["$defs"]["RankedCustomer"]["properties"]) == KEYS["top"].split()
    assert schema["properties"]["top"]["type"] == "array"
