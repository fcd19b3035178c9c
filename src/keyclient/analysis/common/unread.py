"""Customers whose value cannot be read: they stand in a list of their own, with the cell to mend, and are not ranked."""

from collections.abc import Callable, Sequence
from dataclasses import replace

import numpy as np
import pandas as pd

from keyclient.analysis.common.columns import CELL
from keyclient.analysis.common.contacts import Contacts
from keyclient.analysis.common.lazy_rows import LazyRows, ListSource
from keyclient.analysis.common.table_fields import TableField, table_of
from keyclient.model.label import Label, listed
from keyclient.model.portfolio import Portfolio
from keyclient.model.record import dataclass
from keyclient.model.report import Kind, Report, Sentence, Table, TableColumn, Value

_TYPED = TableColumn("typed", Label("as typed", "原值"), Kind.TEXT, is_personal=True)
_FEW = Label(
    "Not ranked, since the value cannot be read: {count} (see {cells}).",
    "数值无法识别、未参与排序的客户：{count} 个（见 {cells}）。",
)
_MANY = Label(
    "Not ranked, since the value cannot be read: {count} (see {cells} and {more} more).",
    "数值无法识别、未参与排序的客户：{count} 个（见 {cells}，另有 {more} 处）。",
)
_FEW_ASIDE = Label(
    "Left out, since their rows cannot be read: {count} (see {cells}).",
    "整行无法识别、未计入的客户：{count} 个（见 {cells}）。",
)
_MANY_ASIDE = Label(
    "Left out, since their rows cannot be read: {count} (see {cells} and {more} more).",
    "整行无法识别、未计入的客户：{count} 个（见 {cells}，另有 {more} 处）。",
)
_CELLS_NAMED = 3
_TITLE = Label("Unread: the value cannot be read, not ranked", "未读出：数值无法识别，未参与排序")


@dataclass(frozen=True, slots=True)
class UnreadCustomer:
    """One customer whose value cannot be read."""

    customer_id: str | None
    row: int
    cell: str
    """The cell to mend; the row where the cells of a line have shifted."""


def is_nobody(rows: LazyRows[UnreadCustomer]) -> bool:
    """Whether all values can be read; then the JSON goes without the list."""
    return not rows


def nobody_unread() -> LazyRows[UnreadCustomer]:
    """The list of a book whose values can all be read."""
    return LazyRows(UnreadCustomer, ListSource())


def unread_customers(portfolio: Portfolio) -> LazyRows[UnreadCustomer]:
    """Those of a book, in its order."""
    frame = portfolio.unread
    if frame is None:
        return nobody_unread()
    ids = frame["customer_id"] if "customer_id" in frame else pd.Series([None] * len(frame), dtype="str")
    rows = zip(ids.where(ids.notna(), None), frame["row"].tolist(), frame["cell"], strict=True)
    return LazyRows(
        UnreadCustomer,
        ListSource(
            [UnreadCustomer(str(one) if isinstance(one, str) else None, row, cell) for one, row, cell in rows]
        ),
    )


def unread_table(portfolio: Portfolio, rows: LazyRows[UnreadCustomer], limit: int | None) -> Table | None:
    """The first of them (None: all) with whom to call; None where there are none or none was asked for."""
    frame = portfolio.unread
    if frame is None or not rows or limit == 0:
        return None
    contacts = Contacts(frame)
    told = (TableField(_TYPED, ("row",), _lookup(frame, "typed")), TableField(CELL, ("cell",)))
    fields = (*contacts.who, *told, *contacts.whose)
    return table_of("unread", _TITLE, fields, rows[:limit], elastic=True, total_rows=len(rows))


def says_unread(report: Report, rows: LazyRows[UnreadCustomer], *, ranked: bool = True) -> Report:
    """The report with a sentence on how many there are, and where to look. `ranked`: whether the others are ranked."""
    if not rows:
        return report
    cells = [row.cell for row in rows[:_CELLS_NAMED]]
    more = len(rows) - len(cells)
    words = {
        "count": Value(len(rows), Kind.COUNT),
        "cells": Value(listed(cells), Kind.TEXT),
        "more": Value(more, Kind.COUNT),
    }
    said = (_MANY if more else _FEW) if ranked else (_MANY_ASIDE if more else _FEW_ASIDE)
    return replace(report, headline=(*report.headline, Sentence(said, words)))


def _lookup(frame: pd.DataFrame, name: str) -> Callable[[Sequence[int]], list[str | None]]:
    places, texts = pd.Index(frame["row"]), frame[name]

    def of(rows: Sequence[int]) -> list[str | None]:
        found = texts.iloc[places.get_indexer(np.asarray(rows, "int64"))]
        return [text if isinstance(text, str) else None for text in found]

    return of
