"""What a file of customers says about maturities: of a customer with several, the next one."""

from typing import TYPE_CHECKING

from keyclient.model.portfolio import Portfolio

if TYPE_CHECKING:
    import pandas as pd

_DATE, _AMOUNT = "maturity_date", "maturity_amount"


def with_next_maturity(portfolio: Portfolio, frame: "pd.DataFrame") -> "pd.DataFrame":
    """The frame with the next date of each customer, and what matures on it, instead of the first date and the sum.

    The next date is the first after the data date; where none is, the last one. Without a date, or where customers are
    ranked by what matures, the sum stays.
    """
    if portfolio.rows_of is None or _DATE not in frame:
        return frame
    is_ranked_by = portfolio.measure is not None and _AMOUNT in portfolio.measure.columns
    names = [name for name in (_DATE, _AMOUNT) if name in frame]
    rows = portfolio.rows_of(names)
    rows = rows[rows[_DATE].notna() & rows["row"].isin(frame["row"])]
    ahead = rows[_DATE] > str(portfolio.as_of)
    last = rows.groupby("row")[_DATE].max()
    following = rows[ahead].groupby("row")[_DATE].min().reindex(last.index).fillna(last)
    following = following[rows.groupby("row").size() > 1]
    if following.empty:
        return frame
    of_row = following.reindex(frame["row"]).set_axis(frame.index)
    frame = frame.assign(**{_DATE: of_row.fillna(frame[_DATE]).astype(frame[_DATE].dtype)})
    if _AMOUNT in names and not is_ranked_by:
        due = rows[rows[_DATE] == rows["row"].map(following)].groupby("row")[_AMOUNT].sum(min_count=1)
        has_next = frame["row"].isin(following.index)
        amount = due.reindex(frame["row"]).set_axis(frame.index).astype("Int64")
        frame = frame.assign(**{_AMOUNT: frame[_AMOUNT].where(~has_next, amount)})
    return frame
