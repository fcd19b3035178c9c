"""What `maturity --previous` answers about what has matured: the part `takeover` of the JSON contract."""

import datetime as dt

from keyclient.analysis.common.lazy_rows import LazyRows
from keyclient.analysis.maturity.rows import MaturedCustomer
from keyclient.model.contract import Contract
from keyclient.model.measure import Amount


class Kept(Contract):
    """What became of matured money: `rolled`, `parked`, `left` and `unknown` add up to `matured`, to the fen."""

    customers: int
    """Customers of whom anything matured."""
    matured: Amount
    rolled: Amount
    """In term products again."""
    parked: Amount | None
    """Still with the bank, not in term products; None if the books do not say what customers have in all."""
    left: Amount
    """No longer with the bank."""
    unknown: Amount
    """Rolled, parked or left: the books do not say which."""
    taken_over: int
    """Customers who rolled enough of it."""


class KeptGroup(Contract):
    """The same for the customers of one manager or branch of the earlier book."""

    by: str
    group: str | None
    """None: blank."""
    kept: Kept


class NotFollowed(Contract):
    """Customers of the earlier book of whom something matured, and who cannot be found in this one."""

    customers: int
    matured: Amount


class VanishedGroup(NotFollowed):
    """Those of a manager or branch whom this book does not have at all."""

    by: str
    """`manager` or `branch`."""
    group: str


class Takeover(Kept):
    """What became of what matured after the data date of the earlier book, up to that of this one."""

    path: str
    """The earlier book."""
    since: dt.date
    """Its data date."""
    until: dt.date
    share: float
    """The share of what matured that a customer who is taken over has rolled at least."""
    unfollowed: NotFollowed
    """Those without an id of their own: in none of these figures."""
    set_aside: NotFollowed
    """Those whose rows in this book cannot be read: in these figures as unknown."""
    vanished: tuple[VanishedGroup, ...]
    """Groups that this book may not have because its export is not complete; in these figures as left. Largest amount first."""
    unknown_products: int
    """Products that matured whose amount the earlier book does not say."""
    groups: tuple[KeptGroup, ...]
    """By manager and by branch where the earlier book has them; largest amount first."""
    lines: LazyRows[MaturedCustomer]
    """What left first, then what was parked, then by id: as many as requested."""
    total_lines: int
