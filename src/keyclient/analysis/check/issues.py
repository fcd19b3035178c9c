"""The issues that `check` adds to those of reading: implausible numbers, incomplete files, stale contacts."""

import datetime as dt
from collections.abc import Iterable, Iterator

from keyclient.analysis.check.identity import Flaw
from keyclient.analysis.check.labels import HELD
from keyclient.analysis.check.result import Archive, Contact, HeldValue
from keyclient.model.amount_words import share_words
from keyclient.model.fields import fields
from keyclient.model.issue import Issue
from keyclient.model.label import Label, listed
from keyclient.model.measure import Measure
from keyclient.model.rules.archive import (
    ContactsAboveCeiling,
    ContactsStale,
    FileColumnsAbsent,
    FilesBelowFloor,
    FilesIncomplete,
)
from keyclient.model.rules.plausibility import DataDateDoubtful, DateInFuture, NumbersOfAnotherKind
from keyclient.model.trace import Trace
from keyclient.policy.parts.check import CheckPolicy


def flaw_issues(found: Iterable[Flaw], trace: Trace, as_of: dt.date, policy: CheckPolicy) -> Iterator[Issue]:
    """One issue per cell; a single one for a column that is wrong almost throughout."""
    for flaw in found:
        if is_systematic(flaw, policy):
            yield _of_column(flaw, trace, as_of)
        else:
            yield from _of_cells(flaw, trace, as_of)


def _of_column(flaw: Flaw, trace: Trace, as_of: dt.date) -> Issue:
    address, label = trace.address(int(flaw.positions[0]), flaw.field), fields()[flaw.field].column.label
    wrong, checked = len(flaw.positions), flaw.checked
    if flaw.rule is DateInFuture:
        return DataDateDoubtful(
            address, flaw.field, field_name=label, wrong=wrong, checked=checked, as_of=as_of
        )
    return NumbersOfAnotherKind(
        address, flaw.field, field_name=label, wrong=wrong, checked=checked, kind=flaw.kind
    )


def _of_cells(flaw: Flaw, trace: Trace, as_of: dt.date) -> Iterator[Issue]:
    label = fields()[flaw.field].column.label
    typed = trace.rows[flaw.field].iloc[flaw.positions].astype("str")
    for position, text in zip(flaw.positions.tolist(), typed, strict=True):
        address = trace.address(position, flaw.field)
        if flaw.rule is DateInFuture:
            yield DateInFuture(address, flaw.field, text, field_name=label, as_of=as_of)
        else:
            yield flaw.rule(address, flaw.field, text, field_name=label)


def is_systematic(flaw: Flaw, policy: CheckPolicy) -> bool:
    """Whether so many cells are implausible that the rule must be wrong, not the cells."""
    wrong = len(flaw.positions)
    return wrong >= policy.systematic_cells and wrong > policy.systematic * flaw.checked


def archive_issues(archive: Archive, measure: Measure | None, policy: CheckPolicy) -> Iterator[Issue]:
    """Fields missing in files: a note each, a warning below the policy's floor; and columns that do not exist."""
    for file in archive.fields:
        if file.missing is None or file.share_known is None or not file.missing.customers:
            continue
        is_poor = policy.file_floor is not None and file.share_known < policy.file_floor
        rule = FilesBelowFloor if is_poor else FilesIncomplete
        yield rule(
            field=file.field,
            field_name=fields()[file.field].column.label,
            missing=f"{file.missing.customers:,}",
            customers=f"{file.customers:,}",
            held=_held(file.missing, measure),
        )
    absent = [fields()[file.field].column.label for file in archive.fields if file.column == "absent"]
    if absent:
        names = listed(absent)
        yield FileColumnsAbsent(fields=names)


def contact_issues(contact: Contact | None, measure: Measure | None, policy: CheckPolicy) -> Iterator[Issue]:
    """The stale contacts: a note, a warning above the policy's ceiling."""
    if contact is None or not contact.stale.customers:
        return
    share, ceiling = contact.stale.share_of_customers, policy.stale_ceiling
    is_poor = ceiling is not None and share is not None and share > ceiling
    rule = ContactsAboveCeiling if is_poor else ContactsStale
    yield rule(
        field=contact.columns[0],
        count=f"{contact.stale.customers:,}",
        days=contact.days,
        held=_held(contact.stale, measure),
        unknown=f"{contact.unknown.customers:,}",
    )


def _held(customers: HeldValue, measure: Measure | None) -> Label | str:
    if measure is None or customers.share_of_value is None:
        return ""
    return HELD.filled(share=share_words(customers.share_of_value), measure=measure.label)
