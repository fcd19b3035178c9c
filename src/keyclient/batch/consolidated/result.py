"""What stands in the consolidated workbook: the JSON contract of `consolidated.json`."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from keyclient.analysis.funnel.result import FunnelCounts
from keyclient.batch.record.run_record import BookLine, Branches
from keyclient.batch.record.state import BookState
from keyclient.model.contract import Contract
from keyclient.model.measure import Amount, Share
from keyclient.model.receipt import Rows

ComparedToBank = Literal["above", "below", "like"]


class MeasureTotal(Contract):
    """The books that are ranked by one measure."""

    measure: str | None
    """None: the books without a measure."""
    books: int
    customers: int
    total: Amount | None
    """The net: the sum of the books to the fen."""


class BookTotal(Contract):
    """One book in the whole."""

    book: str
    as_of: dt.date
    branches: tuple[str, ...]
    customers: int
    measure: str | None
    total: Amount | None
    set_aside: int


class ConsolidatedTier(Contract):
    """One tier over all books: each customer is in the tier that its own book gives it."""

    tier: str
    customers: int
    share_of_customers: Share | None
    value: Amount
    share_of_value: Share | None
    """Of the net of the books with tiers; None where that is not positive."""


class LeagueLine(Contract):
    """A branch or a manager in the league table."""

    branch: str
    manager: str | None
    """None in the table of branches; in that of managers the customers without one."""
    books: int
    customers: int
    valued: int
    """Customers with a value."""
    value: Amount
    share_of_value: Share | None
    """Of the net; None where that is not positive."""
    top_customers: int
    """Customers who reach the floor of the bank's top customers."""
    top_share: Share | None
    """Of those with a value."""
    low: Share | None
    """Lower end of its Wilson interval."""
    high: Share | None
    standing: ComparedToBank | None
    """Whether the interval lies above or below the share of the whole bank, or holds it; None where too few."""
    rank: int | None
    """By `top_share`, equal shares share a rank; None where there are too few customers to tell."""


class FunnelLine(FunnelCounts):
    """The funnel of a branch."""

    branch: str | None
    """None: all branches together."""
    reached: tuple[int, ...]
    """By stage."""
    win_low: Share | None
    """Lower end of the Wilson interval of the win rate."""
    win_high: Share | None
    enough: bool
    """Whether enough entered for the rates to be compared."""


class OverlapPair(Contract):
    """Two branches that share customers."""

    branch: str
    other: str
    customers: int


class OverlapLine(Contract):
    """A customer whom several branches have."""

    evidence: Literal["customer_id", "id_number", "both", "contradicted"]
    """What is the same; `contradicted`: the customer id is, and the id numbers are not."""
    customer_id: str | None
    """The smallest, where there are several."""
    id_ending: str | None
    """The last four places of the id number."""
    branches: tuple[str, ...]
    books: tuple[str, ...]
    value: Amount | None
    """What the branches hold together, in the measure of most books."""


class Overlap(Contract):
    """Customers of several branches."""

    customers: int
    repeated: int
    """Customers who stand in several books of one and the same branch."""
    pairs: tuple[OverlapPair, ...]
    """Most customers first."""
    lines: tuple[OverlapLine, ...]
    """Largest value first; only so many as the policy says."""


class SetAside(Contract):
    """A row that was set aside."""

    book: str
    cell: str
    code: str
    message: str


class BookWithoutFigures(Contract):
    """A book without figures."""

    book: str
    status: str
    code: str | None
    message: str | None
    remedy: str | None


class ConsolidatedResult(Contract):
    """All books together."""

    books: int
    customers: int
    rows: Rows
    """The receipts of all books together."""
    first_as_of: dt.date | None
    last_as_of: dt.date | None
    """The data dates of the oldest and the newest book."""
    measure: str | None
    """What most books are ranked by; values, shares and ranks are about these books."""
    total: Amount | None
    """Its net over these books."""
    by_measure: tuple[MeasureTotal, ...]
    top_floor: Amount | None
    """The value from which on a customer is among the bank's top customers."""
    top_share: Share | None
    """Part of the customers with a value who reach it."""
    tiers: tuple[ConsolidatedTier, ...]
    branches: tuple[LeagueLine, ...]
    """By rank, then those too small for one, by name."""
    managers: tuple[LeagueLine, ...]
    stages: tuple[str, ...]
    funnel: tuple[FunnelLine, ...]
    """All branches together first."""
    overlap: Overlap
    set_aside: tuple[SetAside, ...]
    set_aside_money: Amount
    """What stands in these rows, over all money columns."""
    expected: int | None
    missing: tuple[str, ...]
    not_there: tuple[BookWithoutFigures, ...]
    stale: tuple[str, ...]
    """Books of folders that could not be listed: their figures are the last known ones."""
    totals: tuple[BookTotal, ...]
    """Every book; their totals are the totals above."""


@dataclass(frozen=True)
class ConsolidationInput:
    """What is put together."""

    states: Sequence[BookState]
    """The books that stand, by name."""
    missing: Sequence[BookLine]
    """The books that do not."""
    branches: Branches | None
    """None where no list of branches was given."""
    stale: tuple[str, ...] = ()
    """Those that stand of which only what was is known: their folder could not be listed."""
