"""What `maturity` answers: the JSON contract of the command."""

import datetime as dt

from pydantic import Field

from keyclient.analysis.common.lazy_rows import LazyRows
from keyclient.analysis.common.unread import UnreadCustomer, is_nobody, nobody_unread
from keyclient.analysis.maturity.rows import MaturingProduct
from keyclient.analysis.maturity.takeover_result import Takeover
from keyclient.model.contract import Contract
from keyclient.model.measure import Amount


class Due(Contract):
    """What matures at some time."""

    customers: int
    """Each once, however many of her products mature."""
    products: int
    amount: Amount
    """Of the products whose amount is known."""
    unknown: int
    """Products without an amount."""


class Rung(Contract):
    """One step of the ladder: both days belong to it."""

    from_: dt.date = Field(alias="from")
    to: dt.date
    customers: int
    products: int
    amount: Amount
    unknown: int


class Horizon(Contract):
    """What matures after the data date within some days."""

    days: int
    to: dt.date
    customers: int
    products: int
    amount: Amount
    unknown: int


class DueGroup(Contract):
    """What matures with one manager, in one branch, or at one value of the column of `--by`."""

    by: str
    """The field or column that the group is of."""
    group: str | None
    """None: blank."""
    total: Due
    overdue: Due
    horizons: tuple[Horizon, ...]
    beyond: Due
    undated: Due


class MaturityResult(Contract):
    """What matures when: `overdue`, the ladder, `beyond` and `undated` add up to `total`, in products and in fen."""

    as_of: dt.date
    total: Due
    overdue: Due
    """Matured on the data date or before."""
    ladder: tuple[Rung, ...]
    """From the day after the data date to the last horizon, without a gap."""
    beyond: Due
    """After the last horizon."""
    undated: Due
    """Amounts without a date."""
    horizons: tuple[Horizon, ...]
    """Each includes the ones before it."""
    groups: tuple[DueGroup, ...]
    """By manager and by branch where the book has them, or by the column of `--by`; largest amount first."""
    lines: LazyRows[MaturingProduct]
    """One for each product to come, by date, then the largest amount; then those that matured already, then those without
    a date: as many as requested."""
    total_lines: int
    takeover: Takeover | None
    """What became of what had matured since the earlier book; None without `--previous`."""
    unread: LazyRows[UnreadCustomer] = Field(default_factory=nobody_unread, exclude_if=is_nobody)
    """Customers whose value cannot be read: not counted and in no list. Only where there are any."""
