"""What `compare` answers: the JSON contract of the command."""

import datetime as dt
from typing import Literal

from pydantic import Field

from keyclient.analysis.common.lazy_rows import LazyRows
from keyclient.analysis.compare.attrition import Attrition
from keyclient.analysis.compare.deviation import Deviation
from keyclient.analysis.compare.inside import InsideTheBank
from keyclient.analysis.compare.own_changes_result import OwnChanges
from keyclient.analysis.compare.quarter_ends import QuarterEnd
from keyclient.analysis.compare.restated import Restated
from keyclient.analysis.compare.rows import MovedCustomer, PerhapsSame, RisingCustomer
from keyclient.analysis.compare.whole_group import WholeGroup
from keyclient.model.contract import Contract
from keyclient.model.measure import Amount, Share


class PeriodTotal(Contract):
    """One book, oldest first."""

    period: str
    """The data date, with the file where another file has it too; or the name of the file or sheet where there is none."""
    path: str
    sheet: str | None
    as_of: dt.date | None
    """None: the book has no data date of its own."""
    customers: int
    """All of them, those who cannot be followed too."""
    value: Amount
    """Net of all of them; blanks count nothing."""


class FirstFloor(Contract):
    """A tier of the policy with its floor in the first book, which counts for all books."""

    tier: str
    floor: Amount | None
    """None: the last tier, or no value was positive."""


class BucketTotal(Contract):
    """One bucket."""

    bucket: str
    customers: int
    change: Amount
    """The whole change of its customers; in a group, that of their money there."""


class BookStep(Contract):
    """From one book to the next: `opening` plus the changes of all buckets is `closing`.

    In customers: opening + new + returned - lost - transferred is closing. Customers who cannot be followed are not in it.
    """

    from_: str = Field(alias="from")
    to: str
    opening: Amount
    closing: Amount
    customers_opening: int
    customers_closing: int
    buckets: tuple[BucketTotal, ...]


class TierChanges(Contract):
    """How many customers of both books are in another tier now."""

    first_floors: int
    """By the floors of the first book, which the whole answer goes by."""
    own_floors: int
    """By the floors that each book has by itself."""


class KeyMoves(Contract):
    """The key customers of the two newest books, by the floors of the first book."""

    tiers: tuple[str, ...]
    customers_opening: int
    customers_closing: int
    opening: Amount
    closing: Amount


class MatrixCell(Contract):
    """Customers who went from one tier to another, or came, or left."""

    from_: str = Field(alias="from")
    """A tier, or `new`: not in the book before."""
    to: str
    """A tier, or `lost`: no longer listed."""
    customers: int
    opening: Amount
    closing: Amount
    share_of_row: Share | None
    """Of all customers who were in that tier; None for those who are new."""
    low: Share | None
    high: Share | None
    """Wilson 95 % interval of the share."""
    few: bool
    """Whether there are too few customers to say much."""


class RisingByChance(Contract):
    """How many customers would seem to rise if the order of the books were shuffled, on average."""

    possible: float
    confirmed: float


class RisingTotals(Contract):
    """How many customers rise, and by what that was told."""

    confirmed: int
    possible: int
    grew: int
    column: str
    """The average that fits the measure where all books have it, else the measure."""
    axis: Literal["days", "months"]
    """Days between the data dates; or a month from book to book, where not all have different dates of their own."""
    days: float
    """From the first book to the last."""


class Unfollowed(Contract):
    """Customers without an id, or with one that nobody can be followed by in some book: a line of their own on both sides."""

    opening: Amount
    closing: Amount
    customers_opening: int
    customers_closing: int


class BlankValues(Contract):
    """Customers of the two newest books of whom nobody can tell whether money moved, as one value is blank."""

    now: int
    """Worth something in the book before, blank in the newest: they count as emptied."""
    before: int
    """Blank in the book before, worth something in the newest: all of it counts as their change."""


class GroupMoves(Contract):
    """One value of the column given by `--by`: `opening` plus the changes of its buckets is `closing`.

    Each group has the money of its own rows. In customers: opening + new + returned + transferred in - lost - transferred
    out is closing.
    """

    group: str | None
    """None: the cell is blank."""
    opening: Amount
    closing: Amount
    customers_opening: int
    customers_closing: int
    buckets: tuple[BucketTotal, ...]
    """Those of the whole, with `transferred_in` and `transferred_out` in place of `transferred`."""


class CompareResult(Contract):
    """What moved. `opening` is the book before the newest, `closing` the newest; older ones tell who has been seen before."""

    measure: str
    periods: tuple[PeriodTotal, ...]
    floors: tuple[FirstFloor, ...]
    opening: Amount
    closing: Amount
    customers_opening: int
    customers_closing: int
    buckets: tuple[BucketTotal, ...]
    steps: tuple[BookStep, ...]
    """Every pair of books in a row, oldest first; the last one is that of `opening` and `closing`."""
    since_first: BookStep | None
    """From the first book to the newest: the steps added up by bucket, so that a customer counts once for every step.

    None: there are two books only."""
    tier_changes: TierChanges
    key: KeyMoves
    matrix: tuple[MatrixCell, ...]
    matrix_own_floors: tuple[MatrixCell, ...]
    """With the floors that each book has by itself."""
    moved: LazyRows[MovedCustomer]
    """Those who did not stay in their tier, largest change first."""
    rising: LazyRows[RisingCustomer]
    rising_by_chance: RisingByChance | None
    """None: too few books."""
    rising_totals: RisingTotals
    inside: InsideTheBank | None
    """None: the books do not have both deposits and investments."""
    attrition: Attrition | None
    """None: the newest book has no averages, or nobody could be a key customer."""
    restated: tuple[Restated, ...]
    """Every two books that both tell the balances of one day; empty where no book has changes."""
    deviation: LazyRows[Deviation]
    """The newest book's balances beside its averages; empty where it does not have both."""
    quarter_ends: LazyRows[QuarterEnd]
    """Balances that stood out at the end of a quarter, of books that have one before and one after them."""
    unfollowed: Unfollowed
    perhaps_same: LazyRows[PerhapsSame]
    vanished: tuple[WholeGroup, ...]
    """Managers and branches that only one of the two newest books has."""
    blank: BlankValues
    groups: tuple[GroupMoves, ...] | None = None
    """Largest change first; None: not asked for with `--by`."""
    own_changes: OwnChanges | None = None
    """Where one book is compared with itself by its own changes; None for several books."""
