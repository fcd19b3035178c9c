"""The vital few of a book or of a group in it."""

from keyclient.model.measure import Share
from keyclient.model.record import dataclass


@dataclass(frozen=True, slots=True)
class VitalFew:
    """The smallest number of largest customers that reaches the target. It may split equal values."""

    target: Share
    customers: int | None
    """None where no customer has a positive value."""
    share_of_customers: Share | None
    """Of the customers with a value."""
