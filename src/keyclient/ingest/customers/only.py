"""The customers that lists are about: those with one of some values in a column of the book."""

import difflib
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property, reduce
from operator import and_
from pathlib import Path
from typing import cast

import numpy as np
import pandas as pd

from keyclient.ingest.base.table_refusals import NobodyHas
from keyclient.ingest.cells.plain import folded
from keyclient.ingest.columns.body import Body
from keyclient.ingest.columns.choose import choose_group
from keyclient.ingest.columns.reading import Reading
from keyclient.ingest.customers.collect import Customers
from keyclient.ingest.customers.frame import Flags
from keyclient.ingest.customers.group_parts import counting_rows
from keyclient.ingest.rows.row_kinds import Indices
from keyclient.model.fields import fields
from keyclient.model.label import NO_WORDS, Label, listed, listed_first
from keyclient.model.masking import NAMEABLE
from keyclient.model.measure import Measure
from keyclient.model.record import dataclass

BLANK = ("", "(blank)", "(空白)", "（空白）")
"""What is typed for customers of whom the column says nothing."""
_MOST_NAMED = 5
_LIKENESS = 0.3
_NEAREST = Label(" Nearest: {values}.", "最接近的有：{values}。")
_VALUES = Label(" Values there: {values}.", "该列的取值有：{values}。")
_UNNAMED = Label(
    " The column has {count} different values, which are not named here since they may name customers.",
    "该列有 {count} 种取值；因可能涉及客户身份，此处不列出。",
)


@dataclass(frozen=True)
class RowsOfCustomers:
    """The rows of a table, and which customer each belongs to."""

    body: Body
    readings: Mapping[str, Reading]
    customers: Customers
    measure: Measure | None
    path: Path

    def listed(self, only: Iterable[tuple[str, tuple[str, ...]]]) -> frozenset[int]:
        """The first rows of the customers who have, in every column named, one of the values named for it.

        A customer of several rows has the values of all of them; rows set aside are customers of their own. Width,
        case and white space do not matter, and a choice is known by every word for it. Raises `HeadingNotFound`,
        `HeadingTwice` or `NobodyHas`.
        """
        flags = [self._having(name, values) for name, values in only]
        return frozenset((self.body.rows[reduce(and_, flags)] + 1).tolist())

    def _having(self, name: str, values: Iterable[str]) -> Flags:
        """By row: whether it is the first of a customer with one of the values."""
        column, reading = choose_group(self.body, name, self.readings, self.path)
        texts = pd.Series(reading.values, dtype="str")
        has = np.zeros(len(self._first), dtype=bool)
        for value in values:
            found = self._found(column, texts.map(folded, na_action="ignore"), value)
            if not found.any():
                raise nobody_has(column, f"{name}={value}", Counter(texts.dropna()), str(self.path))
            has |= found
        return has

    def _found(self, column: str, keys: "pd.Series[str]", value: str) -> Flags:
        if value.strip() in BLANK:
            found = ~self._owners(keys.notna().to_numpy(dtype=bool))
        else:
            wanted = [folded(word) for word in _words(column, value)]
            found = self._owners(keys.isin(wanted).to_numpy(dtype=bool) & self._counts)
        first: Flags = found & (self._first == np.arange(len(self._first)))
        return first

    def _owners(self, rows: Flags) -> Flags:
        """The first rows of the customers of some rows."""
        found = np.zeros(len(rows), dtype=bool)
        found[self._first[rows]] = True
        return found

    @cached_property
    def _first(self) -> Indices:
        """By row: the first one of its customer."""
        first = np.arange(len(self.customers.set_aside), dtype=np.int64)
        first[self.customers.kept] = self.customers.kept[self.customers.grouping.group]
        return first

    @cached_property
    def _counts(self) -> Flags:
        """By row: whether it counts for what its customer has; one of an earlier data date does not."""
        counts = np.ones(len(self.customers.set_aside), dtype=bool)
        columns = () if self.measure is None else self.measure.columns
        kept = self.customers.kept
        counts[kept] = counting_rows(len(kept), self.customers.counted, columns)
        return counts


def _words(column: str, value: str) -> Iterable[str]:
    """What the cells of a column may hold for a value: for a choice its code."""
    spec = fields().get(column)
    if spec is None or not spec.column.choices:
        return (value,)
    key = folded(value)
    shown = spec.column.shown
    return [
        choice
        for choice, words in spec.column.choices.items()
        for label in [shown.get(choice, NO_WORDS)]
        if key in map(folded, (choice, *words, label.en, label.zh))
    ]


def nobody_in_books(refusals: Sequence[NobodyHas]) -> NobodyHas:
    """The refusal of a value that no customer of several books has: with what stands in any of them."""
    asked = refusals[0].values
    alike = [one.values for one in refusals if one.values["asked"] == asked["asked"]]
    distinct: Counter[str] = sum((cast("Counter[str]", one["distinct"]) for one in alike), Counter())
    books = listed_first([str(one["path"]) for one in alike], _MOST_NAMED)
    return nobody_has(str(asked["column"]), str(asked["whole"]), distinct, books)


def nobody_has(column: str, asked: str, distinct: Counter[str], path: str | Label) -> NobodyHas:
    """The refusal of a value that no customer has; near ones are named if they name no customer. `path`: of the book or books."""
    name, _, value = asked.partition("=")
    values = {"path": path, "column": column, "whole": asked, "distinct": distinct}
    if column not in NAMEABLE:
        return NobodyHas(asked=name, remedy=_UNNAMED.filled(count=len(distinct)), **values)
    near = difflib.get_close_matches(value, distinct, _MOST_NAMED, _LIKENESS)
    named = near or [text for text, _ in distinct.most_common(_MOST_NAMED)]
    shown = fields()[column].column.shown
    said = listed(shown.get(text, text) for text in named)
    label = _NEAREST if near else _VALUES
    return NobodyHas(asked=asked, remedy=label.filled(values=said) if named else NO_WORDS, **values)
