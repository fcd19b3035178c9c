"""Portfolios of a handful of customers, for tests of analyses."""

import datetime as dt
from collections.abc import Sequence
from decimal import Decimal

import pandas as pd

from keyclient.model.label import Label
from keyclient.model.measure import Measure, MeasureKind
from keyclient.model.portfolio import Portfolio

AUM = Measure("aum", Label("AUM", "AUM"), ("aum",), MeasureKind.MONEY, 2)
SCORE = Measure("score", Label("score", "评分"), ("score",), MeasureKind.NUMBER, None)


def book(
    values: Sequence[float | Decimal | None],
    *,
    measure: Measure | None = AUM,
    ids: Sequence[str | None] | None = None,
    **columns: Sequence[str | None],
) -> Portfolio:
    """A book with one customer a value: yuan for money. Ids are c1, c2 ... unless given."""
    frame = pd.DataFrame({"row": pd.Series(range(2, len(values) + 2), dtype="int64")})
    frame["value"] = _cells(values, measure)
    frame["customer_id"] = pd.array(ids or [f"c{n}" for n in range(1, len(values) + 1)], dtype="str")
    for name, cells in columns.items():
        frame[name] = pd.array(cells, dtype="str")
    return Portfolio(frame, dt.date(2026, 1, 31), (), measure)


def _cells(values: Sequence[float | Decimal | None], measure: Measure | None) -> pd.Series:
    if measure is None or measure.decimals is None:
        return pd.Series(values, dtype="Float64")
    unit = 10**measure.decimals
    return pd.Series(
        [None if value is None else int(Decimal(str(value)) * unit) for value in values], dtype="Int64"
    )


def figures(*values: object) -> tuple[object, ...]:
    """Figures of any kind side by side, for comparing."""
    return values
