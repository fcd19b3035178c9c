"""What is kept of one book of several: who is in it, what they are worth, and where they stand, without the rest."""

import datetime as dt
from dataclasses import dataclass

import narwhals as nw
import pandas as pd

from keyclient.analysis.common.in_groups import in_groups
from keyclient.analysis.common.measure import measure_of
from keyclient.analysis.common.tier_book import Step, tier_book
from keyclient.model.issue import Issue
from keyclient.model.measure import Measure
from keyclient.model.portfolio import Loaded
from keyclient.model.receipt import Source
from keyclient.policy.parts.tier import TierPolicy

TEXTS = ("name", "phone", "manager", "branch")
"""Fields kept to say whom a line is about."""
AMOUNTS = (
    "aum",
    "deposits",
    "loans",
    "investments",
    "aum_average",
    "deposits_average",
    "aum_change",
    "deposits_change",
)
"""Money fields kept beside the measure, in fen."""
IDENTITY = ("id_number", "birth_date")
"""Fields kept to see whether two numbers are one customer."""


@dataclass(frozen=True)
class Snapshot:
    """One book of several.

    Columns of `frame`, one row a customer in the order of the book: `row`, `customer_id` (text; NA without one), `value`
    (in units of `measure.decimals`; NA is blank), `judged` (the loyalty score that may decide a tier), the further
    columns that floors of tiers are about, and those of `TEXTS`, `AMOUNTS` and `IDENTITY` that the book has.
    """

    frame: pd.DataFrame
    measure: Measure
    as_of: dt.date
    is_dated: bool
    """Whether the data date is the book's own, not that of its file."""
    source: Source
    steps: tuple[Step, ...]
    """The tiers, best first, with the floors of this book."""
    groups: pd.DataFrame | None = None
    """`row`, `group` ("" is blank) and `value`, a row for each customer in each group; None without groups."""
    issues: tuple[Issue, ...] = ()
    """What is wrong with the book."""
    listed: frozenset[int] | None = None
    """The rows of the customers whom lists are about (`--only`); None: all."""

    @property
    def customers(self) -> int:
        """All customers of the book, those without an id too."""
        return len(self.frame)


def take_snapshot(loaded: Loaded, policy: TierPolicy) -> Snapshot:
    """What is kept of a book. Raises `UnmeasuredTierError` and `SumTooLargeError`, as `tier_book`."""
    portfolio = loaded.portfolio
    book = tier_book(portfolio, measure_of(portfolio), policy)
    asked = [step.rung.column for step in book.steps if step.rung is not None]
    placed = book.frame.select(*dict.fromkeys(["row", "customer_id", "value", "judged", *asked]))
    frame = nw.to_native(placed).to_pandas(types_mapper=pd.ArrowDtype)
    kept = [name for name in (*TEXTS, *AMOUNTS, *IDENTITY) if name in portfolio.frame and name not in frame]
    return Snapshot(
        pd.concat([frame, portfolio.frame[kept].reset_index(drop=True)], axis=1),
        book.measure,
        portfolio.as_of,
        not loaded.as_of_from_file,
        portfolio.sources[0],
        book.steps,
        None if loaded.group is None else in_groups(portfolio, loaded.group),
        loaded.issues,
        portfolio.listed,
    )
