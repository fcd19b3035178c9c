"""A plan or a list of calls that people filled in and gave back."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from keyclient.model.issue import Issue

Written = str | int | float | dt.date | None
"""What stands in a cell: text, a number, or a date; None is blank."""


class FormKind(StrEnum):
    """What was filled in."""

    PLAN = "plan"
    CALLS = "today"


@dataclass(frozen=True, slots=True)
class FilledRow:
    """One row as people left it."""

    cells: Mapping[str, Written]
    """By the key of the column; columns that the file does not have are absent."""
    sheet: str
    row: int


@dataclass(frozen=True, eq=False)
class FilledIn:
    """What stands in one file."""

    kind: FormKind
    path: str
    sha256: str
    rows: tuple[FilledRow, ...]
    """One a line, whatever the sheets it stood on; those that people added have no id."""
    handed_out: Mapping[str, Mapping[str, Written]]
    """What keyclient wrote, by the id of the line, so that changes and deletions show; empty where the file lost it."""
    remembered: tuple[str, ...] = ()
    """The ids of lines that people had deleted in earlier rounds."""
    issues: tuple[Issue, ...] = ()
    """What could not be read, and what contradicts itself."""
