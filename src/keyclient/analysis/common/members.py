"""What is kept of each of several books side by side: who is in it, and who claims her."""

import datetime as dt
from dataclasses import dataclass

import pandas as pd

from keyclient.model.measure import Measure
from keyclient.model.receipt import Source

IDENTITY = ("customer_id", "name", "id_number", "phone", "address", "birth_date", "kind")
"""Fields of `records` that say who she is."""
CLAIM = ("branch", "manager", "open_date", "last_contact", "deposits", "loans", "revenue")
"""Fields of `claims` that say whose she is."""
TIERED = ("last_transaction", "products", "referrals", "satisfaction", "book_tier")
"""Further fields of `records` that tiers need, beside `open_date` and `last_contact`."""


@dataclass(frozen=True, eq=False)
class Members:
    """One book (or one branch's file of a run) of several that are joined.

    `records`, one row a customer or deal, in the order of the book: `row` (int64), those of `IDENTITY`, `TIERED`,
    `open_date` and `last_contact` that the book has, `value` (in units of the measure; NA is blank) if it has one,
    `is_open` (whether it is an open deal or prospect; absent where the book has no stages), and `has_lost_digits`
    (whether its `customer_id` may be that of several). Blanks are NA.

    `claims`, one row for each customer, branch and manager whose rows she has: `row` as in `records`, those of `CLAIM`
    that the book has (merged over those rows; money in fen), and `is_open` as above. A customer has one at least. Where
    the book has no column `branch`, it is that of the folder or file if the command was given several, else absent.
    """

    records: pd.DataFrame
    claims: pd.DataFrame
    source: Source
    as_of: dt.date
    measure: Measure | None
    branch: str | None = None
    """What the whole book is called as a branch."""

    @property
    def path(self) -> str:
        """Its file."""
        return self.source.path
