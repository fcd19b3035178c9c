"""What `compare` answers about a single book that has its own changes."""

import datetime as dt

from pydantic import Field

from keyclient.model.contract import Contract
from keyclient.model.measure import Amount


class OwnChanges(Contract):
    """The book before is made up: opening = closing - change. Nobody is new, and who has left is not in the book."""

    field: str
    """`aum_change` or `deposits_change`."""
    heading: str
    since: str | None
    """`month`, `period`, `quarter`, `year`, `year_ago`, `week` or `day`; None: the heading does not say since when."""
    from_: dt.date | None = Field(alias="from")
    """The day with which the data date is compared; None where it is not known."""
    unknown_customers: int
    """Those with a blank change or value, who cannot be followed."""
    unknown_value: Amount
    """What they are worth now."""
