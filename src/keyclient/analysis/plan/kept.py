"""The plan before this one, as people left it, and the new lines together: nothing that they wrote is lost or contradicted."""

import datetime as dt
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path

from keyclient.analysis.common.lazy_rows import LazyRows, ListSource
from keyclient.analysis.plan.kept_line import added_id, differences, is_changed, kept_line, old_line
from keyclient.analysis.plan.plan_book import InBook, PlanBook
from keyclient.analysis.plan.result import FINISHED, Difference, Kept, PlanLine
from keyclient.model.bare_id import is_one_id
from keyclient.model.filled_in import FilledIn, FilledRow, FormKind
from keyclient.model.issue import Issue
from keyclient.model.label import Label, Lang, listed_first
from keyclient.model.place import in_sheet
from keyclient.model.rules import plan as plan_rules
from keyclient.model.rules.filled_in import (
    AddedCustomerUnknown,
    CriterionMissing,
    DeletedStayOut,
    LineOfAnother,
    LinesGone,
    LineUnknown,
    ListNotUsed,
    OwnersDiffer,
)

_MOST = 5
"""Owners who are named."""
_LONGEST = 366
"""Days after the data date beyond which no plan goes."""


@dataclass(frozen=True, eq=False)
class WithKept:
    """A plan with the lines of the one before it."""

    lines: tuple[PlanLine, ...]
    """The new lines in their order with what people wrote, then those that only the earlier plan has, as it has them."""
    kept: Kept | None
    """What became of the earlier plan; None where there is none."""
    remembered: tuple[str, ...] = ()
    """The ids of lines that people deleted, now or before: for `Form.remembered`."""
    names: Mapping[str, str] = field(default_factory=dict)
    """The names of customers as the earlier plan has them, by the id of the line."""
    theirs: frozenset[str] = frozenset()
    """The ids of the lines whose words are those of the earlier plan, and not of the new one."""
    issues: tuple[Issue, ...] = ()


def kept(lines: Sequence[PlanLine], written: Sequence[FilledIn], book: PlanBook, lang: Lang) -> WithKept:
    """The new lines (each with origin `new`) and the plan before them. Lists of calls among `written` do not count.

    A line of both has the owner, deadline, criterion, status, remark and baseline of the earlier plan, and tier, value,
    reasons and words of the new one. One that people deleted is left out, now and in later rounds. One whose reason or
    customer is gone stays as it was, and is told; as long as it is open its customer gets no second line, unless that is
    about a day that cannot wait (`PlanBook.dated`), and has her reasons of now instead. A line that people added gets an id of its own, by its content. What they
    typed where it cannot be read is in the remark.
    """
    unused = tuple(ListNotUsed(book=_name(one)) for one in written if one.kind is FormKind.CALLS)
    plan = next((one for one in written if one.kind is FormKind.PLAN), None)
    if plan is None:
        return WithKept(tuple(lines), None, issues=unused)
    merged = _Merged(plan, book, lang)
    merged.merge(lines)
    return WithKept(
        tuple(merged.lines),
        merged.account(),
        merged.remembered,
        {line: name for line, name in merged.names.items() if name},
        frozenset(merged.theirs),
        (*plan.issues, *merged.issues, *merged.counted(), *unused),
    )


