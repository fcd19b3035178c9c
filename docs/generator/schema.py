"""The JSON Schema of what each command writes with `--format json`."""

import json
from typing import Any

from keyclient.analysis.check import CheckResult
from keyclient.analysis.columns import ColumnsResult
from keyclient.analysis.explain import ExplainResult
from keyclient.analysis.segment_result import SegmentResult
from keyclient.model.envelope import Envelope
from keyclient.policy.shown import PolicyResult

ENVELOPES: dict[str, type[Envelope[Any]]] = {
    "segment": Envelope[SegmentResult],
    "check": Envelope[CheckResult],
    "columns": Envelope[ColumnsResult],
    "explain": Envelope[ExplainResult],
    "policy": Envelope[PolicyResult],
}
"""Command -> the model of the whole object that it writes."""


def schema_page(command: str) -> str:
    """The schema of one command's JSON, indented, ending with a line feed."""
    name = f"keyclient/{command}/1"
    schema = ENVELOPES[command].model_json_schema(mode="serialization")
    schema["title"] = name
    schema["properties"]["schema"]["const"] = name
    whole = {"$schema": "https://json-schema.org/draft/2020-12/schema", **schema}
    return json.dumps(whole, ensure_ascii=False, indent=2) + "\n"
