"""A plan or a list of calls that people filled in and gave back."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import field
from enum import StrEnum

from keyclient.model.issue import Issue
from keyclient.model.record import dataclass

MASKED = "#"
"""Begins the ids of lines in which customers are hidden."""

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
    """By the key of the column; columns that the file does not have are as they were handed out, else absent.

    Dates are dates, numbers numbers, a status is its code (`done`, `no_answer`), everything else is text. A cell that could
    not be read as that is what was handed out, else absent; what was typed in it stands in `unread`.
    """
    sheet: str
    """Empty for a text file."""
    row: int
    """From 1."""
    unread: Mapping[str, str] = field(default_factory=dict)
    """What people typed where a date or a status is wanted and none could be read, by the key of the column."""

    @property
    def line(self) -> str | None:
        """The id of the line; None for one that people added."""
        found = self.cells.get("line_id") or self.cells.get("call_id")
        return None if found is None else str(found)

    def text(self, key: str) -> str | None:
        """A cell as text; None where it is blank or the file has no such column."""
        cell = self.cells.get(key)
        return None if cell is None or cell == "" else str(cell)

    def day(self, key: str) -> dt.date | None:
        """A cell as a date; None where it is none."""
        cell = self.cells.get(key)
        return cell if isinstance(cell, dt.date) else None

    def number(self, key: str) -> float | None:
        """A cell as a number; None where it is none."""
        cell = self.cells.get(key)
        return float(cell) if isinstance(cell, int | float) else None


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

    @property
    def is_masked(self) -> bool:
        """Whether customers are hidden in it: no line can be found again."""
        return any((row.line or "").startswith(MASKED) for row in self.rows)
