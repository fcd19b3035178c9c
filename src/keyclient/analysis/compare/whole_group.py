"""A group of customers that only one of two books has."""

from keyclient.model.contract import Contract
from keyclient.model.measure import Amount


class WholeGroup(Contract):
    """A manager or branch of one of the two newest books whom the other does not have."""

    by: str
    """`manager` or `branch`."""
    group: str
    customers: int
    """Of the book that has the group."""
    value: Amount
    others: int
    """How many of them the other book does not list at all."""
    is_new: bool
    """Whether the newest book has the group; else it has vanished."""
