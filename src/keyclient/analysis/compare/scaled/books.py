"""A portfolio of a comparison as an engine sees it: what it is called, what it is worth, its tiers, what it has."""

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import PurePath
from typing import Any

import narwhals as nw

from keyclient.analysis.common.snapshot import AMOUNTS
from keyclient.analysis.common.tier_scan import UnevenFloorError
from keyclient.analysis.common.tier_steps import Step, floor_measures, measure_column
from keyclient.analysis.compare.scaled.common_units import in_one_unit
from keyclient.analysis.compare.scaled.tiers import scored, shared_columns, tier_steps
from keyclient.metrics.whole_sums import whole_sums
from keyclient.model.measure import Measure
from keyclient.model.measure_fields import AVERAGES
from keyclient.model.receipt import Source
from keyclient.model.scan import Scan
from keyclient.policy.parts.tier import TierPolicy

Frame = nw.LazyFrame[Any]
_POSITIVE = "#positive"


@dataclass(frozen=True, eq=False)
class ScaledBook:
    """One of two portfolios of the same customers."""

    scan: Scan
    """In the units of both."""
    frame: Frame
    """Its customers, with `judged` where a tier asks for loyalty (see `with_loyalty`)."""
    steps: tuple[Step, ...]
    """The tiers, best first, with its own floors."""
    measure: Measure
    worth: int
    """Net of all customers, in units."""
    filled: frozenset[str]
    """The money columns with anything in them, and `BALANCE+AVERAGE` where a customer has both."""
    title: str | None = None
    """What it is called whatever its date."""
    name: str | None = None
    """What it is called without a data date; None: as its file or folder."""

    @property
    def customers(self) -> int:
        """All of them, those without an id too."""
        return self.scan.customers

    @property
    def as_of(self) -> dt.date:
        """The data date."""
        return self.scan.as_of

    @property
    def is_dated(self) -> bool:
        """Whether the data date is its own, not that of a file."""
        return not self.scan.as_of_from_file

    @property
    def source(self) -> Source:
        """What was read."""
        return self.scan.sources[0]

    @property
    def called(self) -> str:
        """What it is called without a data date."""
        return self.name or PurePath(self.source.path.replace("\\", "/")).name

    def has(self, *columns: str) -> bool:
        """Whether it has columns, empty ones too."""
        return set(columns) <= set(self.scan.columns)


def scaled_books(old: Scan, new: Scan, policy: TierPolicy) -> tuple[ScaledBook, ScaledBook]:
    """Both in the same units, under names that differ.

    Raises `EarlierMeasureError`, `UnmeasuredTierError` and `UnevenFloorError`.
    """
    before, now = (_book(scan, policy) for scan in in_one_unit(old, new))
    first, second = _told_apart((before, now))
    return first, second


def _book(scan: Scan, policy: TierPolicy) -> ScaledBook:
    if scan.measure is None:
        raise ValueError("a portfolio that is compared was opened without a measure")
    measures = floor_measures(policy.ladder, scan.further, scan.measure)
    for one in (scan.measure, *measures):
        if one.decimals is None:
            raise UnevenFloorError(measure=one.label)
    asked = {measure_column(one, scan.measure) for one in measures} - {"value"}
    there = [name for name in dict.fromkeys([*AMOUNTS, *asked]) if name in scan.columns]
    shared = shared_columns(policy, measures, scan.measure)
    figures = whole_sums(
        scan.frame,
        {
            "worth": nw.col("value"),
            **{name: _known(name) for name in there},
            **_pairs(there),
            **{f"{name}{_POSITIVE}": _positive(name) for name in shared},
        },
    )
    positives = {name: figures.pop(f"{name}{_POSITIVE}") for name in shared}
    return ScaledBook(
        scan,
        scored(scan, policy),
        tier_steps(scan, policy, measures, positives),
        scan.measure,
        figures.pop("worth"),
        frozenset(name for name, count in figures.items() if count),
    )


def _known(*columns: str) -> nw.Expr:
    """1 where all of some columns are filled in."""
    known = ~nw.col(columns[0]).is_null()
    for name in columns[1:]:
        known &= ~nw.col(name).is_null()
    return known.cast(nw.Int64)


def _positive(column: str) -> nw.Expr:
    """1 where a column is above zero."""
    return (nw.col(column) > 0).fill_null(value=False).cast(nw.Int64)


def _pairs(there: Iterable[str]) -> dict[str, nw.Expr]:
    columns = set(there)
    pairs = [(name, average) for name, average in AVERAGES.items() if {name, average} <= columns]
    return {pair_name(name): _known(name, average) for name, average in pairs}


def pair_name(balance: str) -> str:
    """What `filled` calls that a customer has both a balance and its average."""
    return f"{balance}+{AVERAGES[balance]}"


def _told_apart(books: tuple[ScaledBook, ScaledBook]) -> Iterator[ScaledBook]:
    """The books with names that differ: with one data date, each is called by it and by its file."""
    names = Counter(book.called for book in books)
    days = Counter(book.as_of for book in books if book.is_dated)
    for book in books:
        own = book
        if names[book.called] > 1:
            folder = PurePath(book.source.path.replace("\\", "/")).parent.name
            own = replace(own, name=f"{folder} {book.called}".strip())
        if own.is_dated and days[own.as_of] > 1:
            own = replace(own, title=f"{own.as_of.isoformat()} ({own.called})")
        yield own
