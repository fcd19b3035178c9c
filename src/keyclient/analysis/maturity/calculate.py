"""What matures when, with whom; and what became of what has matured."""

from collections.abc import Sequence

import pandas as pd

from keyclient.analysis.common.contacts import OWNED
from keyclient.analysis.common.refusals import GroupColumnError
from keyclient.analysis.common.term_products import products
from keyclient.analysis.common.working_days import working_days
from keyclient.analysis.maturity.groups import due_groups
from keyclient.analysis.maturity.ladder import Places, due, horizon, ladder, whole
from keyclient.analysis.maturity.result import MaturityResult
from keyclient.analysis.maturity.rows import maturing_rows
from keyclient.analysis.maturity.takeover import TakeoverTerms, takeover
from keyclient.model.label import listed
from keyclient.model.portfolio import Portfolio
from keyclient.policy.models import Policy
from keyclient.policy.parts.calendar import CalendarPolicy


def maturity(
    portfolio: Portfolio,
    policy: Policy,
    *,
    by: str | None = None,
    top: int | None = 20,
    earlier: Sequence[Portfolio] = (),
    rows: pd.DataFrame | None = None,
) -> MaturityResult:
    """The ladder, the groups, and the `top` first products (None: all).

    `earlier`: earlier books, oldest first; the takeover is about what has matured since the newest of them.
    `rows`: what `maturing` finds, where it is known already. A customer with several rows has a product in each. What
    matures on the data date has matured. Weekends and holidays move no product to another step: the date is that of the
    contract. Raises `DatelessError`, `GroupColumnError`, `SumTooLargeError` and `NotEarlierError`.
    """
    as_of, own = portfolio.as_of, policy.maturity
    rows = maturing(portfolio, by) if rows is None else rows
    groups = [name for name in ((by,) if by else OWNED) if name in portfolio.frame]
    terms = TakeoverTerms(own, groups, top, policy.compare.vanished)
    places = Places(rows, own)
    return MaturityResult(
        as_of=as_of,
        total=due(rows),
        overdue=due(rows[places.overdue]),
        ladder=ladder(rows, places, as_of, own),
        beyond=due(rows[places.beyond]),
        undated=due(rows[places.undated]),
        horizons=tuple(horizon(whole(rows[places.within(days)]), days, as_of) for days in own.horizons),
        groups=due_groups(rows, groups, as_of, own),
        lines=maturing_rows(_listed(rows, policy.calendar, top)),
        total_lines=len(rows),
        takeover=takeover(earlier[-1], portfolio, rows, terms) if earlier else None,
    )


def maturing(portfolio: Portfolio, by: str | None = None) -> pd.DataFrame:
    """The products of a book, with whose they are and the group of `--by`. Raises `GroupColumnError` and as `products`."""
    if by is not None and by not in portfolio.frame:
        raise GroupColumnError(column=by, columns=listed(portfolio.frame.columns))
    texts = dict.fromkeys((*OWNED, *([by] if by else [])))
    return products(portfolio, [name for name in texts if name in portfolio.frame])


def _listed(rows: pd.DataFrame, calendar: CalendarPolicy, top: int | None) -> pd.DataFrame:
    """The first products to come, by date, then the largest amount, then id and row; then those that matured already.

    Those without a date are last.
    """
    keys = ["is_past", "date", "is_unknown", "amount", "customer_id", "own_row"]
    rows = rows.assign(is_past=rows["days"].fillna(0) <= 0)
    ordered = rows.sort_values(keys, ascending=[True, True, True, False, True, True], na_position="last")
    first = ordered if top is None else ordered.head(top)
    return first.drop(columns="is_past").assign(
        working_day=working_days(first["date"], calendar),
        amount=first["amount"].astype("Int64").where(~first["is_unknown"]),
    )
