"""A whole demo series as the tests of it see it: its rows by month and number, and what is planted."""

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from keyclient.demo.book import DemoBook, Row, Value
from keyclient.demo.series.books import series_books
from keyclient.demo.series.size import SeriesSize
from keyclient.demo.series.truth import Planted, Truth


class Bank(NamedTuple):
    """A whole series: by month the rows of all branches by number, and the truth."""

    months: Sequence[Mapping[str, Row]]
    truth: Truth

    def of(self, kind: str) -> list[Planted]:
        return [planted for planted in self.truth.planted if planted.kind == kind]

    def pairs(self) -> Iterator[tuple[Mapping[str, Row], Mapping[str, Row]]]:
        """Each month with the one before it."""
        return zip(self.months, self.months[1:], strict=False)

    def groups(self, kind: str) -> dict[str, list[Row]]:
        """The rows of the last month that are tied to each other in this way."""
        found: dict[str, list[Row]] = {}
        for planted in self.of(kind):
            assert planted.group is not None
            found.setdefault(planted.group, []).append(self.months[-1][customer_of(planted)])
        return found


def whole_bank(size: SeriesSize) -> Bank:
    truth = Truth(size)
    months = [_by_number(made.book) for made in series_books(size, truth, together=True)]
    return Bank(months, truth)


def _by_number(book: DemoBook) -> dict[str, Row]:
    found = {str(row["customer_id"]): row for row in book.rows}
    assert len(found) == len(book.rows)
    return found


def customer_of(planted: Planted) -> str:
    """The customer of whom it is."""
    assert planted.customer_id is not None
    return planted.customer_id


def fen(value: Value) -> int:
    assert isinstance(value, int)
    return value
