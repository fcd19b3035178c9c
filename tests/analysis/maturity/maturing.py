"""Books of what matures, written down as text: one line a product, cells between bars."""

import datetime as dt
from collections.abc import Sequence
from decimal import Decimal

import pandas as pd

from keyclient.analysis.maturity.calculate import maturity
from keyclient.analysis.maturity.result import MaturityResult
from keyclient.analysis.maturity.takeover_result import Takeover
from keyclient.model.portfolio import Portfolio
from keyclient.policy.models import Policy
from keyclient.policy.parts.maturity import MaturityPolicy

OLD, NEW = dt.date(2026, 10, 31), dt.date(2026, 11, 30)
POLICY = MaturityPolicy()
_MONEY = ("aum", "maturity_amount")
_SHORT = {"id": "customer_id", "date": "maturity_date", "amount": "maturity_amount"}


def maturing(text: str, as_of: dt.date = NEW) -> Portfolio:
    """A book from lines with a heading: `id | aum | date | amount | manager`; money in yuan, a blank cell is blank.

    Lines of one id are one customer with several products, with the first line's other cells.
    """
    heading, *lines = [[cell.strip() for cell in line.split("|")] for line in text.strip().splitlines()]
    columns = dict(zip(heading, zip(*lines, strict=True) if lines else [()] * len(heading), strict=True))
    rows = pd.DataFrame({"row": pd.Series(range(2, len(lines) + 2), dtype="int64")})
    for name, cells in columns.items():
        rows[_SHORT.get(name, name)] = _column(_SHORT.get(name, name), cells)
    ids = rows["customer_id"] if "customer_id" in rows else pd.Series(pd.NA, rows.index, dtype="str")
    keys = ids.where(ids.notna(), "row " + rows["row"].astype("str"))
    first = rows["row"].groupby(keys).transform("min").to_numpy()

    def rows_of(wanted: Sequence[str]) -> pd.DataFrame:
        return rows[list(wanted)].assign(row=first, own_row=rows["row"])

    frame = rows[rows["row"] == first].reset_index(drop=True)
    return Portfolio(frame, as_of, (), None, rows_of=rows_of if len(frame) < len(rows) else None)


def laid_out(text: str, policy: MaturityPolicy = POLICY, *, by: str | None = None) -> MaturityResult:
    """What matures of such a book; everything is listed."""
    return maturity(maturing(text), _whole(policy), by=by, top=None)


def taken_over(old: str, new: str, policy: MaturityPolicy = POLICY) -> Takeover:
    """What became of what matured between two such books."""
    found = maturity(maturing(new), _whole(policy), top=None, earlier=[maturing(old, OLD)]).takeover
    assert found is not None
    return found


def _whole(policy: MaturityPolicy) -> Policy:
    return Policy(maturity=policy)


def day(days: int) -> str:
    """The day so many days after the data date."""
    return (NEW + dt.timedelta(days=days)).isoformat()


def _column(name: str, cells: Sequence[str]) -> pd.Series:
    if name in _MONEY:
        return pd.Series([int(Decimal(cell) * 100) if cell else None for cell in cells], dtype="Int64")
    if name == "maturity_date":
        return pd.Series(pd.to_datetime(pd.Series(cells, dtype="str").replace("", None))).astype(
            "datetime64[s]"
        )
    return pd.Series([cell or None for cell in cells], dtype="str")
