"""Lines of the plan in force that are due: a reason to call."""

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from keyclient.analysis.today.known import KnownCustomers
from keyclient.analysis.today.statuses import status_of
from keyclient.model.filled_in import FilledIn, FilledRow, FormKind
from keyclient.model.forms import PLAN_STATUSES
from keyclient.model.label import Label, Lang, in_turn
from keyclient.model.portfolio import Portfolio

_OVER = frozenset({"done", "dropped"})
"""Statuses of lines of which nothing is to be done any more."""
_DUE = Label("plan: {what}, due {day}", "行动计划：{what}，时限 {day}")
_LATE = Label("plan: {what}, due {day}, {days} late", "行动计划：{what}，时限 {day}，已逾期 {days} 天")
_OF = Label("{what} ({owner})", "{what}（责任人 {owner}）")
_ACTION = Label("action", "行动")


@dataclass(frozen=True)
class DueLine:
    """One line that is due."""

    what: Label | None
    """What is to be done and by whom, as people wrote it; None where nothing was written."""
    day: dt.date


@dataclass(frozen=True, eq=False)
class PlanDue:
    """What is due of the plans that were read."""

    lines: Mapping[int, tuple[DueLine, ...]] = field(default_factory=dict)
    """By position of the customer, the earliest first."""
    strangers: int = 0
    """Lines that are due about customers whom the book does not list."""

    def text(self, at: int, today: dt.date, lang: Lang, *, hides: bool = False) -> str:
        """The lines of one customer in words. `hides`: nothing that people wrote, in which names and numbers may stand."""
        return in_turn(_words(one, today, hides=hides) for one in self.lines[at]).text(lang)


def plan_due(written: Sequence[FilledIn], portfolio: Portfolio) -> PlanDue:
    """The lines neither done nor dropped whose deadline is the data date or earlier. A line without a date is not due."""
    plans = [one for one in written if one.kind is FormKind.PLAN]
    if not plans:
        return PlanDue()
    known = KnownCustomers(portfolio)
    found: dict[int, list[DueLine]] = {}
    strangers = 0
    for line, row in _due(plans, portfolio.as_of):
        at = known.position(row)
        if at is None:
            strangers += 1
        else:
            found.setdefault(at, []).append(line)
    in_order = {at: tuple(sorted(lines, key=lambda one: one.day)) for at, lines in found.items()}
    return PlanDue(in_order, strangers)


def _due(plans: Sequence[FilledIn], today: dt.date) -> Iterator[tuple[DueLine, FilledRow]]:
    for plan in plans:
        for row in plan.rows:
            day = row.day("deadline")
            is_over = status_of(row.text("status"), PLAN_STATUSES) in _OVER
            if day is not None and day <= today and not is_over:
                yield DueLine(_what(row), day), row


def _what(row: FilledRow) -> Label | None:
    named, owner = row.text("activity") or row.text("strategy"), row.text("owner")
    what = Label(named, named) if named else None
    return _OF.filled(what=what or _ACTION, owner=owner) if owner else what


def _words(one: DueLine, today: dt.date, *, hides: bool) -> Label:
    what = _ACTION if hides or one.what is None else one.what
    days = (today - one.day).days
    late = Label(f"{days} day{'' if days == 1 else 's'}", str(days))
    return (_LATE if days else _DUE).filled(what=what, day=one.day, days=late)
