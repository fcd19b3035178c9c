"""What `maturity` adds to the row of each customer."""

import datetime as dt
from decimal import Decimal

from keyclient.analysis.maturity.result import MaturityResult
from keyclient.analysis.maturity.tables import OVERDUE, UNDATED, beyond_label, within_label
from keyclient.model.customer_columns import CustomerColumns
from keyclient.model.label import Label
from keyclient.model.measure import Amount
from keyclient.model.portfolio import Portfolio
from keyclient.model.report import Cell, Kind, TableColumn

_WHEN = TableColumn("when", Label("something matures", "到期时段"), Kind.TEXT)
_NEXT = TableColumn("next_maturity", Label("next maturity", "最近到期日"), Kind.DATE)
_DUE = Label("matures in {days} days", "{days}天内到期金额")


def maturity_columns(result: MaturityResult, portfolio: Portfolio) -> CustomerColumns:
    """When something matures, the next day on which it does, and what matures within the first horizon.

    `result` lists all products. The day is the first after the data date; blank where nothing matures then. The amount
    is blank where none of it is known.
    """
    days = result.horizons[0].days
    columns = (_WHEN, _NEXT, TableColumn("due", _DUE.filled(days=days), Kind.MONEY))
    when: dict[int, Label] = {}
    first: dict[int, dt.date] = {}
    due: dict[int, Amount] = {}
    products = result.lines.source.values("row", "date", "days", "amount")
    for row, date, left, amount in zip(*products, strict=True):
        if left is None or left <= 0:
            when.setdefault(row, UNDATED if left is None else OVERDUE)
            continue
        if row not in first:
            first[row], when[row] = date, _horizon(result, left)
        if left <= days and amount is not None:
            due[row] = due.get(row, Decimal(0)) + amount
    rows = portfolio.frame["row"].tolist()
    cells: dict[int, tuple[Cell, ...]] = {row: (when.get(row), first.get(row), due.get(row)) for row in rows}
    return CustomerColumns(columns, cells)


def _horizon(result: MaturityResult, left: int) -> Label:
    """The first horizon within which something matures."""
    fits = (one.days for one in result.horizons if left <= one.days)
    return next((within_label(days) for days in fits), beyond_label(result.horizons[-1].days))
