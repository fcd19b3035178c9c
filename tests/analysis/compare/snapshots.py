"""Series of books written down as text: one line a customer, cells between bars, money in yuan."""

import datetime as dt
from collections.abc import Mapping, Sequence
from decimal import Decimal

import pandas as pd

from keyclient.analysis.common.snapshot import Snapshot, take_snapshot
from keyclient.analysis.compare.calculate import compare
from keyclient.analysis.compare.result import CompareResult
from keyclient.model.measure import Measure
from keyclient.model.portfolio import Loaded, Portfolio
from keyclient.model.receipt import Rows, Source
from keyclient.model.since import Since
from keyclient.policy.models import Policy
from tests.analysis.books import AUM

TIERS: dict[str, object] = {"tiers": ({"name": "gold", "floor": 100}, {"name": "iron"})}
MONTHS = [dt.date(2026, month + 1, 1) - dt.timedelta(days=1) for month in range(1, 12)]
"""The ends of eleven months from January 2026 on."""
_TEXTS = ("customer_id", "name", "phone", "manager", "branch")
_ROWS = Rows(read=0, customers=0, merged=0, set_aside=0, totals=0, blank=0, other=0)


def taken(
    text: str,
    as_of: dt.date = MONTHS[0],
    *,
    measure: Measure = AUM,
    is_dated: bool = True,
    policy: Policy | None = None,
    since: Mapping[str, Since | None] | None = None,
) -> Snapshot:
    """What is kept of a book: a heading and lines of cells between bars. The measure is `value` where no column is it."""
    heading, *rows = [[cell.strip() for cell in line.split("|")] for line in text.strip().splitlines()]
    frame = pd.DataFrame({"row": pd.Series(range(2, len(rows) + 2), dtype="int64")})
    for name, cells in zip(heading, zip(*rows, strict=True) if rows else [()] * len(heading), strict=True):
        frame[name] = _column(name, cells)
    if "value" not in frame:
        frame["value"] = frame[measure.columns[0]]
    source = Source(path=f"{as_of}.csv", sheet=None, header_row=1, sha256="", rows=_ROWS, money=())
    portfolio = Portfolio(frame, as_of, (source,), measure)
    loaded = Loaded(portfolio, (), (), None, not is_dated, (), change_since=dict(since or {}))
    return take_snapshot(loaded, (policy or Policy()).tier)


def policy_of(**settings: object) -> Policy:
    """Gold from 100 yuan on, iron below; with settings of `[compare]`."""
    return Policy.model_validate({"tier": TIERS, "compare": settings})


def compared(
    texts: Sequence[str],
    dates: Sequence[dt.date] = MONTHS,
    *,
    is_dated: bool = True,
    settings: Mapping[str, object] | None = None,
    since: Mapping[str, Since | None] | None = None,
) -> CompareResult:
    """What `compare` says of such books, one a month unless dates are given."""
    policy = policy_of(**(settings or {}))
    books = [
        taken(text, day, is_dated=is_dated, policy=policy, since=since)
        for text, day in zip(texts, dates, strict=False)
    ]
    return compare(books, policy)


def courses(values: Mapping[str, str]) -> list[str]:
    """Books from the values of each customer over time: `10 - 30` is 10, not filled in, 30."""
    over_time = {name: course.split() for name, course in values.items()}
    books = max(map(len, over_time.values()))
    return [
        "\n".join(
            ["customer_id|aum", *(f"{name}|{course[book].strip('-')}" for name, course in over_time.items())]
        )
        for book in range(books)
    ]


def _column(name: str, cells: Sequence[str]) -> "pd.Series":
    known = [cell or None for cell in cells]
    if name in _TEXTS:
        return pd.Series(known, dtype="str")
    return pd.Series([None if cell is None else int(Decimal(cell) * 100) for cell in known], dtype="Int64")
