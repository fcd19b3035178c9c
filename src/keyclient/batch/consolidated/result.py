"""The consolidated figures: the JSON contract of `consolidated.json`."""

import datetime as dt
from typing import Literal

from keyclient.analysis.funnel.result import FunnelCounts
from keyclient.analysis.overlap.result import OverlapResult
from keyclient.batch.record.moves import RunMoves
from keyclient.batch.record.plans import RunWork
from keyclient.batch.record.risk import RunRisk
from keyclient.batch.record.run_record import EarlierMonth
from keyclient.model.contract import Contract
from keyclient.model.measure import Amount, Share
from keyclient.model.receipt import Rows

ComparedToBank = Literal["above", "below", "like"]


class MeasureTotal(Contract):
    """The books ranked by one measure."""

    measure: str | None
    """None: books without a measure."""
    books: int
    customers: int
    total: Amount | None
    """The net total, exact to the fen."""


class BookTotal(Contract):
    """One book and its total."""

    book: str
    as_of: dt.date
    branches: tuple[str, ...]
    customers: int
    measure: str | None
    total: Amount | None
    set_aside: int


class ConsolidatedTier(Contract):
    """One tier over all books; each customer has the tier assigned in its own book."""

    tier: str
    customers: int
    share_of_customers: Share | None
    value: Amount
    share_of_value: Share | None
    """Of the net total of the books with tiers; None if that is not positive."""


class LeagueLine(Contract):
    """A branch or a manager in the league table."""

    branch: str
    manager: str | None
    """None in the table of branches, and for customers without a manager."""
    books: int
    customers: int
    valued: int
    """Customers with a value."""
    value: Amount | None
    """None: all its books are ranked by another measure."""
    share_of_value: Share | None
    """Of the net total; None if that is not positive."""
    top_customers: int | None
    """Customers whose value is at least `top_floor`; None: all its books are ranked by another measure."""
    top_share: Share | None
    """Their share of the customers with a value."""
    low: Share | None
    """Lower end of the Wilson interval of `top_share`."""
    high: Share | None
    standing: ComparedToBank | None
    """Whether the interval lies above or below the bank's share or includes it; None with too few customers."""
    rank: int | None
    """By `top_share`; equal shares have the same rank. None with too few customers."""


class FunnelLine(FunnelCounts):
    """The funnel of a branch."""

    branch: str | None
    """None: all branches together."""
    reached: tuple[int, ...]
    """Customers who reached each stage, in the order of `stages`."""
    win_low: Share | None
    """Lower end of the Wilson interval of the win rate."""
    win_high: Share | None
    enough: bool
    """Whether enough customers entered for the rates to be compared."""


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
    """The figures of all books."""

    books: int
    customers: int
    rows: Rows
    """The row counts of all books added up."""
    first_as_of: dt.date | None
    last_as_of: dt.date | None
    """The data dates of the oldest and the newest book."""
    measure: str | None
    """The measure most books are ranked by; values, shares and ranks cover only these books."""
    total: Amount | None
    """Its net total over these books."""
    by_measure: tuple[MeasureTotal, ...]
    top_floor: Amount | None
    """The lowest value of the bank's top customers."""
    top_share: Share | None
    """Share of the customers with a value who reach `top_floor`."""
    tiers: tuple[ConsolidatedTier, ...]
    branches: tuple[LeagueLine, ...]
    """By rank, then the unranked ones by name."""
    managers: tuple[LeagueLine, ...]
    """Empty where no book has managers."""
    shared: int
    """Customers with rows in several branches, or with several managers, of one book: they count in each and once in the
    whole."""
    earlier: tuple[EarlierMonth, ...]
    """Books of which a branch does not count, since a later book lists it."""
    moves: RunMoves = RunMoves()
    """This run against the last one with older data dates, per branch and for the whole."""
    risk: RunRisk = RunRisk()
    """Which key customers may leave, by branch, and on which managers most hangs."""
    work: RunWork = RunWork()
    """Plans and lists of calls, by branch and manager, and what became of the plans before."""
    stages: tuple[str, ...]
    funnel: tuple[FunnelLine, ...]
    """All branches together first."""
    overlap: OverlapResult | None
    """Customers whom several books hold, as keyclient overlap finds them: at most `batch.overlap_lines` of each list, and of
    pairs that are perhaps one person and of households the numbers alone. None without any book."""
    repeated: int
    """Customers in several books of the same branch."""
    set_aside: tuple[SetAside, ...]
    set_aside_money: Amount
    """The amounts in these rows, over all money columns."""
    expected: int | None
    missing: tuple[str, ...]
    not_there: tuple[BookWithoutFigures, ...]
    stale: tuple[str, ...]
    """Books in folders that could not be listed; their last known figures are used."""
    totals: tuple[BookTotal, ...]
    """Every book; their totals add up to `by_measure`."""
