"""Branches and managers side by side, and how far the figures of small ones can be trusted."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import TYPE_CHECKING, NamedTuple

from keyclient.batch.consolidated.result import ComparedToBank, LeagueLine
from keyclient.batch.record.state import BookState
from keyclient.metrics.exact_shares import part_rounded_up
from keyclient.metrics.proportions import Interval, wilson

if TYPE_CHECKING:
    import pyarrow as pa

BranchManager = tuple[str, str | None]
"""Branch and manager."""


class LeagueRules(NamedTuple):
    """What the rates are measured by."""

    top: float
    """The part of the bank's customers that are its top customers."""
    smallest: int
    """Customers below which no rank is given."""
    z: float


class TopCustomers(NamedTuple):
    """The bank's top customers."""

    floor: Decimal | None
    """The value of the last of them; None where nobody has a positive value."""
    by: Mapping[BranchManager, int]
    """How many a branch and manager have."""


@dataclass
class _Sum:
    books: set[str] = field(default_factory=set)
    customers: int = 0
    valued: int = 0
    value: Decimal = Decimal(0)
    top: int = 0


def top_customers(table: "pa.Table", measure: str | None, share: float) -> TopCustomers:
    """Who reaches the value of the ceil(share)-th largest of all customers with a value; equal values are in.

    Only books that are ranked by `measure` count. Where that value is not positive, every positive one reaches.
    """
    import numpy as np
    import pyarrow.compute as pc

    if measure is None:
        return TopCustomers(None, {})
    mine = table.filter(pc.equal(table["measure"], measure))
    is_money = mine["value"].null_count < mine.num_rows
    column = mine["value" if is_money else "number"]
    values = np.asarray(column.drop_null())
    if not len(values) or values.max() <= 0:
        return TopCustomers(None, {})
    rank = part_rounded_up(len(values), share)
    floor = np.partition(values, len(values) - rank)[len(values) - rank]
    floor = floor if floor > 0 else values[values > 0].min()
    reaches = pc.fill_null(pc.greater_equal(column, floor.item()), fill_value=False)
    top = mine.filter(reaches).select(["branch", "manager"])
    by = Counter(zip(top["branch"].to_pylist(), map(_manager, top["manager"].to_pylist()), strict=True))
    return TopCustomers(Decimal(int(floor)).scaleb(-2) if is_money else Decimal(repr(float(floor))), by)


def league(
    states: Iterable[BookState], measure: str | None, top: TopCustomers, by: LeagueRules, *, managers: bool
) -> tuple[LeagueLine, ...]:
    """A line for every branch, or for every manager of every branch.

    Customers of books that are ranked by another measure count as customers, and have no value here.
    """
    sums = _sums(states, measure, managers=managers)
    for (branch, manager), count in top.by.items():
        sums[branch, manager if managers else None].top += count
    net = sum((one.value for one in sums.values()), Decimal(0))
    whole = _rate(sum(one.top for one in sums.values()), sum(one.valued for one in sums.values()))
    lines = [_line(key, one, net, whole, by) for key, one in sums.items()]
    return tuple(_ranked(lines))


def _sums(states: Iterable[BookState], measure: str | None, *, managers: bool) -> dict[BranchManager, _Sum]:
    sums: dict[BranchManager, _Sum] = {}
    for state in states:
        for group in state.figures.groups:
            one = sums.setdefault((group.branch, group.manager if managers else None), _Sum())
            one.books.add(state.line.book)
            one.customers += group.customers
            if measure is not None and state.figures.measure == measure:
                one.valued += group.valued
                one.value += group.value
    return sums


def _line(key: BranchManager, one: _Sum, net: Decimal, whole: float | None, by: LeagueRules) -> LeagueLine:
    interval = wilson(one.top, one.valued, by.z)
    enough = one.valued >= by.smallest
    return LeagueLine(
        branch=key[0],
        manager=key[1],
        books=len(one.books),
        customers=one.customers,
        valued=one.valued,
        value=one.value,
        share_of_value=float(one.value / net) if net > 0 else None,
        top_customers=one.top,
        top_share=_rate(one.top, one.valued),
        low=None if interval is None else interval.low,
        high=None if interval is None else interval.high,
        standing=_standing(interval, whole) if enough else None,
        rank=0 if enough else None,
    )


def _standing(interval: Interval | None, whole: float | None) -> ComparedToBank | None:
    if interval is None or whole is None:
        return None
    return "above" if interval.low > whole else "below" if interval.high < whole else "like"


def _ranked(lines: list[LeagueLine]) -> Iterator[LeagueLine]:
    """Those with a rank first, best first; then the small ones by name."""
    ranked = sorted(
        (line for line in lines if line.rank is not None), key=lambda line: (-_share(line), _name(line))
    )
    shares = [_share(line) for line in ranked]
    for line in ranked:
        yield line.model_copy(update={"rank": shares.index(_share(line)) + 1})
    yield from sorted((line for line in lines if line.rank is None), key=_name)


def _share(line: LeagueLine) -> float:
    return line.top_share if line.top_share is not None else -1.0


def _name(line: LeagueLine) -> tuple[str, str]:
    return line.branch, line.manager or ""


def _rate(part: int, whole: int) -> float | None:
    return part / whole if whole else None


def _manager(name: str | None) -> str | None:
    return (name or "").strip() or None
