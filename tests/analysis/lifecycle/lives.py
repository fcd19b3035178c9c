"""Portfolios of people with ages and holdings, written down as text."""

import datetime as dt
from collections.abc import Sequence
from decimal import Decimal

import pandas as pd

from keyclient.analysis.lifecycle.calculate import lifecycle
from keyclient.analysis.lifecycle.result import Coverage, LifecycleResult
from keyclient.model.measure import Measure
from keyclient.model.portfolio import Portfolio, held_column
from keyclient.policy.parts.families import FAMILIES
from keyclient.policy.parts.lifecycle import LifecyclePolicy
from tests.analysis.books import AUM

AS_OF = dt.date(2026, 10, 31)
POLICY = LifecyclePolicy()
SERVING = tuple(name for name, family in FAMILIES.items() if family.need)


def lives(
    text: str, *, measure: Measure | None = AUM, families: Sequence[str] = SERVING, as_of: dt.date = AS_OF
) -> Portfolio:
    """One customer a line: age or birth date | yuan | holdings | risk rating | kind | group.

    Holdings are family names with blanks between, `-` for none, nothing for not known. Further cells may be left
    out. Ids are c1, c2 ...; `families` have a column in the book.
    """
    cells = [
        [cell.strip() for cell in line.split("|")] for line in text.strip("\n").splitlines() if line.strip()
    ]
    rows = [[*row, *[""] * (6 - len(row))] for row in cells]
    ages, values, held, ratings, kinds, groups = zip(*rows, strict=True) if rows else ((),) * 6
    born = [dt.date.fromisoformat(age) if "-" in age else None for age in ages]
    frame = pd.DataFrame(
        {
            "row": pd.Series(range(2, len(rows) + 2), dtype="int64"),
            "customer_id": pd.array([f"c{number}" for number in range(1, len(rows) + 1)], dtype="str"),
            "birth_date": pd.Series(born, dtype="datetime64[s]"),
            "age": pd.array([int(age) if age.isdecimal() else None for age in ages], dtype="Int64"),
            "value": pd.array([_fen(value) for value in values], dtype="Int64"),
            **{
                name: pd.array([cell or None for cell in column], dtype="str")
                for name, column in (("risk_rating", ratings), ("kind", kinds), ("branch", groups))
            },
            **{
                held_column(name): pd.array([_holds(cell, name) for cell in held], dtype="Int8")
                for name in families
            },
        }
    )
    if measure is None:
        frame = frame.drop(columns="value")
    return Portfolio(frame, as_of, (), measure)


def answer(text: str, policy: LifecyclePolicy = POLICY, *, top: int | None = None) -> LifecycleResult:
    """The whole answer for people written down as text."""
    return lifecycle(lives(text), policy, top=top)


def sizes(result: LifecycleResult) -> dict[str, int]:
    """Customers by band, those without left out."""
    return {band.band: band.customers for band in result.bands if band.customers}


def need(result: LifecycleResult, band: str, name: str) -> Coverage:
    """One need of one band."""
    return next(
        one for found in result.bands if found.band == band for one in found.needs if one.need == name
    )


def _fen(value: str) -> int | None:
    return int(Decimal(value) * 100) if value else None


def _holds(cell: str, family: str) -> int | None:
    return int(family in cell.split()) if cell else None
