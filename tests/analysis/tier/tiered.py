"""Books with everything that tiers hang on, written down as text: one line a customer, cells between bars."""

import datetime as dt
from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

import pandas as pd

from keyclient.analysis.tier.calculate import tier
from keyclient.analysis.tier.result import TierResult
from keyclient.model.label import Label, Lang
from keyclient.model.measure import Measure, MeasureKind
from keyclient.model.portfolio import Portfolio
from keyclient.policy.models import Policy
from tests.analysis.books import AUM

AS_OF = dt.date(2026, 1, 31)
MONEY = Measure("revenue", Label("revenue", "贡献度"), ("revenue",), MeasureKind.MONEY, 2)
_DATES = ("open_date", "last_contact", "last_transaction", "maturity_date", "birth_date")
_COUNTS = ("products", "referrals", "complaints")
_MONEY = (
    "value",
    "revenue",
    "aum",
    "aum_average",
    "deposits",
    "investments",
    "loans",
    "potential",
    "maturity_amount",
    "aum_change",
    "deposits_change",
)


def book_of(text: str, *, measure: Measure = AUM, further: Sequence[Measure] = ()) -> Portfolio:
    """A book from lines with a heading; money in yuan, a blank cell is blank. Ids are c1, c2 ... unless given."""
    heading, *rows = [[cell.strip() for cell in line.split("|")] for line in text.strip().splitlines()]
    columns = dict(zip(heading, zip(*rows, strict=True) if rows else [()] * len(heading), strict=True))
    frame = pd.DataFrame({"row": pd.Series(range(2, len(rows) + 2), dtype="int64")})
    if "customer_id" not in columns:
        frame["customer_id"] = pd.array([f"c{n}" for n in range(1, len(rows) + 1)], dtype="str")
    for name, cells in columns.items():
        frame[name] = _column(name, cells)
    return Portfolio(frame, AS_OF, (), measure, {other.name: other for other in further})


def tiered(
    text: str,
    settings: Mapping[str, object] | None = None,
    *,
    by: str | None = None,
    top: int | None = None,
    lang: Lang = Lang.EN,
    further: Sequence[Measure] = (),
    earlier: Sequence[str] = (),
) -> TierResult:
    """The tiers of such a book; all customers unless `top` says otherwise.

    `settings`: the policy's `[tier]`; one component of loyalty suffices unless they say otherwise.
    """
    policy = Policy.model_validate({"tier": lenient(settings)})
    before = [book_of(old, further=further) for old in earlier]
    return tier(book_of(text, further=further), policy, by=by, top=top, lang=lang, earlier=before)


def lenient(settings: Mapping[str, object] | None) -> dict[str, object]:
    """The settings with scores that may rest on one component, unless they say otherwise."""
    asked = dict(settings or {})
    loyalty = asked.get("loyalty")
    own = loyalty if isinstance(loyalty, Mapping) else {}
    return {**asked, "loyalty": {"min_components": 1, **own}}


def tiers_of(result: TierResult) -> dict[str, str]:
    """The tier of every customer by id."""
    return {customer.customer_id or f"row {customer.row}": customer.tier for customer in result.top}


def counts_of(result: TierResult) -> dict[str, int]:
    """How many customers each tier has."""
    return {size.tier: size.customers for size in result.tiers}


def _column(name: str, cells: Sequence[str]) -> "pd.Series[Any]":
    known = [cell or None for cell in cells]
    if name in _DATES:
        return pd.to_datetime(pd.Series(known, dtype="object")).astype("datetime64[s]")
    if name in _MONEY:
        return pd.Series(
            [None if cell is None else int(Decimal(cell) * 100) for cell in known], dtype="Int64"
        )
    if name in _COUNTS:
        return pd.Series([None if cell is None else int(cell) for cell in known], dtype="Int64")
    if name in ("satisfaction", "years"):
        return pd.Series([None if cell is None else float(cell) for cell in known], dtype="Float64")
    return pd.Series(known, dtype="str")
