"""What moved in the branches since the run before: part of `run.json` and of the consolidated figures."""

import datetime as dt
from typing import Literal

from pydantic import Field

from keyclient.model.contract import Contract
from keyclient.model.measure import Amount

TRANSFERRED_IN, TRANSFERRED_OUT = "transferred_in", "transferred_out"
BUCKETS = ("new", TRANSFERRED_IN, "lost", TRANSFERRED_OUT, "emptied", "promoted", "demoted", "stayed")
"""What may have become of a customer, in the order in which it is told."""
WhyNotCompared = Literal["first", "no_date", "other"]


class MovedBucket(Contract):
    """One bucket."""

    bucket: str
    """`new`, `transferred_in`, `lost`, `transferred_out`, `emptied`, `promoted`, `demoted` or `stayed`."""
    customers: int
    change: Amount
    """The whole change of its customers."""


class BranchMoves(Contract):
    """One branch, or all that are compared: `opening` plus the changes of all buckets is `closing`.

    In customers: opening + new + transferred_in - lost - transferred_out is closing. Customers without a number of their own
    cannot be followed and are not in it.
    """

    branch: str | None
    """None: all branches that are compared."""
    from_: dt.date = Field(alias="from")
    """The data date of the run before; for all branches, the earliest."""
    to: dt.date
    opening: Amount
    closing: Amount
    customers_opening: int
    customers_closing: int
    buckets: tuple[MovedBucket, ...]
    unfollowed_opening: Amount
    unfollowed_closing: Amount
    books_left_out: int
    """Books of today without an older list of the same customers; they are in neither figure."""


class NotComparedBranch(Contract):
    """A branch without a figure of the run before."""

    branch: str
    why: WhyNotCompared
    """`first`: nothing older is kept; `no_date`: its book has no data date of its own, or no measure; `other`: what is kept
    has another measure or other tiers, or is about other customers."""


class RunMoves(Contract):
    """The run against the last one whose data dates are older, branch by branch."""

    whole: BranchMoves | None = None
    """The branches added up; None: none could be compared."""
    branches: tuple[BranchMoves, ...] = ()
    """By name."""
    not_compared: tuple[NotComparedBranch, ...] = ()
