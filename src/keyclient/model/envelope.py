"""The JSON envelope that all results share."""

import datetime as dt
from typing import Any, Generic, TypeVar

from pydantic import BaseModel, Field, SerializeAsAny

from keyclient.model.amount_unit import AmountUnit
from keyclient.model.contract import Contract
from keyclient.model.issue import Issue
from keyclient.model.label import Lang
from keyclient.model.receipt import Source

ResultT_co = TypeVar("ResultT_co", bound=BaseModel, covariant=True)


def _is_none(value: object) -> bool:
    return value is None


class IssueLine(Contract):
    """One issue in JSON."""

    code: str
    severity: str
    cell: str | None
    """Of a log in a second file with its name: `log.csv!A3`."""
    message: str


class Envelope(Contract, Generic[ResultT_co]):
    """The JSON object of a result: tool, books, policy, result and issues."""

    schema_: str = Field(alias="schema")
    """`keyclient/COMMAND/1`."""
    version: str
    as_of: dt.date | None
    """None if no book was read."""
    sources: tuple[Source, ...]
    policy: dict[str, Any]
    """The part of the policy the result used."""
    policy_sha256: str
    result: SerializeAsAny[ResultT_co]
    issues: tuple[IssueLine, ...]
    only: dict[str, tuple[str, ...]] | None = Field(default=None, exclude_if=_is_none)
    """Where the lists are about some customers alone: what these have, by field or heading; figures are of all."""


def issue_line(issue: Issue, lang: Lang, unit: AmountUnit = AmountUnit.YUAN) -> IssueLine:
    """An issue as it stands in JSON, or in another unit for people."""
    return IssueLine(
        code=issue.code, severity=issue.severity.value, cell=issue.cell, message=issue.message(lang, unit)
    )
