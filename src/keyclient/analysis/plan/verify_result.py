"""What `plan --verify` answers: the JSON contract."""

import datetime as dt
from dataclasses import dataclass

from pydantic import Field

from keyclient.analysis.common.lazy_rows import LazyRows
from keyclient.model.contract import Contract


@dataclass(frozen=True, slots=True)
class LineVerdict:
    """Whether one line was met."""

    line_id: str
    customer_id: str | None
    owner: str | None
    verdict: str
    """met, missed, open, undecidable or lost (met, then lost)."""
    before: str | None
    after: str | None
    required: str
    why: str


class ManagerVerdict(Contract):
    """Coverage and completion of one manager."""

    manager: str | None
    planned: int
    contacted: int | None
    """Of the customers of the lines; None where the books have no dates of contacts."""
    met: int
    missed: int
    open: int
    undecidable: int
    lost: int


class Return(Contract):
    """The mean change of those worked on against like customers left alone."""

    worked: int
    left_alone: int
    worked_change: float | None
    left_alone_change: float | None
    difference: float | None
    low: float | None
    high: float | None
    verdict: str
    """better, no_better or too_few."""


class VerifyResult(Contract):
    """How later books judge the plan: what `plan --verify` answers in place of a plan."""

    books: tuple[str, ...]
    as_of: dt.date
    lines: LazyRows[LineVerdict]
    managers: tuple[ManagerVerdict, ...]
    return_: Return = Field(alias="return")
