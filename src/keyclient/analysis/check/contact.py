"""Who has not been heard of for long, as of the data date."""

import narwhals as nw
import numpy as np

from keyclient.analysis.check.result import Contact
from keyclient.analysis.check.weights import Flags, Weights
from keyclient.metrics.contact import ACTIVITY_COLUMNS, is_inactive, last_activity
from keyclient.model.portfolio import Portfolio


class ContactStatus:
    """By customer: whether its contact is stale, and whether the book does not tell."""

    def __init__(self, portfolio: Portfolio, days: int) -> None:
        frame = portfolio.frame
        self.days = days
        self.columns = tuple(name for name in ACTIVITY_COLUMNS if name in frame)
        heard = last_activity(self.columns)
        silent: Flags = np.zeros(len(frame), dtype=bool)
        unknown: Flags = np.ones(len(frame), dtype=bool)
        if heard is not None:
            dates = nw.from_native(frame[list(self.columns)], eager_only=True)
            told = dates.select(
                silent=is_inactive(heard, portfolio.as_of, days).fill_null(value=False),
                unknown=heard.is_null(),
            )
            silent, unknown = told["silent"].to_numpy(), told["unknown"].to_numpy()
        self.stale, self.unknown = silent, unknown


def contact_of(contacts: ContactStatus, weights: Weights) -> Contact | None:
    """The stale contacts in figures; None where the book tells of no contact at all."""
    if not contacts.columns:
        return None
    return Contact(
        days=contacts.days,
        columns=contacts.columns,
        stale=weights.held(contacts.stale),
        unknown=weights.held(contacts.unknown),
    )
