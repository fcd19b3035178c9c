"""The JSON contract of `check`."""

import datetime as dt
from typing import Literal

from keyclient.model.column import UnderstoodColumn
from keyclient.model.contract import Contract
from keyclient.model.measure import Amount, Share
from keyclient.model.rules import Severity


class CodeCount(Contract):
    """How often one kind of problem occurs."""

    code: str
    severity: Severity
    count: int
    first: str | None
    """Address of the first cell, if the problem has one."""


class FieldCount(Contract):
    """How many problems one column has."""

    field: str
    """Name of the field, or heading of a column that is not a field."""
    errors: int
    warnings: int
    notes: int


class HeldValue(Contract):
    """A group of customers and what they hold."""

    customers: int
    share_of_customers: Share | None
    """Of the customers of the book."""
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
    """Of the customers whose file needs it."""
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
    """Those that affect the most value first; those without a column last."""


class DamagedIds(Contract):
    """IdNumbers of one field that have lost digits or are implausible."""

    field: str
    rounded: int
    """Cells that Excel has rounded (KC108)."""
    wrong: int
    """Cells whose check digit, length or characters do not fit (KC325, KC328, KC329)."""
    held: HeldValue
    """The customers with such a cell."""


class Contact(Contract):
    """Customers without recent contact."""

    days: int
    """A contact is stale after this many days without contact or transaction, up to the data date."""
    columns: tuple[str, ...]
    """The fields used: `last_contact`, `last_transaction`, or both; the later one counts."""
    stale: HeldValue
    unknown: HeldValue
    """Customers without a known date; they are not counted as stale."""


class ManagerFiles(Contract):
    """The files of the customers of one manager."""

    complete: int
    """Customers whose file lacks nothing."""
    completeness: Share | None
    """Fields known over fields needed."""
    completeness_by_value: Share | None
    missing: dict[str, int]
    """Customers who lack a field that their file needs, by field; fields that no one lacks are left out."""


class ManagerContact(Contract):
    """The contacts of the customers of one manager."""

    stale: int
    stale_value: Amount | None
    unknown: int


class ManagerLine(Contract):
    """The customers of one manager."""

    manager: str | None
    """Empty for customers without a manager; null for issues that concern no customer's row."""
    customers: int
    value: Amount | None
    """Sum of their positive values; null without customers or without a measure."""
    errors: int
    warnings: int
    notes: int
    damaged_ids: int
    """Cells, including those of rows set aside."""
    damaged_value: Amount | None
    files: ManagerFiles | None
    """Null without customers."""
    contact: ManagerContact | None
    """Null without customers, and if the book has no contact dates."""


class CustomerGap(Contract):
    """A customer whose file needs completing or correcting, or who needs a call."""

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
    """Fields whose number has lost digits or is implausible."""
    stale: bool
    last_heard: dt.date | None
    """The later of the last contact and the last transaction."""


class CheckResult(Contract):
    """What is wrong or missing in a book. Errors change a figure, warnings may, notes only inform."""

    customers: int
    findings: int
    """Errors and warnings; notes do not count."""
    errors: int
    warnings: int
    notes: int
    measure: str | None
    """What customers are weighted by; null if the book has no measure."""
    gross_positive: Amount | None
    """Sum of the positive values: the base of every share of value."""
    codes: tuple[CodeCount, ...]
    """Worst first, then by code."""
    fields: tuple[FieldCount, ...]
    """Most problems first, then by name."""
    managers: tuple[ManagerLine, ...] | None
    """Most findings first, then by value; null if the book has no managers."""
    archive: Archive
    damaged_ids: tuple[DamagedIds, ...]
    """Fields that have any, those that concern the most customers first."""
    contact: Contact | None
    """Null if the book has neither contact nor transaction dates."""
    with_gaps: HeldValue
    """The customers who lack a field, have a damaged number or a stale contact."""
    gaps: tuple[CustomerGap, ...]
    """The most valuable of them: as many as requested, 20 by default."""
    columns: tuple[UnderstoodColumn, ...]
