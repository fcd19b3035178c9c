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
    row: int | None
    """In the book of the plan; None where that does not list the customer."""
    tier: str | None
    owner: str | None
    activity: str
    deadline: dt.date
    status: str
    """As people left it: todo, doing or done."""
    verdict: str
    """met, missed, open, undecidable or lost (met, then lost)."""
    before: str | None
    """What the book of the plan says of all that is required, in its order; None where it does not list the customer."""
    after: str | None
    """The same of the last book that can decide it, else of the last book."""
    required: str
    """The acceptance criterion."""
    why: str


class ManagerVerdict(Contract):
    """Coverage and completion of one manager."""

    manager: str | None
    planned: int
    contacted: int | None
    """Lines whose customer was contacted after the data date of the plan; None where the books have no dates of contacts."""
    met: int
    missed: int
    open: int
    undecidable: int
    lost: int


class Return(Contract):
    """The mean change of those worked on against like customers left alone: of one tier and of like value."""

    worked: int
    """Compared: in progress, done, or contacted after the plan, with customers like them who were left alone."""
    left_alone: int
    """Compared with these: neither in progress nor done, and no contact after the plan is known."""
    worked_change: float | None
    left_alone_change: float | None
    """As if they were of each tier and value as often as those worked on."""
    difference: float | None
    low: float | None
    high: float | None
    """The interval of the difference."""
    verdict: str
    """better, no_better or too_few."""
    unmatched: int
    """Worked on, with nobody like them left alone."""
    unknown: int
    """Worked on, with a value that is not known in both books."""


class VerifyResult(Contract):
    """How later books judge the plan: what `plan --verify` answers in place of a plan."""

    books: tuple[str, ...]
    """The later books, oldest first."""
    as_of: dt.date
    """The data date of the last of them."""
    lines: LazyRows[LineVerdict]
    """By verdict (lost, missed, undecidable, open, met), owner, deadline and id: as many as requested."""
    total_lines: int
    """Those that were judged: dropped lines are not."""
    dropped: int
    managers: tuple[ManagerVerdict, ...]
    return_: Return = Field(alias="return")
