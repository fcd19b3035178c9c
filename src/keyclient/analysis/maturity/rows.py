"""The rows that `maturity` lists."""

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import pandas as pd
import pyarrow as pa

from keyclient.analysis.common.lazy_rows import ArrowSource, Columns, LazyRows
from keyclient.model.label import Label
from keyclient.model.measure import Amount, Measure, MeasureKind

YUAN = Measure(
    "maturity_amount", Label("maturity amount", "到期金额"), ("maturity_amount",), MeasureKind.MONEY, 2
)
"""How amounts of fen become yuan."""


@dataclass(frozen=True, slots=True)
class MaturingProduct:
    """One product that matures."""

    customer_id: str | None
    row: int
    """Of the customer; the first of several."""
    own_row: int
    """Of the product."""
    date: dt.date | None
    """By contract; None: there is only an amount."""
    working_day: dt.date | None
    """The date itself, or the next day on which the bank is open."""
    days: int | None
    """From the data date; 0 or less: matured already."""
    amount: Amount | None
    """None: there is only a date."""
    manager: str | None
    branch: str | None


@dataclass(frozen=True, slots=True)
class MaturedCustomer:
    """One customer of the earlier book of whom something has matured since."""

    customer_id: str
    row: int | None
    """In this book; None: no longer listed."""
    old_row: int
    """In the earlier book."""
    matured: Amount
    rolled: Amount
    parked: Amount | None
    """None: the books do not say."""
    left: Amount | None
    unknown: Amount
    """Rolled, parked or left: the books do not say which."""
    is_taken_over: bool
    manager: str | None
    """In the earlier book."""
    branch: str | None


def maturing_rows(listed: pd.DataFrame) -> LazyRows[MaturingProduct]:
    """Rows with the columns of `MaturingProduct`, amounts in fen, made on demand."""

    def convert(table: pa.Table) -> Columns:
        columns = table.to_pydict()
        dates = {name: _dates(columns[name]) for name in ("date", "working_day")}
        return {**columns, **_named(columns), **dates, "amount": YUAN.amounts(columns["amount"])}

    return LazyRows(MaturingProduct, ArrowSource(pa.Table.from_pandas(listed, preserve_index=False), convert))


def matured_rows(listed: pd.DataFrame) -> LazyRows[MaturedCustomer]:
    """The same for `MaturedCustomer`."""

    def convert(table: pa.Table) -> Columns:
        columns = table.to_pydict()
        sums = ("matured", "rolled", "parked", "left", "unknown")
        amounts = {name: YUAN.amounts(columns[name]) for name in sums}
        return {**columns, **_named(columns), **amounts}

    return LazyRows(MaturedCustomer, ArrowSource(pa.Table.from_pandas(listed, preserve_index=False), convert))


def _named(columns: Mapping[str, list[str | None]]) -> dict[str, list[str | None]]:
    """Whose customer it is; None for a blank, or where the book does not say."""
    length = len(columns["row"])
    return {
        name: [text or None for text in columns.get(name, [None] * length)] for name in ("manager", "branch")
    }


def _dates(values: Iterable[dt.datetime | None]) -> list[dt.date | None]:
    return [None if value is None else value.date() for value in values]
