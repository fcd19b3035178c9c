"""What is kept of each of several books side by side: who is in it, and who claims her."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import pandas as pd

from keyclient.analysis.common.in_groups import in_parts
from keyclient.analysis.common.open_deals import OpenRows, open_rows
from keyclient.analysis.common.tier_book import with_listed_products
from keyclient.model.measure import Measure
from keyclient.model.portfolio import Loaded, Portfolio
from keyclient.model.receipt import Source
from keyclient.model.rules import Severity
from keyclient.policy.parts.funnel import FunnelPolicy

IDENTITY = ("customer_id", "name", "id_number", "phone", "address", "birth_date", "kind")
"""Fields of `records` that say who she is."""
CLAIM = ("branch", "manager", "open_date", "last_contact", "deposits", "loans", "revenue")
"""Fields of `claims` that say whose she is."""
TIERED = ("last_transaction", "products", "referrals", "satisfaction", "book_tier")
"""Further fields of `records` that tiers need, beside `open_date` and `last_contact`."""
_WHOSE = ("branch", "manager")
RECORDED = (*IDENTITY, "opportunity_id", "open_date", "last_contact", *TIERED)


@dataclass(frozen=True, eq=False)
class Members:
    """One book (or one branch's file of a run) of several that are joined.

    `records`, one row a customer or deal, in the order of the book: `row` (int64), those of `IDENTITY`, `TIERED`,
    `open_date`, `last_contact` and `opportunity_id` that the book has, the columns of `further`, `value` (in units of the
    measure; NA is blank) if it has one, `is_open` (whether it is an open deal or prospect; absent where the book has no
    stages), and `has_lost_digits` (whether its `customer_id` may be that of several). Blanks are NA.

    `claims`, one row for each customer, branch and manager whose rows she has: `row` as in `records`, those of `CLAIM`
    that the book has (merged over those rows; money in fen), and `is_open` as above. A customer has one at least. Where
    the book has no column `branch`, it is that of the folder or file if the command was given several, else absent.
    """

    records: pd.DataFrame
    claims: pd.DataFrame
    source: Source
    as_of: dt.date
    measure: Measure | None
    branch: str | None = None
    """What the whole book is called as a branch."""
    further: Mapping[str, Measure] = field(default_factory=dict)
    """Further numbers that tiers ask for, by the requested name; each has one column in `records`."""
    listed: frozenset[int] | None = None
    """The rows of the customers whom lists are about (`--only`); None: all."""
    defects: int = 0
    """The warnings and errors of the book."""
    unknown_stages: int = 0
    """Rows with a stage that nobody knows, so that they are not counted as open."""

    @property
    def path(self) -> str:
        """Its file."""
        return self.source.path


def take_members(loaded: Loaded, policy: FunnelPolicy, *, branch: str | None = None) -> Members:
    """What is kept of a book. `branch`: what it is called as a branch where it has no column for that."""
    portfolio = loaded.portfolio
    still_open = open_rows(portfolio, policy)
    claims = _claims(portfolio, still_open)
    is_named = "branch" in claims and bool(claims["branch"].notna().any())
    if branch is not None and not is_named:
        claims = claims.assign(branch=pd.Series(branch, index=claims.index, dtype="str"))
    return Members(
        _records(portfolio, still_open),
        claims,
        portfolio.sources[0],
        portfolio.as_of,
        portfolio.measure,
        None if is_named else branch,
        portfolio.further,
        portfolio.listed,
        sum(issue.severity is not Severity.NOTE for issue in loaded.issues),
        0 if still_open is None else still_open.unknown,
    )


def _records(portfolio: Portfolio, still_open: OpenRows | None) -> pd.DataFrame:
    frame = with_listed_products(portfolio.frame)
    further = [column for measure in portfolio.further.values() for column in measure.columns]
    kept = [name for name in dict.fromkeys(("row", *RECORDED, *further, "value")) if name in frame]
    columns: dict[str, pd.Series] = {name: frame[name] for name in kept}
    if still_open is not None:
        columns["is_open"] = frame["row"].isin(still_open.rows["row"][still_open.is_open])
    columns["has_lost_digits"] = frame["row"].isin(portfolio.rounded)
    return pd.DataFrame(columns, copy=False).reset_index(drop=True)


def _claims(portfolio: Portfolio, still_open: OpenRows | None) -> pd.DataFrame:
    """The customers, those with several rows once for each branch and manager in them."""
    frame = portfolio.frame
    by = [name for name in _WHOSE if name in frame]
    further = [name for name in CLAIM if name in frame and name not in by]
    claims = in_parts(portfolio, by, further)
    claims = claims[["row", *by, *further]].reset_index(drop=True)
    if still_open is None:
        return claims
    return claims.assign(is_open=_open_claims(claims, still_open, by))


def _open_claims(claims: pd.DataFrame, still_open: OpenRows, by: Sequence[str]) -> pd.Series:
    """Whether any row that may belong to a claim is open; a row without branch or manager belongs to any of the customer's."""
    rows = still_open.rows[still_open.is_open]
    both = claims[["row", *by]].assign(claim=claims.index).merge(rows, on="row", suffixes=("", "_of_row"))
    is_its = pd.Series(True, index=both.index)  # noqa: FBT003 - a value, not a switch
    for name in by:
        own = both[f"{name}_of_row"]
        is_its &= own.isna() | (own == both[name]).fillna(value=False).astype(bool)
    return pd.Series(claims.index.isin(both["claim"][is_its]), index=claims.index)
