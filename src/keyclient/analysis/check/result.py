"""The JSON contract of `check`."""

import datetime as dt
from typing import Literal

from keyclient.model.column import UnderstoodColumn
from keyclient.model.contract import Contract
from keyclient.model.measure import Amount, Share
from keyclient.model.rules import Severity


class CodeCount(Contract):
    """How often one kind of defect occurs."""

    code: str
    severity: Severity
    count: int
    first: str | None
    """Address of the first cell, where the defect has one."""


class FieldCount(Contract):
    """How many defects one column has."""

    field: str
    """Name of the field, or the heading of a column that is no field."""
    errors: int
    warnings: int
    notes: int


class HeldValue(Contract):
    """Some of the customers, and what they hold."""

    customers: int
    share_of_customers: Share | None
    """Over the customers of the book."""
    value: Amount | None
    """Sum of their positive values of the measure; null where the book has no measure."""
    share_of_value: Share | None
    """Over the sum of the positive values of the book."""


class FileField(Contract):
    """How complete one field is in the files of the customers who need it."""

    field: str
    column: Literal["read", "not_taken", "absent"]
    """Whether the book has the column; `not_taken`: it has a heading for it that was not taken (see `columns`).
    Without a column that was read, everything below `customers` is null."""
    customers: int
    """Customers whose file needs the field."""
    known: int | None
    share_known: Share | None
    """Over the customers whose file needs it."""
    unreadable: int | None
    """Of the missing ones, customers with something in the cell that cannot be read; the others are blank."""
    missing: HeldValue | None


class Archive(Contract):
    """How complete the customer files are, over the fields for which the book has a column."""

    complete: HeldValue
    """Customers whose file lacks nothing."""
    completeness: Share | None
    """Fields known over fields needed, all customers alike."""
    completeness_by_value: Share | None
    """The same with every customer weighted by its positive value of the measure."""
    fields: tuple[FileField, ...]
    """Those whose absence hides the most first; those without a column last."""


class DamagedIds(Contract):
    """IdNumbers of one field that have lost digits, or that cannot be right."""

    field: str
    rounded: int
    """Cells that Excel has rounded (KC108)."""
    wrong: int
    """Cells whose check digit, length or characters do not fit (KC325, KC328, KC329)."""
    held: HeldValue
    """The customers with such a cell."""


class Contact(Contract):
    """Who has not been heard of for long."""

    days: int
    """From so many days without a contact or a transaction on, up to the data date, a contact is stale."""
    columns: tuple[str, ...]
    """The fields of the book that tell: `last_contact`, `last_transaction`, or both; the later one counts."""
    stale: HeldValue
    unknown: HeldValue
    """Customers of whom the book does not tell it; they are not stale."""


class ManagerFiles(Contract):
    """The files of the customers of one manager."""

    complete: int
    """Customers whose file lacks nothing."""
    completeness: Share | None
    """Fields known over fields needed."""
    completeness_by_value: Share | None
    missing: dict[str, int]
    """Customers who lack a field that their file needs, by field; fields that nobody lacks are left out."""


class ManagerContact(Contract):
    """The contacts of the customers of one manager."""

    stale: int
    stale_value: Amount | None
    unknown: int


class ManagerLine(Contract):
    """The customers of one manager."""

    manager: str | None
    """Empty for the customers without a manager; null for the issues that are about no customer's row."""
    customers: int
    value: Amount | None
    """Sum of their positive values; null without customers or without a measure."""
    errors: int
    warnings: int
    notes: int
    damaged_ids: int
    """Cells; those of rows set aside too."""
    damaged_value: Amount | None
    files: ManagerFiles | None
    """Null without customers."""
    contact: ManagerContact | None
    """Null without customers, and where the book tells of no contacts."""


class CustomerGap(Contract):
    """A customer whose file has to be completed or mended, or who has to be called."""

    customer_id: str | None
    row: int
    """Row in the sheet as Excel numbers it; of several rows the first."""
    cell: str
    """The first cell to look at."""
    manager: str | None
    value: Amount | None
    missing: tuple[str, ...]
    """Fields that its file needs and that are blank or unreadable."""
    damaged: tuple[str, ...]
    """Fields whose number has lost digits or cannot be right."""
    stale: bool
    last_heard: dt.date | None
    """The later of the last contact and the last transaction."""


class CheckResult(Contract):
    """What is wrong or missing in a book. Errors change a figure, warnings may, notes only inform."""

    customers: int
    findings: int
    """Errors and warnings; notes are none."""
    errors: int
    warnings: int
    notes: int
    measure: str | None
    """What customers are weighted by; null where the book has nothing of the kind."""
    gross_positive: Amount | None
    """Sum of the positive values: the base of every share of value."""
    codes: tuple[CodeCount, ...]
    """Worst first, then by code."""
    fields: tuple[FieldCount, ...]
    """Most defects first, then by name."""
    managers: tuple[ManagerLine, ...] | None
    """Most findings first, then by what their customers hold; null where the book has no managers."""
    archive: Archive
    damaged_ids: tuple[DamagedIds, ...]
    """Fields that have any, those that concern the most customers first."""
    contact: Contact | None
    """Null where the book tells neither of contacts nor of transactions."""
    with_gaps: HeldValue
    """The customers who lack a field, have a damaged number or a stale contact."""
    gaps: tuple[CustomerGap, ...]
    """The first of them, the most valuable first: as many as were asked for, else 20."""
    columns: tuple[UnderstoodColumn, ...]
