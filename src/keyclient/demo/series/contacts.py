"""When the managers of the demo bank speak with their customers, and when these pay something."""

import datetime as dt
from dataclasses import dataclass
from random import Random

from keyclient.demo.chance import day_between, happens
from keyclient.demo.series.member import Member
from keyclient.demo.series.neglect import OVERDUE
from keyclient.demo.series.size import SeriesSize

_CONTACTED, _ACTIVE = 0.2, 0.6
"""The shares of customers who are contacted and who pay something in a month."""
_KEPT = 0.9
"""The share of the others among the richest who are contacted nevertheless."""


@dataclass(frozen=True)
class Contacts:
    """Contacts from month to month."""

    rng: Random
    size: SeriesSize

    def pass_month(self, member: Member, month: int) -> None:
        """The contacts of a month; the first day of a new customer is the only one of that month."""
        if member.joins == month:
            return
        rng = self.rng
        first, last = self.size.ends[month - 1] + dt.timedelta(1), self.size.ends[month]
        if happens(rng, _CONTACTED) or (member.is_rich and happens(rng, _KEPT)):
            member.last_contact = day_between(rng, first, last)
        if happens(rng, _ACTIVE):
            member.last_transaction = day_between(rng, first, last)
        fall = member.fall
        if fall is not None and fall.after == OVERDUE:
            if month <= fall.month and fall.silent_since <= last:
                member.last_contact = fall.silent_since
            elif month == fall.month + 1:
                member.last_contact = day_between(rng, first, last)