@dataclass
class _Merged:
    """The lines of both plans, put together one after the other."""

    plan: FilledIn
    book: PlanBook
    lang: Lang
    lines: list[PlanLine] = field(default_factory=list)
    issues: list[Issue] = field(default_factory=list)
    differences: list[Difference] = field(default_factory=list)
    names: dict[str, str] = field(default_factory=dict)
    kept: int = 0
    changed: int = 0
    added: int = 0
    finished: int = 0
    stay_out: int = 0
    gone: int = 0
    absent: int = 0
    other_owner: int = 0
    theirs: set[str] = field(default_factory=set)
    open_before: dict[int, str] = field(default_factory=dict)
    """The id of the open line that only the earlier plan has, by the row of its customer."""
    wait: int = 0
    strange: Counter[str] = field(default_factory=Counter)

    def merge(self, lines: Sequence[PlanLine]) -> None:
        """All lines of both."""
        rows = {row.line.casefold(): row for row in self.plan.rows if row.line is not None}
        out = {line.casefold() for line in self.remembered}
        for line in lines:
            known = line.line_id.casefold()
            row = rows.pop(known, None)
            if row is not None:
                self._both(line, row)
            elif known in out:
                self.stay_out += 1
            else:
                self.lines.append(line)
        for row in self.plan.rows:
            if row.line is None:
                self._add(row)
            elif row.line.casefold() in rows:
                self._only_before(row)
        self._wait()
        for line_id in self.deleted:
            self.differences.append(Difference(line_id, "deleted", None, None, None))

    @property
    def deleted(self) -> tuple[str, ...]:
        """The lines that people deleted in this round."""
        left = {row.line for row in self.plan.rows}
        return tuple(line for line in self.plan.handed_out if line not in left)

    @property
    def remembered(self) -> tuple[str, ...]:
        """The lines that people deleted in any round, and did not put back."""
        here = {row.line for row in self.plan.rows}
        before = (line for line in self.plan.remembered if line not in here)
        return tuple(dict.fromkeys((*before, *self.deleted)))

    def account(self) -> Kept:
        """What became of the lines: those of the earlier plan are kept, changed or deleted."""
        deleted = len(self.deleted)
        return Kept(
            path=self.plan.path,
            lines=self.kept + self.changed + deleted,
            kept=self.kept,
            changed=self.changed,
            added=self.added,
            deleted=deleted,
            finished=self.finished,
            differences=LazyRows(Difference, ListSource(self.differences)),
        )

    def counted(self) -> list[Issue]:
        """What is told once for several lines."""
        name = _name(self.plan)
        found: list[Issue] = []
        if self.gone:
            found.append(LinesGone(book=name, count=self.gone, absent=self.absent))
        if self.stay_out:
            found.append(DeletedStayOut(book=name, count=self.stay_out))
        if self.wait:
            found.append(plan_rules.LinesWait(book=name, count=self.wait))
        if self.other_owner:
            found.append(OwnersDiffer(book=name, count=self.other_owner))
        if self.strange:
            names = listed_first([*self.strange], _MOST)
            found.append(plan_rules.OwnerStrange(book=name, count=self.strange.total(), owners=names))
        return found

    def _wait(self) -> None:
        """Leaves out the new lines of customers with an open one of the earlier plan, which gets their reasons."""
        told: dict[str, PlanLine] = {}
        left: list[PlanLine] = []
        for line in self.lines:
            before = None if line.row is None else self.open_before.get(line.row)
            if before is None or line.origin != "new" or line.entry in self.book.dated:
                left.append(line)
            else:
                told[before] = line
                self.differences.append(Difference(line.line_id, "waits", None, None, before))
        self.wait = len(told)
        self.lines = [
            replace(line, reasons=told[line.line_id].reasons) if line.line_id in told else line
            for line in left
        ]

    def _both(self, line: PlanLine, row: FilledRow) -> None:
        """A line of both plans."""
        base = self.plan.handed_out.get(row.line or "")
        if base is None and not _is_about(row, line):
            called = row.text("customer_id") or ""
            self.issues.append(
                LineOfAnother(_address(row), "line_id", row.line, book=_name(self.plan), customer=called)
            )
            row = FilledRow({"line_id": row.line}, row.sheet, row.row)
        before = self._as_typed(line, row) if base is None else line
        made = kept_line(before, row, base, self.book, self.lang)
        self._take(made, row)
        self._count(made, row, before)
        self._compare_owner(made, line.owner)

    def _as_typed(self, line: PlanLine, row: FilledRow) -> PlanLine:
        """The new line with its criterion as it stands in the file, where that asks the same in other words."""
        typed = row.text("criterion")
        is_same = typed is not None and self.book.plain(typed) == self.book.plain(line.criterion)
        return replace(line, criterion=typed) if typed is not None and is_same else line

    def _only_before(self, row: FilledRow) -> None:
        """A line of the earlier plan alone: its reason or customer is gone, or people added it in an earlier round."""
        if self.plan.handed_out and row.line not in self.plan.handed_out:
            self.issues.append(LineUnknown(_address(row), "line_id", row.line, book=_name(self.plan)))
            self._add(row)
            return
        customer = self._customer(row)
        is_own = "entry" in row.cells and row.text("entry") is None
        base = self.plan.handed_out.get(str(row.line))
        made = old_line(row, str(row.line), self.book, customer, self.lang, base)
        self.theirs.add(made.line_id)
        self._take(made, row)
        self._count(made, row, made)
        if is_own:
            self._tell_unknown(row, customer)
        elif made.status not in FINISHED:
            self.gone += 1
            self.absent += customer is None
            self.differences.append(Difference(made.line_id, "gone", None, None, None))
            if made.row is not None:
                self.open_before.setdefault(made.row, made.line_id)
        if customer is not None:
            self._compare_owner(made, customer.owner)

    def _add(self, row: FilledRow) -> None:
        """A line that people added."""
        customer = self._customer(row)
        taken = self.names.keys() if row.line is None else ()
        made = old_line(row, row.line or added_id(row, taken), self.book, customer, self.lang, is_added=True)
        self.theirs.add(made.line_id)
        self._take(made, row)
        self.added += 1
        self.finished += made.status in FINISHED
        self.differences.append(Difference(made.line_id, "added", None, None, made.activity or None))
        self._tell_unknown(row, customer)
        self._tell_criterion(made, row)

    def _take(self, made: PlanLine, row: FilledRow) -> None:
        self.lines.append(made)
        self.names[made.line_id] = row.text("name") or ""
        if made.status not in FINISHED:
            self.strange.update([str(made.owner)] if self.book.managers.is_strange(made.owner) else [])
            self.issues += self._of_deadline(made, row)

    def _count(self, made: PlanLine, row: FilledRow, before: PlanLine) -> None:
        """A line of the earlier plan that stays, and what people changed in it."""
        base = self.plan.handed_out.get(row.line or "")
        self.differences += differences(made, row, base, before)
        if is_changed(made, row, base, before):
            self.changed += 1
        else:
            self.kept += 1
        self.finished += made.status in FINISHED
        self._tell_criterion(made, row)

    def _of_deadline(self, made: PlanLine, row: FilledRow) -> Iterator[Issue]:
        """What is odd about a deadline that people typed; the line keeps it."""
        typed, given = row.day("deadline"), self.plan.handed_out.get(row.line or "")
        if typed is None or (given is not None and typed == given.get("deadline")):
            return
        is_known = bool(self.plan.handed_out) or row.line is None
        why = _odd(typed, self.began if is_known else made.baseline.date, self.book)
        if why is not None:
            yield plan_rules.DeadlineOdd(
                _address(row), "deadline", str(typed), book=_name(self.plan), why=why
            )

    @cached_property
    def began(self) -> dt.date | None:
        """The data date of the earlier plan; None where it does not say."""
        days = (row.day("baseline_date") for row in self.plan.rows)
        return max((day for day in days if day is not None), default=None)

    def _customer(self, row: FilledRow) -> InBook | None:
        return self.book.find(row.text("customer_id"), row.text("name"))

    def _compare_owner(self, made: PlanLine, manager: str | None) -> None:
        if made.owner is not None and manager is not None and made.owner != manager:
            self.other_owner += made.status not in FINISHED

    def _tell_unknown(self, row: FilledRow, customer: InBook | None) -> None:
        if customer is None:
            said = row.text("customer_id") or row.text("name")
            self.issues.append(
                AddedCustomerUnknown(_address(row), "customer_id", said, book=_name(self.plan))
            )

    def _tell_criterion(self, made: PlanLine, row: FilledRow) -> None:
        if not made.criterion:
            self.issues.append(CriterionMissing(_address(row), "criterion", book=_name(self.plan)))


def _is_about(row: FilledRow, line: PlanLine) -> bool:
    """Whether a row has the customer of its line, as far as it says so."""
    said = row.text("customer_id")
    return said is None or line.customer_id is None or is_one_id(said, line.customer_id)


def _odd(deadline: dt.date, began: dt.date | None, book: PlanBook) -> Label | None:
    """Why nobody would mean a deadline; None where somebody may. `began`: the data date of the plan that it was typed in."""
    if began is not None and deadline <= began:
        return plan_rules.BEFORE_THE_LINE.filled(date=began)
    if deadline > book.as_of + dt.timedelta(days=_LONGEST):
        return plan_rules.TOO_LATE.filled(date=book.as_of)
    return None if book.is_open(deadline) else plan_rules.CLOSED


def _address(row: FilledRow) -> str:
    return in_sheet(row.sheet or None, str(row.row))


def _name(written: FilledIn) -> str:
    return " + ".join(Path(path).name for path in written.path.split(" + "))
