"""The JSON Schema of what each command writes with `--format json`."""

import ast
import inspect
import json
import textwrap
from collections.abc import Iterator
from itertools import pairwise
from typing import Any, cast

from pydantic import BaseModel

from keyclient.analysis.analyses import ANALYSES
from keyclient.analysis.guide.columns import ColumnsResult
from keyclient.analysis.guide.explain import ExplainResult
from keyclient.analysis.lifecycle.rows import Crossing, NeedGap
from keyclient.analysis.segment.grouping import Group, GroupClass
from keyclient.analysis.segment.ranking import RankedCustomer
from keyclient.analysis.segment.vital_few import VitalFew
from keyclient.analysis.tier.rows import DifferingCustomer, NearCustomer, TieredCustomer, WatchedCustomer
from keyclient.answers.report_result import report_model
from keyclient.batch.consolidated.result import ConsolidatedResult
from keyclient.batch.doctor.result import DoctorResult
from keyclient.batch.record.run_record import RunRecord
from keyclient.batch.run.dry_run import DryRunPlan
from keyclient.model.contract import Contract
from keyclient.model.envelope import Envelope
from keyclient.policy.showing.policy_result import PolicyResult


def _envelope(result: type[BaseModel]) -> type[BaseModel]:
    """The model of the whole object that holds a result."""
    return cast("type[BaseModel]", Envelope.__class_getitem__(result))


ENVELOPES: dict[str, type[BaseModel]] = {
    **{analysis.name: _envelope(analysis.result()) for analysis in ANALYSES},
    "report": _envelope(report_model()),
    "columns": Envelope[ColumnsResult],
    "explain": Envelope[ExplainResult],
    "policy": Envelope[PolicyResult],
    "batch": Envelope[ConsolidatedResult],
    "run": RunRecord,
    "plan": DryRunPlan,
    "doctor": Envelope[DoctorResult],
}
"""Name of a schema, which is that of the command where it writes only one -> the model of the whole object."""


def schema_page(command: str) -> str:
    """The schema of one command's JSON, indented, ending with a line feed."""
    name = f"keyclient/{command}/1"
    model = ENVELOPES[command]
    schema = model.model_json_schema(mode="serialization")
    schema["title"] = name
    schema["properties"]["schema"]["const"] = name
    for title, definition in [(model.__name__.partition("[")[0], schema), *schema.get("$defs", {}).items()]:
        _describe(definition, _DOCSTRINGS.get(title, {}))
    whole = {"$schema": "https://json-schema.org/draft/2020-12/schema", **schema}
    return json.dumps(whole, ensure_ascii=False, indent=2) + "\n"


def _describe(definition: dict[str, Any], docstrings: dict[str, str]) -> None:
    """Put the docstring under each field of a model beside the field of its schema."""
    for name, docstring in docstrings.items():
        if name in definition.get("properties", {}):
            definition["properties"][name]["description"] = docstring


def _docstrings(model: type) -> dict[str, str]:
    """The docstring under each field of a class, by the field's name in JSON."""
    body = cast("ast.ClassDef", ast.parse(textwrap.dedent(inspect.getsource(model))).body[0])
    return {
        line.target.id.rstrip("_"): inspect.cleandoc(below.value.value)
        for line, below in pairwise(body.body)
        if isinstance(line, ast.AnnAssign)
        and isinstance(line.target, ast.Name)
        and isinstance(below, ast.Expr)
        and isinstance(below.value, ast.Constant)
        and isinstance(below.value.value, str)
    }


def _contracts(base: type[BaseModel]) -> Iterator[type[BaseModel]]:
    for model in base.__subclasses__():
        if model.__module__.startswith("keyclient.") and "[" not in model.__name__:
            yield model
            yield from _contracts(model)


_ROWS = (
    RankedCustomer, Group, GroupClass, VitalFew, NeedGap, Crossing,
    TieredCustomer, NearCustomer, DifferingCustomer, WatchedCustomer,
)  # fmt: skip
"""Parts of an answer that are no `Contract`: there may be a million of them."""
_DOCSTRINGS = {
    model.__name__: _docstrings(model)
    for model in (*_contracts(Contract), *_ROWS)
    if model is not report_model()
}
