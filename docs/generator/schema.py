"""The JSON Schema of what each command writes with `--format json`."""

import ast
import inspect
import json
import textwrap
from dataclasses import is_dataclass
from itertools import pairwise
from types import UnionType
from typing import Any, cast, get_args, get_type_hints

from pydantic import BaseModel

from keyclient.analysis.analyses import ANALYSES
from keyclient.analysis.guide.columns import ColumnsResult
from keyclient.analysis.guide.explain import ExplainResult
from keyclient.answers.report_result import report_model
from keyclient.batch.consolidated.result import ConsolidatedResult
from keyclient.batch.doctor.result import DoctorResult
from keyclient.batch.record.run_record import RunRecord
from keyclient.batch.run.dry_run import DryRunPlan
from keyclient.model.envelope import Envelope
from keyclient.policy.showing.policy_result import PolicyResult


def _envelope(result: type[BaseModel] | UnionType) -> type[BaseModel]:
    """The model of the whole object that holds a result."""
    return cast("type[BaseModel]", Envelope.__class_getitem__(cast("type[BaseModel]", result)))


ENVELOPES: dict[str, type[BaseModel]] = {
    **{analysis.name: _envelope(analysis.result()) for analysis in ANALYSES},
    "report": _envelope(report_model()),
    "columns": Envelope[ColumnsResult],
    "explain": Envelope[ExplainResult],
    "policy": Envelope[PolicyResult],
    "batch": Envelope[ConsolidatedResult],
    "run": RunRecord,
    "dry_run": DryRunPlan,
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


def _parts(kind: object, found: dict[str, type]) -> dict[str, type]:
    """The models and dataclasses that a type consists of, by name."""
    for argument in get_args(kind):
        _parts(argument, found)
    if not isinstance(kind, type) or kind.__name__ in found:
        return found
    if issubclass(kind, BaseModel):
        found[kind.__name__] = kind
        for field in kind.model_fields.values():
            _parts(field.annotation, found)
    elif is_dataclass(kind):
        found[kind.__name__] = kind
        for annotation in get_type_hints(kind).values():
            _parts(annotation, found)
    return found


_DOCSTRINGS = {
    name: _docstrings(part)
    for model in (Envelope, *ENVELOPES.values())
    for name, part in _parts(model, {}).items()
    if "[" not in name and part is not report_model()
}
